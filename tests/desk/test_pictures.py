"""A picture is kept without the place where it was taken, upright, and never bursts."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from hangot.core.refusal import Missing
from hangot.files.actions import hand_out
from hangot.files.models import Attachment
from hangot.files.pictures import cleaned
from hangot.files.sniff import JPEG, PNG, WEBP, Kind, kind_of
from tests.desk.test_files import send

KINDS = [(JPEG, "JPEG"), (PNG, "PNG"), (WEBP, "WEBP")]
TURNED = 6  # the camera was held on its side: a viewer turns the picture by a quarter
RED, BLUE = (220, 20, 20), (20, 20, 220)


def photograph(form: str, *, turned: int = TURNED) -> bytes:
    """Forty by twenty, red on the left, blue on the right, with what a telephone adds."""
    picture = Image.new("RGB", (40, 20), RED)
    picture.paste(BLUE, (20, 0, 40, 20))
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.Model] = "canary telephone"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (37.0, 30.0, 44.0)
    out = io.BytesIO()
    more = {"comment": b"canary comment"} if form == "JPEG" else {}
    picture.save(out, form, exif=exif, icc_profile=b"canary colours", quality=95, **more)
    return out.getvalue()


def opened(content: bytes) -> Any:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def seen(picture: Any, at: tuple[int, int]) -> tuple[int, ...]:
    found: tuple[int, ...] = picture.convert("RGBA").getpixel(at)
    return found


@pytest.mark.parametrize(("kind", "form"), KINDS, ids=str)
def test_a_photograph_loses_place_and_device_and_stands_upright(kind: Kind, form: str) -> None:
    taken = photograph(form)
    assert opened(taken).getexif().get_ifd(IFD.GPSInfo)
    assert kind_of(taken) == kind
    kept = cleaned(taken, kind)
    picture = opened(kept)
    assert dict(picture.getexif()) == {}
    assert b"canary telephone" not in kept
    assert b"canary comment" not in kept
    assert (picture.format, picture.size) == (form, (20, 40))
    assert seen(picture, (10, 5))[0] > 150 > seen(picture, (10, 5))[2]
    assert seen(picture, (10, 35))[2] > 150 > seen(picture, (10, 35))[0]


@pytest.mark.parametrize(("kind", "form"), KINDS, ids=str)
def test_a_photograph_keeps_the_meaning_of_its_colours(kind: Kind, form: str) -> None:
    assert opened(cleaned(photograph(form), kind)).info["icc_profile"] == b"canary colours"


def test_what_hides_behind_a_picture_is_gone() -> None:
    film = photograph("JPEG") + b"ftypmp4 canary film"
    assert b"canary film" not in cleaned(film, JPEG)


def test_an_upright_jpeg_is_not_made_coarser() -> None:
    taken = photograph("JPEG", turned=1)
    assert opened(cleaned(taken, JPEG)).quantization == opened(taken).quantization


def test_a_cut_out_keeps_its_shape() -> None:
    picture = Image.new("P", (4, 4), 0)
    out = io.BytesIO()
    picture.save(out, "PNG", transparency=0)
    assert seen(opened(cleaned(out.getvalue(), PNG)), (1, 1))[3] == 0


def burst(side: int) -> bytes:
    """A PNG of a few bytes that says it is very large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8001, 12_000, 60_000])
def test_a_picture_that_would_burst_is_refused_with_its_limit(side: int) -> None:
    with pytest.raises(Missing) as no:
        cleaned(burst(side), PNG)
    assert "6400만 화소까지" in no.value.sentence.ko
    assert "64 million" in no.value.sentence.en


@pytest.mark.parametrize("broken", [photograph("JPEG")[:-200], b"\xff\xd8\xff\xe0" + bytes(40)])
def test_a_damaged_picture_is_refused_with_a_sentence(broken: bytes) -> None:
    with pytest.raises(Missing) as no:
        cleaned(broken, JPEG)
    assert "읽을 수 없습니다" in no.value.sentence.ko


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_a_picture_of_another_kind_is_told_what_to_do(brand: bytes) -> None:
    with pytest.raises(Missing) as no:
        kind_of(b"\x00\x00\x00\x18ftyp" + brand + bytes(40))
    assert "JPEG로 바꾸어" in no.value.sentence.ko


def test_other_documents_stay_as_they_came() -> None:
    assert cleaned(b"%PDF-1.7 words", kind_of(b"%PDF-1.7 words")) == b"%PDF-1.7 words"


@pytest.mark.django_db
def test_her_photograph_comes_back_from_the_desk_without_the_place(
    case: Any, desk: Any, acts: Any
) -> None:
    from hangot import clock

    client = desk("counsellor-1")
    assert send(client, case, "현관.jpg", photograph("JPEG")).status_code == 303
    with acts("counsellor-1") as by:
        kept = Attachment.objects.get(subject_id=case.person_id)
        _, content = hand_out(file_id=kept.pk, by=by, at=clock.now())
    assert dict(opened(content).getexif()) == {}
    assert (opened(content).size, kept.size) == ((20, 40), len(content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("ko", "화소까지"), ("en", "million can be taken")]
)
def test_a_burst_is_refused_on_the_page_in_the_readers_language(
    case: Any, desk: Any, acts: Any, language: str, words: str
) -> None:
    client = desk("counsellor-1")
    client.cookies["hangot-language"] = language
    answer = send(client, case, "지도.png", burst(30_000))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acts("counsellor-1"):
        assert not Attachment.objects.exists()
