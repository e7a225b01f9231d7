"""Words for many agencies that must hold no person: what is refused, and what is only asked about.

A number, an address or a registration number leads to one person at once, so they never pass.
A name cannot be told from other words with certainty, so whoever wrote it is asked.
"""

import re
import unicodedata
from dataclasses import dataclass

from hangot.core.text import Text

GAP = r"[\s\-‐-―.·,/()~_]*"
SPELT = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
RUN = re.compile(rf"[공영일이삼사오육륙칠팔구](?:{GAP}[공영일이삼사오육륙칠팔구]){{8,}}")
INVISIBLE = re.compile("[\u00ad\u034f\u115f\u1160\u200b-\u200f\u2060\u3164\ufeff]")

REGISTRATION = re.compile(rf"(?<![0-9])[0-9]{{6}}{GAP}[1-8](?:{GAP}[0-9]){{6}}(?![0-9])")
APART = r"[\s\-‐-―.()/·]*"
PHONE = re.compile(
    rf"(?<![0-9])(?<![0-9][\-.])(?:\+{APART}82{APART}0?|0)(?:1[016789]|2|[3-7][0-9])(?:{APART}[0-9]){{7,8}}(?![0-9])"
)
MAIL = re.compile(
    r"[^\s@]+\s*(?:@|\(at\)|\[at\]|골뱅이)\s*[^\s@]+\s*(?:\.|\(dot\)|\[dot\])\s*[a-z]{2,}",
    re.IGNORECASE,
)

SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
CALLED = re.compile(
    rf"(?<![가-힣])[{SURNAMES}](?:[가-힣]{{1,2}}\s?씨|[가-힣]{{2}}\s?(?:님|군|양|할머니|할아버지|어르신|여사))(?![가-힣]*(?:대|과|별))"
)

REFUSED: dict[str, Text] = {
    "registration": Text(
        "주민등록번호처럼 보이는 숫자가 있습니다. 지우고, 나이대처럼 한 사람을 알 수 없는 말로 바꿔 주세요.",
        "There is what looks like a registration number. Take it out; say for instance the age group.",
    ),
    "phone": Text(
        "전화번호처럼 보이는 숫자가 있습니다. 지우고 다시 올려 주세요. 연락은 사례 화면에서만 다룹니다.",
        "There is what looks like a telephone number. Take it out: contacts belong into the case only.",
    ),
    "mail": Text(
        "이메일 주소처럼 보이는 글이 있습니다. 지우고 다시 올려 주세요.",
        "There is what looks like an e-mail address. Take it out and post it again.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """`refused`: a code of REFUSED, or empty. `names`: what may be the name of somebody."""

    refused: str
    names: tuple[str, ...]

    @property
    def sentence(self) -> Text | None:
        """Why it cannot be posted."""
        return REFUSED.get(self.refused)


def read(text: str) -> Reading:
    """What of a text leads to a person."""
    plain = _plain(text)
    found = next((code for code, shape in SHAPES if shape.search(plain)), "")
    names = dict.fromkeys(one.group(0).strip() for one in CALLED.finditer(plain))
    return Reading(found, tuple(names))


SHAPES = (("registration", REGISTRATION), ("phone", PHONE), ("mail", MAIL))


def _plain(text: str) -> str:
    """One width, nothing invisible, numbers that were spelt out as numbers."""
    one = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return RUN.sub(lambda run: run.group(0).translate(SPELT), one)
