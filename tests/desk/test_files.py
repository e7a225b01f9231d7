"""Documents at the desk: taken by content, kept sealed, given back only as a download."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from hangot.access.context import reading_log
from hangot.audit.models import AuditEntry
from hangot.core.access import Section
from hangot.files.models import Attachment, AttachmentBody

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ncanary-7734\n%%EOF\n"


def once(page: Any) -> str:
    found = re.search(r'name="once" value="([0-9a-f-]+)"', page.content.decode())
    assert found
    return found[1]


def send(client: Any, case: Any, name: str, content: bytes, place: str = "1") -> Any:
    """Upload one document from the page of documents."""
    address = f"/cases/{case.pk}/files/"
    sent = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(address, {"place": place, "file": sent, "once": once(client.get(address))})


@pytest.fixture
def kept(case: Any, desk: Any, acts: Any) -> Any:
    """A statement of hers in the guarded section of what happened."""
    assert send(desk("counsellor-1"), case, "진술서.pdf", PDF, "6").status_code == 303
    with acts("counsellor-1"):
        return Attachment.objects.get(subject_id=case.person_id).pk


def test_a_document_comes_back_as_it_was_and_only_as_a_download(kept: Any, desk: Any) -> None:
    answer = desk("counsellor-1").get(f"/cases/files/{kept}/")
    assert answer.content == PDF
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=\"document.pdf\"; filename*=UTF-8''")
    assert unquote(header.rpartition("''")[2]) == "진술서.pdf"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_download_is_an_export_in_the_log(kept: Any, case: Any, acts: Any, desk: Any) -> None:
    desk("counsellor-1").get(f"/cases/files/{kept}/")
    with acts("counsellor-1"), reading_log(case.person_id):
        entry = AuditEntry.objects.get(act="file.see", kind="export")
        assert (entry.object_id, entry.section) == (kept, 6)


def test_neither_the_name_nor_the_words_lie_open_in_the_database(kept: Any, acts: Any) -> None:
    with acts("counsellor-1"):
        assert b"canary-7734" not in bytes(AttachmentBody.objects.get(pk=kept).body)
        assert "진술서".encode() not in bytes(Attachment.objects.get(pk=kept).__dict__["name"])


def test_a_direct_link_opens_nothing_for_an_agency_without_the_section(
    kept: Any,
    case: Any,
    lets: Callable[..., Any],
    acts: Any,
    desk: Any,
) -> None:
    jobs = (Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT)
    lets("moel-job-centre", jobs)
    client = desk("moel-job-centre-1")
    assert client.get(f"/cases/files/{kept}/").status_code == 404
    assert "진술서" not in client.get(f"/cases/{case.pk}/files/").content.decode()


def test_what_was_given_back_by_consent_is_closed_when_it_is_withdrawn(
    case: Any, lets: Callable[..., Any], acts: Any, desk: Any
) -> None:
    from hangot import clock
    from hangot.directory.models import Agency
    from hangot.referrals.actions import withdraw_consent

    law = (Section.IDENTITY, Section.INCIDENT)
    lets("korea-legal-aid", law)
    send(desk("counsellor-1"), case, "진술서.pdf", PDF, "6")
    with acts("counsellor-1"):
        kept = Attachment.objects.get(subject_id=case.person_id).pk
    assert desk("korea-legal-aid-1").get(f"/cases/files/{kept}/").status_code == 200
    with acts("counsellor-1") as by:
        agency = Agency.objects.get(slug="korea-legal-aid").pk
        withdraw_consent(subject=case.person_id, agency=agency, sections=law, by=by, at=clock.now())
    assert desk("korea-legal-aid-1").get(f"/cases/files/{kept}/").status_code == 404


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("word/document.xml", bytes(40 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    "wrong",
    [
        ("계약서.pdf", b"MZ\x90\x00" + bytes(100), "받을 수 없는 종류"),
        ("안내.pdf", b"<!doctype html><script>1</script>", "받을 수 없는 종류"),
        ("그림.png", b"<svg onload='alert(1)'/>", "받을 수 없는 종류"),
        ("빈.pdf", b"", "빈 파일"),
        ("보고서.docx", bomb(), "압축이 지나치게"),
    ],
)
def test_a_wrong_file_gets_its_sentence_and_the_rest_of_the_form_stays(
    wrong: tuple[str, bytes, str], case: Any, acts: Any, desk: Any
) -> None:
    name, content, words = wrong
    answer = send(desk("counsellor-1"), case, name, content, "6")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert '<option value="6" selected>' in shown
    with acts("counsellor-1"):
        assert not Attachment.objects.exists()


def test_two_gigabytes_are_refused_before_they_are_read(case: Any, desk: Any) -> None:
    class Endless(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise AssertionError("the body was read")

    answer = desk("counsellor-1").generic(
        "POST", f"/cases/{case.pk}/files/", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3), **{"wsgi.input": Endless()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "파일이 너무 큽니다" in answer.content.decode()


def test_a_file_a_little_too_large_is_told_the_limit(case: Any, desk: Any) -> None:
    with override_settings(HANGOT_UPLOAD_BYTES=1024 * 1024):
        answer = send(desk("counsellor-1"), case, "큰.pdf", PDF + bytes(1024 * 1024))
    assert answer.status_code == 422
    assert "1MB까지" in answer.content.decode()


def test_guarded_documents_are_folded_in_the_list(kept: Any, case: Any, desk: Any) -> None:
    shown = desk("counsellor-1").get(f"/cases/{case.pk}/files/").content.decode()
    folded = shown[shown.index("<details>") : shown.index("</details>")]
    assert "진술서" in folded
    assert "창구에서는 열지 마세요" in folded


def test_sending_the_same_form_twice_keeps_one_document(case: Any, acts: Any, desk: Any) -> None:
    client, address = desk("counsellor-1"), f"/cases/{case.pk}/files/"
    key = once(client.get(address))
    for _ in range(2):
        sent = SimpleUploadedFile("신청서.pdf", PDF)
        assert client.post(address, {"place": "1", "file": sent, "once": key}).status_code in (
            302,
            303,
        )
    with acts("counsellor-1"):
        assert Attachment.objects.count() == 1
