"""The short address behind the QR at the door: which training, and a mark that we wrote it."""

import base64
import binascii
import hmac
import io
from uuid import UUID

from hangot.core.refusal import Hidden
from hangot.vault.keys import keys

MARK = 12
"""Bytes of the mark; the code is short enough to be typed from the wall."""


def code(training: UUID) -> str:
    """The end of the address."""
    whole = training.bytes + _mark(training)
    return base64.urlsafe_b64encode(whole).decode().rstrip("=")


def training_of(typed: str) -> UUID:
    """The training a code leads to; Hidden for one that we did not write."""
    try:
        whole = base64.b64decode(typed + "=" * (-len(typed) % 4), altchars=b"-_", validate=True)
        found = UUID(bytes=whole[:-MARK])
    except (binascii.Error, ValueError):
        raise Hidden from None
    if not hmac.compare_digest(_mark(found), whole[-MARK:]):
        raise Hidden
    return found


def _mark(training: UUID) -> bytes:
    text = f"training door|{training}"
    return hmac.digest(keys().tokens, text.encode(), "sha256")[:MARK]


def picture(address: str) -> str:
    """The QR of an address as an SVG that needs nothing from elsewhere."""
    import qrcode  # noqa: PLC0415 - only the page for the door draws one
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - as above

    out = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(out)
    return out.getvalue().decode()
