"""What a document is, read from its content: never from its name or from what a browser says."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.refusal import Missing
from hangot.core.text import Text

MEMBERS, UNPACKED, RATIO = 2000, 200 * 1024 * 1024, 100
SMALL = 1024 * 1024  # a member below this may be packed as tightly as it likes
LONGEST_NAME = 80
HEAD = 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of document the house takes."""

    extension: str
    content_type: str


PDF = Kind("pdf", "application/pdf")
PNG = Kind("png", "image/png")
JPEG = Kind("jpg", "image/jpeg")
WEBP = Kind("webp", "image/webp")
HWP = Kind("hwp", "application/x-hwp")
HWPX = Kind("hwpx", "application/hwp+zip")
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = Kind("docx", f"{_OFFICE}.wordprocessingml.document")
XLSX = Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet")
TXT = Kind("txt", "text/plain")
KINDS = (PDF, PNG, JPEG, WEBP, HWP, HWPX, DOCX, XLSX, TXT)

STARTS: Mapping[bytes, Kind] = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
}
RIFF, WEBP_MARK = b"RIFF", b"WEBP"  # with the length of the file between them
HEIC_MARKS = (b"ftyphe", b"ftypmif1", b"ftypmsf1")
COMPOUND, HWP_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"HWP Document File"
ZIP = b"PK\x03\x04"
MARKUP = re.compile(r"<\s*(?:!doctype|html|svg|script|\?xml|head|body|iframe)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

WRONG = Text(
    "받을 수 없는 종류의 파일입니다. PDF, 사진(PNG, JPEG, WebP), 한글(HWP, HWPX), DOCX, XLSX, 글(TXT) 파일로 올려 주세요.",
    "This type of file cannot be taken. Upload a PDF, picture (PNG, JPEG, WebP), HWP, HWPX, DOCX, XLSX or text file.",
)
HEIC = Text(
    "HEIC 사진은 받을 수 없습니다. 휴대전화에서 JPEG로 바꾸어 올려 주세요.",
    "HEIC pictures cannot be taken. Save it as JPEG on the telephone and upload that.",
)
EMPTY = Text(
    "빈 파일입니다. 내용이 있는 파일인지 확인해 주세요.",
    "The file is empty. Check that it is the right one.",
)
PACKED = Text(
    "압축이 지나치게 큰 파일이라 받을 수 없습니다. PDF로 저장해서 올려 주세요.",
    "The file unpacks to far too much and cannot be taken. Save it as PDF and upload that.",
)


def kind_of(content: bytes) -> Kind:
    """The type that the content shows; Missing with a clear sentence for everything else."""
    if not content:
        raise Missing("file", EMPTY)
    if kind := _marked(content):
        return kind
    if content.startswith(ZIP):
        return _zipped(content)
    if content.startswith(COMPOUND) and HWP_MARK in content:
        return HWP
    if _is_text(content):
        return TXT
    raise Missing("file", WRONG)


def _marked(content: bytes) -> Kind | None:
    """The kinds that say at their beginning what they are."""
    for start, kind in STARTS.items():
        if content.startswith(start):
            return kind
    if content[4:12].startswith(HEIC_MARKS):
        raise Missing("file", HEIC)
    return WEBP if content.startswith(RIFF) and content[8:12] == WEBP_MARK else None


def _zipped(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            members = {one.filename: one for one in box.infolist()}
            _bounded(list(members.values()), len(content))
            return _office(box, members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Missing("file", WRONG) from None


def _bounded(members: list[zipfile.ZipInfo], size: int) -> None:
    """Nothing is unpacked here; a box that would burst at the reader's is refused all the same."""
    whole = sum(one.file_size for one in members)
    tight = any(
        one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1)
        for one in members
    )
    if len(members) > MEMBERS or whole > UNPACKED or whole > RATIO * size + SMALL or tight:
        raise Missing("file", PACKED)


def _office(box: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Kind:
    mark = members.get("mimetype")
    if mark and mark.file_size < HEAD and box.read(mark).strip() == b"application/hwp+zip":
        return HWPX
    if "[Content_Types].xml" in members and not any("vbaProject" in name for name in members):
        if "word/document.xml" in members:
            return DOCX
        if "xl/workbook.xml" in members:
            return XLSX
    raise Missing("file", WRONG)


def _is_text(content: bytes) -> bool:
    """UTF-8 or the older Korean encoding, without control characters or markup."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not CONTROLS.search(words) and not MARKUP.search(words)
    return False


def safe_name(given: str, kind: Kind) -> str:
    """The name to keep: no path, no control or direction marks, the extension of the content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    stem = UNSAFE.sub("", last).rpartition(".")[0] or UNSAFE.sub("", last)
    stem = stem.strip(" .")[:LONGEST_NAME].strip(" .") or "document"
    return f"{stem}.{kind.extension}"
