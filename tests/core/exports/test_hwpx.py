"""A letter in the format of Korean offices: whole, readable, and text stays text."""

import io
from xml.etree import ElementTree as Tree
from zipfile import ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from hangot.core.exports.hwpx import HEADING, MIMETYPE, UNFIT, Paragraph, write

WORD = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
OPF = "{http://www.idpf.org/2007/opf/}"
NEEDED = {
    "mimetype", "version.xml", "META-INF/container.xml", "Contents/content.hpf",
    "Contents/header.xml", "Contents/section0.xml",
}  # fmt: skip


def letter(*lines: str) -> ZipFile:
    out = io.BytesIO()
    write([Paragraph(line) for line in lines], out, title="파기 통보")
    return ZipFile(out)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=1, max_size=6))
def test_whatever_is_written_can_be_read_back_and_breaks_nothing(lines: list[str]) -> None:
    package = letter(*lines)
    for name in package.namelist():
        if name != "mimetype":
            Tree.fromstring(package.read(name))  # noqa: S314 - our own file
    section = Tree.fromstring(package.read("Contents/section0.xml"))  # noqa: S314
    found = [one.text or "" for one in section.iter(f"{WORD}t")]
    plain = [UNFIT.sub("", line) for line in lines]
    assert ["".join(one.split()) for one in found] == ["".join(one.split()) for one in plain]


def test_it_begins_with_its_type_and_names_every_part_it_has() -> None:
    package = letter("한 줄")
    first = package.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert package.read("mimetype").decode() == MIMETYPE
    assert set(package.namelist()) >= NEEDED
    listed = Tree.fromstring(package.read("Contents/content.hpf"))  # noqa: S314
    assert {one.get("href") for one in listed.iter(f"{OPF}item")} <= set(package.namelist())


def test_every_shape_that_a_paragraph_uses_is_in_the_header() -> None:
    out = io.BytesIO()
    write([Paragraph("제목", HEADING), Paragraph("본문")], out, title="…")
    package = ZipFile(out)
    head = Tree.fromstring(package.read("Contents/header.xml"))  # noqa: S314
    space = "{http://www.hancom.co.kr/hwpml/2011/head}"
    shapes = {one.get("id") for one in head.iter(f"{space}paraPr")}
    section = Tree.fromstring(package.read("Contents/section0.xml"))  # noqa: S314
    assert {one.get("paraPrIDRef") for one in section.iter(f"{WORD}p")} == shapes


def test_the_same_letter_is_the_same_file() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    for out in (one, two):
        write([Paragraph("같은 글")], out, title="…")
    assert one.getvalue() == two.getvalue()
