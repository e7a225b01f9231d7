"""A file of reports: seen before it is taken, every fault by row and column, never taken twice."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from hangot import clock
from hangot.core.reports.columns import Unreadable
from hangot.directory.models import Centre
from hangot.intake.models import Notice
from hangot.reports import importing, sheets
from hangot.reports.models import ImportBatch, ImportPart, Report, Turned
from tests.desk.asking import send

pytestmark = pytest.mark.django_db
POLICE = "police-victim-desk-1"
HEAD = "접수번호,신고일시,동의,성명,전화,바라는 것,구,가구원"
GOOD = (
    "26-{n},2026-09-0{n} 23:40,예,박선영,010-7734-018{n},쉬고 싶어요,성북구,자녀/최유나/2017-05-02"
)


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((HEAD, *lines)).encode(encoding)


def xlsx(*rows: list[Any]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEAD.split(","), *rows):
        sheet.append(row)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


@pytest.fixture
def uploads(desk: Callable[..., Any]) -> Callable[..., Any]:
    """The police desk uploads a file; the page that came of it."""
    client = desk(POLICE)

    def upload(content: bytes, name: str = "reports.csv") -> Any:
        sheet = SimpleUploadedFile(name, content)
        answer = client.post(reverse("report_import"), {"once": str(uuid4()), "sheet": sheet})
        if answer.status_code == 303:
            answer = client.get(answer.headers["Location"])
        return answer

    upload.client = client  # type: ignore[attr-defined]
    return upload


def batch_id(page: Any) -> UUID:
    return UUID(page.request["PATH_INFO"].strip("/").split("/")[-1])


def confirm(uploads: Any, page: Any) -> str:
    send(uploads.client, "import_go", batch_id(page))
    html: str = uploads.client.get(page.request["PATH_INFO"]).content.decode()
    return html


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_is_shown_first_and_taken_when_it_is_confirmed(
    uploads: Any, acts: Any, encoding: str
) -> None:
    page = uploads(csv(GOOD.format(n=1), GOOD.format(n=2), encoding=encoding))
    assert "2건 들이기" in page.content.decode()
    with acts("counsellor-1"):
        assert not Notice.objects.exists()
    assert "신고를 들였습니다" in confirm(uploads, page)
    with acts("counsellor-1"):
        assert {one.name for one in Notice.objects.all()} == {"박선영"}
    with acts(POLICE):
        assert not ImportPart.objects.exists()


def test_a_spreadsheet_with_dates_and_numbers_of_its_own_is_read(uploads: Any, acts: Any) -> None:
    from datetime import datetime

    row = [26, datetime(2026, 9, 1, 23, 40), "예", "박선영", 1077340182, "…", "성북구", None]  # noqa: DTZ001
    confirm(uploads, uploads(xlsx(row), "reports.xlsx"))
    with acts("counsellor-1"):
        assert Notice.objects.get().phone == "01077340182"


def test_every_fault_is_named_by_row_and_column_and_the_good_rows_come_in(
    uploads: Any, acts: Any
) -> None:
    page = uploads(csv(
        GOOD.format(n=1),
        "26-2,어제,예,박선영,010-7734-0182,…,성북구,",
        "26-3,2026-09-03 10:00,예,박선영,=1+1,피의자가 무서움,성북구,",
        "26-4,2026-09-04 10:00,아니오,비밀이름,010-7734-0184,…,성북구,",
    ))  # fmt: skip
    html = page.content.decode()
    for said in (
        "3행",
        "B 신고일시",
        "E 전화",
        "수식이나 수식처럼",
        "F 바라는 것",
        "1건 들이기",
    ):
        assert said in html, said
    assert "비밀이름" not in html
    html = confirm(uploads, page)
    assert "B 신고일시" in html
    with acts("counsellor-1"):
        assert Report.objects.count() == 1
    with acts("statistics"):
        assert Turned.objects.get().many == 1
    with acts(POLICE):
        assert all("박선영" not in part.rows for part in _parts())


def _parts() -> list[ImportPart]:
    from hangot.vault import keyring

    rows = list(ImportPart.objects.all())
    keyring.load([row.batch_id for row in rows])
    return rows


def test_the_same_file_twice_doubles_nothing(uploads: Any, acts: Any) -> None:
    content = csv(*(GOOD.format(n=n) for n in range(1, 6)))
    confirm(uploads, uploads(content))
    html = confirm(uploads, uploads(content))
    with acts(POLICE):
        assert sorted(ImportBatch.objects.values_list("made", "known")) == [(0, 5), (5, 0)]
    with acts("counsellor-1"):
        assert Report.objects.count() == 5
    assert "이미 있던 신고" in html


def test_two_presses_of_confirm_take_each_row_once(uploads: Any, acts: Any) -> None:
    page = uploads(csv(GOOD.format(n=1)))
    for _ in range(3):
        confirm(uploads, page)
    with acts("counsellor-1"):
        assert Report.objects.count() == 1


def test_one_number_with_two_contents_takes_the_first_and_names_the_second(
    uploads: Any, acts: Any
) -> None:
    other = GOOD.format(n=1).replace("쉬고", "다른")
    html = confirm(uploads, uploads(csv(GOOD.format(n=1), other)))
    assert "내용이 다릅니다" in html
    with acts("counsellor-1"):
        assert Report.objects.count() == 1


def test_an_import_that_was_interrupted_goes_on_where_it_was(
    uploads: Any, acts: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(importing, "PART", 2)
    page = uploads(csv(*(GOOD.format(n=n) for n in range(1, 8))))
    with acts(POLICE) as by:
        batch = importing.go_on(batch_id=batch_id(page), enough=lambda: True, by=by, at=clock.now())
        assert (batch.state, batch.made) == ("running", 2)
        centre = Centre.objects.get()
    html = uploads.client.get(page.request["PATH_INFO"])
    assert html.headers["Refresh"] == "3"
    assert 'max="7" value="2"' in html.content.decode()
    assert importing.resume(centre, at=clock.now(), enough=lambda: False) == 1
    assert "신고를 들였습니다" in uploads.client.get(page.request["PATH_INFO"]).content.decode()
    with acts("counsellor-1"):
        assert Report.objects.count() == 7


def test_a_file_that_nobody_confirms_in_a_day_is_gone(uploads: Any, acts: Any) -> None:
    page = uploads(csv(GOOD.format(n=1)))
    with acts(POLICE):
        centre = Centre.objects.get()

    def kept(hours: int) -> tuple[str, int]:
        importing.resume(centre, at=clock.now() + timedelta(hours=hours), enough=lambda: True)
        with acts(POLICE):
            batch = ImportBatch.objects.get(pk=batch_id(page))
            return batch.state, ImportPart.objects.count()

    assert kept(23) == ("checked", 1)
    assert kept(25) == ("dropped", 0)


def test_a_file_that_is_not_confirmed_can_be_dropped_and_leaves_nothing(
    uploads: Any, acts: Any
) -> None:
    page = uploads(csv(GOOD.format(n=1)))
    send(uploads.client, "import_drop", batch_id(page))
    send(uploads.client, "import_go", batch_id(page))
    with acts(POLICE):
        assert not ImportPart.objects.exists()
    with acts("counsellor-1"):
        assert not Report.objects.exists()


def test_somebody_elses_file_does_not_exist(uploads: Any, desk: Any) -> None:
    page = uploads(csv(GOOD.format(n=1)))
    assert desk("reception-1").get(page.request["PATH_INFO"]).status_code == 404
    assert send(desk("reception-1"), "import_go", batch_id(page)).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "파일을 골라"), (b"\xff\xfe\x00\x01\x80", "읽지 못했습니다"), (b"PK\x03\x04nonsense", "읽지 못했습니다"),
        (csv(), "행이 없습니다"), ("번호,이름\n1,가".encode(), "A열은 받지 않습니다"),
        ("접수번호,동의\n1,예".encode(), "신고일시"), (b'"' * 3, "받지 않습니다"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_of_reports_is_refused_with_words(
    uploads: Any, content: bytes, words: str
) -> None:
    answer = uploads(content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_formula_of_a_spreadsheet_is_refused_and_never_worked_out(uploads: Any) -> None:
    row = [
        "26-1",
        "2026-09-01 10:00",
        "예",
        "박선영",
        "010-7734-0182",
        '=HYPERLINK("http://x")',
        "성북구",
    ]
    html = uploads(xlsx(row), "reports.xlsx").content.decode()
    assert "F 바라는 것" in html
    assert "수식이나 수식처럼" in html
    assert "http://x" not in html


class Endless(io.RawIOBase):
    """A CSV of a million rows that is made while it is read."""

    def __init__(self) -> None:
        self.at = 0
        self.line = (GOOD.format(n=1) + "\r\n").encode()
        self.head = (HEAD + "\r\n").encode()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, at: int, _whence: int = 0) -> int:
        self.at = at
        return at

    def readinto(self, room: Any) -> int:
        if self.at > 60_000_000:
            return 0
        whole = self.head if self.at == 0 else self.line
        many = min(len(room), len(whole))
        room[:many] = whole[:many]
        self.at += many
        return many


def _million() -> Iterator[Any]:
    yield from sheets.read_sheet(io.BufferedReader(Endless(), 1 << 16))


def test_a_million_rows_are_refused_with_clear_words_and_little_memory() -> None:
    tracemalloc.start()
    with pytest.raises(Unreadable, match="unreadable") as no:
        for _ in _million():
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "20,000행까지" in no.value.sentence.ko
    assert most < 20 * 1024 * 1024


def repacked(change: Callable[[bytes], bytes]) -> io.BytesIO:
    """A small sheet, its rows changed as they lie in the file."""
    small, big = io.BytesIO(xlsx(["26-1", "2026-09-01 10:00", "예"])), io.BytesIO()
    with (
        zipfile.ZipFile(small) as source,
        zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            body = source.read(part)
            changed = change(body) if part.filename.endswith("sheet1.xml") else body
            target.writestr(part.filename, changed)
    return big


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    """Formats often reach down to the last row; only what stands there counts."""
    said = b'<dimension ref="A1:H1000000"/><sheetData>'
    assert len(list(sheets.read_sheet(repacked(lambda b: b.replace(b"<sheetData>", said))))) == 1
    far = b'<row r="1048576"/></sheetData>'
    assert len(list(sheets.read_sheet(repacked(lambda b: b.replace(b"</sheetData>", far))))) == 1


def test_a_million_rows_that_the_sheet_does_not_mention_are_refused_in_a_moment() -> None:
    row = b'<row><c t="inlineStr"><is><t>26</t></is></c></row>'
    big = repacked(lambda body: body.replace(b"</sheetData>", row * 1_000_000 + b"</sheetData>"))
    began = time.process_time()
    with pytest.raises(Unreadable) as no:
        list(sheets.read_sheet(big))
    assert "20,000행까지" in no.value.sentence.ko
    assert time.process_time() - began < 5, "a whole minute without the count"


def test_a_packed_sheet_that_would_unpack_without_end_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/sharedStrings.xml", b"0" * (sheets.LARGEST_PART + 1))
    with pytest.raises(Unreadable):
        list(sheets.read_sheet(bomb))
