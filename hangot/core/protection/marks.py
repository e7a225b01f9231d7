"""What may be written of a thing that is lent: an opaque number, and words that tell no place."""

import re
from collections.abc import Sequence

from hangot.core.refusal import Missing
from hangot.core.text import Text

MARK = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,11})")
MOST = 50
PLACE = re.compile(
    r"[가-힣]+(?:로|길)\s?\d+|[가-힣]+[동리가]\s?\d+-\d+|\d+\s?번지|\d{3,4}\s?호(?![가-힣])"
    r"|호텔|모텔|여관|여인숙|호스텔|게스트\s?하우스|고시원|쉼터|레지던스|펜션|https?://"
)
A_PLACE = Text(
    "머무는 곳을 알 수 있는 말은 적지 않습니다. 주소와 건물 이름, 방 번호를 지워 주세요.",
    "No word that tells where somebody stays. Take out address, name of the house and room.",
)
NOT_A_NUMBER = Text(
    "번호는 영문 대문자와 숫자, 붙임표로 12자까지입니다. 예: W-014. 주소나 이름은 적지 않습니다.",
    "A number has capital letters, digits and hyphens, 12 at most, such as W-014. No address, no name.",
)
NONE = Text("번호를 적어 주세요. 예: W-014", "Write a number, such as W-014.")
TOO_MANY = Text("한 번에 50개까지 적을 수 있습니다.", "50 at once at most.")


def fresh(typed: str) -> Sequence[str]:
    """The numbers as they were typed, each once; Missing where one says more than a number."""
    marks = list(dict.fromkeys(one.upper() for one in re.split(r"[\s,]+", typed) if one))
    if not marks:
        raise Missing("number", NONE)
    if len(marks) > MOST:
        raise Missing("number", TOO_MANY)
    if not all(MARK.fullmatch(one) and any(c.isdigit() for c in one) for one in marks):
        raise Missing("number", NOT_A_NUMBER)
    return marks


def placeless(words: str) -> str:
    """Words that can be kept; Missing where they tell where somebody stays."""
    if PLACE.search(words):
        raise Missing("words", A_PLACE)
    return words.strip()
