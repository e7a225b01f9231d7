"""Files for other programs, read here byte by byte as their formats are published, not by what wrote them."""

import hmac
import io
import struct
import zlib
from hashlib import pbkdf2_hmac
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hangot.core.exports.hwpx import HEADING, Paragraph, write
from hangot.exports.locking import locked_zip

CODE, SAID = "4711-0815-2026-1123-0042", "사례 번호,상태\r\n26-0001,진행\r\n".encode() * 400
HANCOM = "http://www.hancom.co.kr/hwpml/2011"
HEAD, WORD = f"{{{HANCOM}/head}}", f"{{{HANCOM}/paragraph}}"
OPF, OCF = (
    "{http://www.idpf.org/2007/opf/}",
    "{urn:oasis:names:tc:opendocument:xmlns:container}",
)
AES_METHOD, AES_FIELD, AE_2, BITS_256 = 99, 0x9901, 2, 3
SALT, CHECK, SEAL, KEY = 16, 2, 10, 32


def sealed() -> bytes:
    out = io.BytesIO()
    with locked_zip(out, "cases.csv", CODE) as target:
        target.write(SAID)
    return out.getvalue()


def member(content: bytes) -> tuple[bytes, tuple[int, int, int, int], bytes]:
    """Name, what the AES field says (version, strength, method inside, plain method), and the data."""
    found = content.rindex(b"PK\x01\x02")
    method, = struct.unpack_from("<H", content, found + 10)  # fmt: skip
    size, _, name_len, extra_len = struct.unpack_from("<IIHH", content, found + 20)
    name = content[found + 46 : found + 46 + name_len]
    extra = content[found + 46 + name_len :][:extra_len]
    fields: dict[int, bytes] = {}
    while len(extra) >= len(b"tag!"):
        tag, long = struct.unpack_from("<HH", extra)
        fields[tag], extra = extra[4 : 4 + long], extra[4 + long :]
    version, _, strength, inside = struct.unpack("<H2sBH", fields[AES_FIELD])
    if size == 0xFFFFFFFF:
        size, = struct.unpack("<Q", fields[1][8:16] if len(fields[1]) >= SALT else fields[1][:8])  # fmt: skip
    begins = 30 + sum(struct.unpack_from("<HH", content, 26))
    return name, (version, strength, inside, method), content[begins : begins + size]


def opened(data: bytes, code: str) -> bytes:
    """WinZip AE-2: PBKDF2 with SHA-1, AES in counter mode from 1 (little-endian), HMAC-SHA1 cut to 80 bits."""
    salt, check, seal = data[:SALT], data[SALT : SALT + CHECK], data[-SEAL:]
    keys = pbkdf2_hmac("sha1", code.encode(), salt, 1000, 2 * KEY + CHECK)
    if keys[2 * KEY :] != check:
        raise PermissionError("another code")
    body = data[SALT + CHECK : -SEAL]
    assert hmac.digest(keys[KEY : 2 * KEY], body, "sha1")[:SEAL] == seal
    blocks = Cipher(algorithms.AES(keys[:KEY]), modes.ECB()).encryptor()  # noqa: S305 - makes the counter
    counters = b"".join(n.to_bytes(SALT, "little") for n in range(1, len(body) // SALT + 2))
    stream = blocks.update(counters)
    return zlib.decompress(
        bytes(a ^ b for a, b in zip(body, stream, strict=False)), -zlib.MAX_WBITS
    )


def test_a_sealed_zip_opens_by_the_published_format_and_by_no_other_code() -> None:
    name, (version, strength, inside, method), data = member(sealed())
    assert (name, method) == (b"cases.csv", AES_METHOD)
    assert (version, strength, inside) == (AE_2, BITS_256, 8), "AE-2, 256 bits, deflated"
    assert opened(data, CODE) == SAID
    with pytest.raises(PermissionError):
        opened(data, CODE.replace("4711", "4712"))


def test_nothing_of_a_sealed_zip_lies_beside_its_encryption() -> None:
    content = sealed()
    assert "사례".encode() not in content
    found = content.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", content, found + 16) == (0,), (
        "AE-2 keeps no checksum of the text"
    )


def letter() -> bytes:
    out = io.BytesIO()
    write([Paragraph("파기 통보", HEADING), Paragraph("한 줄 <&>")], out, title="파기 통보")
    return out.getvalue()


def test_a_letter_is_known_by_its_first_bytes() -> None:
    content = letter()
    assert content[30:57] == b"mimetypeapplication/hwp+zip", "stored, first, with nothing between"
    assert struct.unpack_from("<HH", content, 26) == (8, 0)


def test_every_part_of_a_letter_stands_under_the_name_its_format_gives_it() -> None:
    package = ZipFile(io.BytesIO(letter()))
    roots = {
        name: Tree.fromstring(package.read(name)).tag  # noqa: S314 - our own file
        for name in package.namelist() if name != "mimetype"
    }  # fmt: skip
    assert roots == {
        "version.xml": f"{{{HANCOM}/version}}HCFVersion",
        "META-INF/container.xml": f"{OCF}container",
        "Contents/content.hpf": f"{OPF}package",
        "Contents/header.xml": f"{HEAD}head",
        "Contents/section0.xml": f"{{{HANCOM}/section}}sec",
        "settings.xml": f"{{{HANCOM}/app}}HWPApplicationSetting",
    }


def test_a_letter_leads_from_its_container_to_every_line() -> None:
    package = ZipFile(io.BytesIO(letter()))

    def part(name: str) -> Tree.Element:
        return Tree.fromstring(package.read(name))  # noqa: S314 - our own file

    [root] = part("META-INF/container.xml").iter(f"{OCF}rootfile")
    listed = part(root.get("full-path") or "")
    items = {one.get("id"): one.get("href") or "" for one in listed.iter(f"{OPF}item")}
    read = [items[one.get("idref")] for one in listed.iter(f"{OPF}itemref")]
    assert read == ["Contents/header.xml", "Contents/section0.xml"]
    assert set(items.values()) <= set(package.namelist())
    lines = [one.text for one in part(read[1]).iter(f"{WORD}t")]
    assert lines == ["파기 통보", "한 줄 <&>"]


@pytest.mark.parametrize(
    ("asks", "of", "known"),
    [
        ("charPrIDRef", "Contents/section0.xml", "charPr"),
        ("paraPrIDRef", "Contents/section0.xml", "paraPr"),
        ("styleIDRef", "Contents/section0.xml", "style"),
        ("charPrIDRef", "Contents/header.xml", "charPr"),
        ("borderFillIDRef", "Contents/header.xml", "borderFill"),
        ("tabPrIDRef", "Contents/header.xml", "tabPr"),
        ("hangul", "Contents/header.xml", "font"),
    ],
)
def test_whatever_a_letter_refers_to_is_there(asks: str, of: str, known: str) -> None:
    package = ZipFile(io.BytesIO(letter()))
    trees = {n: Tree.fromstring(package.read(n)) for n in (of, "Contents/header.xml")}  # noqa: S314
    wanted = {one.get(asks) for one in trees[of].iter() if one.get(asks)}
    if asks == "hangul":
        wanted = {one.get(asks) for one in trees[of].iter(f"{HEAD}fontRef")}
    there = {one.get("id") for one in trees["Contents/header.xml"].iter(f"{HEAD}{known}")}
    assert wanted
    assert wanted <= there
    for one in trees["Contents/header.xml"].iter():
        if count := one.get("itemCnt"):
            assert int(count) == len(one), one.tag
