"""Phone numbers as they are stored, shown and masked."""

import re
import unicodedata

LONGEST_TYPED = 40
TAIL = 4

_SEPARATORS = re.compile(r"[\s\-.()·~/]")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
# Mobile, Seoul, other areas and internet, safe numbers (050x), nationwide (15xx-xxxx).
_KOREAN = re.compile(
    r"(01[016789])([0-9]{3,4})([0-9]{4})"
    r"|(02)([0-9]{3,4})([0-9]{4})"
    r"|(050[0-9])([0-9]{3,4})([0-9]{4})"
    r"|(0[3-8][0-9])([0-9]{3,4})([0-9]{4})"
    r"|(1[5-8][0-9]{2})([0-9]{4})"
)


def phone_digits(text: str) -> str | None:
    """Digits only, with the leading 0: +82 10 7734 0182 gives 01077340182.

    A number of another country keeps its plus and code (+8490…). None when it is no number.
    """
    if len(text) > LONGEST_TYPED:
        return None
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    bare = re.sub(r"^(?:\+82|0082|82(?=0?[1-9][0-9]{7,}))0?", "0", bare)
    bare = re.sub(r"^0(?=1[5-8][0-9]{6}$)", "", bare)
    return bare if _KOREAN.fullmatch(bare) or _FOREIGN.fullmatch(bare) else None


def format_phone(text: str) -> str:
    """01077340182 gives 010-7734-0182; what is no Korean number comes back as it was."""
    parts = _parts(text)
    return "-".join(parts) if parts else text


def mask_phone(text: str) -> str:
    """010-****-0182: the last four stay, so two people at the phone can check them."""
    parts = _parts(text)
    if not parts:
        foreign = phone_digits(text)
        return f"{foreign[:3]}****{foreign[-TAIL:]}" if foreign else "****"
    *area, middle, tail = parts
    return "-".join((*area, "*" * len(middle), tail))


def _parts(text: str) -> tuple[str, ...]:
    found = _KOREAN.fullmatch(phone_digits(text) or "")
    return tuple(part for part in found.groups() if part) if found else ()
