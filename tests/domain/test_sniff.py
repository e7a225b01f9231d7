"""What a document is: read from its bytes. What it is called: only as much as is harmless."""

import io
import zipfile

import pytest

from hangot.core.refusal import Missing
from hangot.files.sniff import DOCX, HWP, HWPX, JPEG, KINDS, PDF, PNG, TXT, XLSX, kind_of, safe_name

PDF_BYTES = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return out.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
SHEET = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_BYTES, PDF),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), PNG),
        (b"\xff\xd8\xff\xe0" + bytes(40), JPEG),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"HWP Document File V5.00", HWP),
        (zipped({"mimetype": b"application/hwp+zip", "Contents/section0.xml": b"<a/>"}), HWPX),
        (zipped(WORD), DOCX),
        (zipped(SHEET), XLSX),
        ("오늘 통화함".encode(), TXT),
        ("오늘 통화함".encode("cp949"), TXT),
        ("\ufeff표,값\n1,2\n".encode(), TXT),
    ],
)
def test_a_document_of_the_house_is_known_by_its_content(content: bytes, kind: object) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'\xef\xbb\xbf<?xml version="1.0"?><svg/>',
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        zipped({"readme.txt": b"only an archive"}),
        zipped({**WORD, "word/vbaProject.bin": b"macro"}),
        b"PK\x03\x04" + bytes(50),
        b"GIF89a" + bytes(30),
        bytes(range(256)),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Missing) as no:
        kind_of(content)
    assert no.value.what == "file"
    assert len(no.value.sentence.ko) > 10


def test_a_box_that_would_burst_is_refused() -> None:
    with pytest.raises(Missing) as no:
        kind_of(zipped({**WORD, "word/media/one.xml": bytes(30 * 1024 * 1024)}))
    assert "압축" in no.value.sentence.ko


def test_a_box_with_too_many_members_is_refused() -> None:
    with pytest.raises(Missing):
        kind_of(zipped({**WORD, **{f"word/{number}.xml": b"" for number in range(2100)}}))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("진술서.pdf", "진술서.pdf"),
        ("C:\\Users\\한서윤\\바탕 화면\\진술서.pdf", "진술서.pdf"),
        ("../../../etc/passwd", "passwd.pdf"),
        ("보고서.pdf.exe", "보고서.pdf.pdf"),
        ("gpj.\u202eexe", "gpj.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("가" * 300 + ".pdf", "가" * 80 + ".pdf"),
    ],
)
def test_a_name_loses_paths_tricks_and_a_false_extension(given: str, kept: str) -> None:
    assert safe_name(given, PDF) == kept


def test_every_kind_has_its_own_extension() -> None:
    assert len({kind.extension for kind in KINDS}) == len(KINDS)
