"""Pictures without what they tell beside the picture: the place, the device, the moment.

A photograph of her flat knows where the flat is. So a picture is written anew, upright and with
its colours; everything else that came in the file stays out: EXIF, XMP, comments, previews,
a film hidden behind the picture.
"""

import io
import struct
from collections.abc import Mapping

from PIL import Image, ImageOps
from PIL.ExifTags import Base

from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.files.sniff import JPEG, PNG, WEBP, Kind

MILLION = 1_000_000
PIXELS = 64 * MILLION  # 200 MB open, twice that while it is turned; telephones take 12 to 50
FORMATS: Mapping[Kind, str] = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
# Bruises must keep their colour, cut-outs their shape.
KEPT = ("icc_profile", "transparency")
FINE = 95
BROKEN_BY = (OSError, SyntaxError, ValueError, LookupError, struct.error)

TOO_MANY = Text(
    "사진이 너무 큽니다. {n}만 화소까지 받을 수 있습니다. 크기를 줄여서 다시 올려 주세요.",
    "The picture has too many pixels. Up to {m} million can be taken. Make it smaller and upload it again.",
)
BROKEN = Text(
    "사진을 읽을 수 없습니다. 파일이 깨지지 않았는지 열어 보고, 다시 저장해서 올려 주세요.",
    "The picture cannot be read. Open it to see whether it is damaged, save it again and upload that.",
)


def cleaned(content: bytes, kind: Kind) -> bytes:
    """The same picture and nothing beside it; other kinds of documents come back as they were.

    Missing for a picture that is damaged or would burst when opened.
    """
    if kind not in FORMATS:
        return content
    try:
        with Image.open(io.BytesIO(content), formats=(FORMATS[kind],)) as picture:
            _bounded(picture)
            return _written(picture, FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except BROKEN_BY:
        raise Missing("file", BROKEN) from None


def _bounded(picture: Image.Image) -> None:
    """Only the head was read so far: nothing has been unpacked yet."""
    if picture.width * picture.height > PIXELS:
        raise _too_many()


def _too_many() -> Missing:
    return Missing("file", TOO_MANY.format(n=PIXELS // 10_000, m=PIXELS // MILLION))


def _written(picture: Image.Image, form: str) -> bytes:
    """Turned as its camera meant it; a JPEG that stands upright keeps its fineness exactly."""
    more: dict[str, object] = {"quality": FINE}
    if picture.getexif().get(Base.Orientation, 1) != 1:
        picture = ImageOps.exif_transpose(picture)
    elif picture.format == "JPEG":
        more = {"quality": "keep"}
    picture.load()
    picture.info = {name: picture.info[name] for name in KEPT if name in picture.info}
    out = io.BytesIO()
    picture.save(out, form, **more, icc_profile=picture.info.get("icc_profile"))
    return out.getvalue()
