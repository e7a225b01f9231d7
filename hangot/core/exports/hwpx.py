"""A letter as HWPX (OWPML, KS X 6101): the open format that Korean offices write letters in.

As little as a letter needs: paragraphs, a heading, one page size. Text is only ever text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

THEN = (1980, 1, 1, 0, 0, 0)
MIMETYPE = "application/hwp+zip"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
HANCOM = "http://www.hancom.co.kr/hwpml/2011"
SPACES = (
    f'xmlns:hp="{HANCOM}/paragraph" xmlns:hs="{HANCOM}/section" xmlns:hh="{HANCOM}/head"'
    f' xmlns:hc="{HANCOM}/core" xmlns:opf="http://www.idpf.org/2007/opf/"'
)
LANGUAGES = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FONT = "함초롬바탕"
SIZES = ((1100, False, "JUSTIFY"), (1700, True, "CENTER"))
"""Height in hundredths of a point, bold, and how a paragraph lies: of text, of a heading."""
BODY, HEADING = range(len(SIZES))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `shape` is BODY or HEADING."""

    text: str
    shape: int = BODY


def write(paragraphs: Sequence[Paragraph], out: IO[bytes], *, title: str) -> None:
    """Write the letter. The same content gives the same bytes."""
    with ZipFile(out, "w") as package:
        package.writestr(_info("mimetype", ZIP_STORED), MIMETYPE)
        for name, content in _parts(paragraphs, title):
            package.writestr(_info(name, ZIP_DEFLATED), f"{HEAD}{content}".encode())


def _info(name: str, method: int) -> ZipInfo:
    info = ZipInfo(name, THEN)
    info.compress_type = method
    return info


def _parts(paragraphs: Sequence[Paragraph], title: str) -> Iterator[tuple[str, str]]:
    yield (
        "version.xml",
        (
            f'<hv:HCFVersion xmlns:hv="{HANCOM}/version" tagetApplication="WORDPROCESSOR" major="5"'
            ' minor="1" micro="0" buildNumber="1" os="10" xmlVersion="1.4" application="Hangot"'
            ' appVersion="1"/>'
        ),
    )
    yield (
        "META-INF/container.xml",
        (
            '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
            '<ocf:rootfile full-path="Contents/content.hpf"'
            ' media-type="application/hwpml-package+xml"/></ocf:rootfiles></ocf:container>'
        ),
    )
    yield "Contents/content.hpf", _package(title)
    yield "Contents/header.xml", _header()
    yield "Contents/section0.xml", f"<hs:sec {SPACES}>{''.join(_paragraphs(paragraphs))}</hs:sec>"
    yield (
        "settings.xml",
        (
            '<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app">'
            '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
        ),
    )


def _package(title: str) -> str:
    items = "".join(
        f'<opf:item id="{name}" href="{href}" media-type="application/xml"/>'
        for name, href in (
            ("header", "Contents/header.xml"), ("section0", "Contents/section0.xml"),
            ("settings", "settings.xml"),
        )
    )  # fmt: skip
    return (
        f'<opf:package {SPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{_text(title)}</opf:title><opf:language>ko</opf:language></opf:metadata>"
        f"<opf:manifest>{items}</opf:manifest>"
        '<opf:spine><opf:itemref idref="header" linear="yes"/>'
        '<opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )


def _header() -> str:
    fonts = "".join(
        f'<hh:fontface lang="{lang}" fontCnt="1"><hh:font id="0" face="{FONT}" type="TTF"'
        ' isEmbedded="0"/></hh:fontface>'
        for lang in LANGUAGES
    )
    each = " ".join(f'{lang.lower()}="{{0}}"' for lang in LANGUAGES)
    chars = "".join(_char(number, each) for number in range(len(SIZES)))
    paras = "".join(_para(number) for number in range(len(SIZES)))
    none = 'type="NONE" width="0.1 mm" color="#000000"'
    sides = "".join(f"<hh:{side}Border {none}/>" for side in ("left", "right", "top", "bottom"))
    return (
        f'<hh:head {SPACES} version="1.4" secCnt="1">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
        f'<hh:fontfaces itemCnt="{len(LANGUAGES)}">{fonts}</hh:fontfaces>'
        '<hh:borderFills itemCnt="1"><hh:borderFill id="1" threeD="0" shadow="0" centerLine="NONE"'
        f' breakCellSeparateLine="0">{sides}</hh:borderFill></hh:borderFills>'
        f'<hh:charProperties itemCnt="{len(SIZES)}">{chars}</hh:charProperties>'
        '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>'
        f'</hh:tabProperties><hh:paraProperties itemCnt="{len(SIZES)}">{paras}</hh:paraProperties>'
        '<hh:styles itemCnt="1"><hh:style id="0" type="PARA" name="바탕글" engName="Normal"'
        ' paraPrIDRef="0" charPrIDRef="0" nextStyleIDRef="0" langID="1042" lockForm="0"/></hh:styles>'
        "</hh:refList></hh:head>"
    )


def _char(number: int, each: str) -> str:
    height, bold, _ = SIZES[number]
    return (
        f'<hh:charPr id="{number}" height="{height}" textColor="#000000" shadeColor="none"'
        ' useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="1">'
        f"<hh:fontRef {each.format(0)}/><hh:ratio {each.format(100)}/><hh:spacing {each.format(0)}/>"
        f"<hh:relSz {each.format(100)}/><hh:offset {each.format(0)}/>"
        f"{'<hh:bold/>' if bold else ''}</hh:charPr>"
    )


def _para(number: int) -> str:
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1"'
        f' suppressLineNumbers="0" checked="0"><hh:align horizontal="{SIZES[number][2]}"'
        ' vertical="BASELINE"/><hh:heading type="NONE" idRef="0" level="0"/>'
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="0"'
        ' keepWithNext="0" keepLines="0" pageBreakBefore="0" lineWrap="BREAK"/>'
        '<hh:lineSpacing type="PERCENT" value="170" unit="HWPUNIT"/></hh:paraPr>'
    )


PAGE = (
    '<hp:run charPrIDRef="0"><hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134"'
    ' tabStop="8000" outlineShapeIDRef="0" memoShapeIDRef="0" textVerticalWidthHead="0"'
    ' masterPageCnt="0"><hp:pagePr landscape="WIDELY" width="59528" height="84188"'
    ' gutterType="LEFT_ONLY"><hp:margin header="4252" footer="4252" gutter="0" left="8504"'
    ' right="8504" top="5668" bottom="4252"/></hp:pagePr></hp:secPr></hp:run>'
)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The first one carries the page."""
    for number, one in enumerate(paragraphs):
        yield (
            f'<hp:p id="{number}" paraPrIDRef="{one.shape}" styleIDRef="0" pageBreak="0"'
            f' columnBreak="0" merged="0">{"" if number else PAGE}<hp:run charPrIDRef="{one.shape}">'
            f"<hp:t>{_text(one.text)}</hp:t></hp:run></hp:p>"
        )


def _text(value: str) -> str:
    """One line: a letter's lines are paragraphs of their own."""
    return escape(UNFIT.sub("", re.sub(r"[\t\r\n]+", " ", value)))
