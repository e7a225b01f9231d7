"""Sheets and books as PDF, set by typst: a sheet of ours, and data that is never read as markup."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from hangot.core.text import Text
from hangot.templatetags.words import in_language

SHEETS = Path(__file__).parents[1] / "templates" / "paper"
FONTS = (
    "Pretendard GOV", "Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Noto Serif CJK KR",
    "NanumGothic", "Nanum Gothic", "NanumBarunGothic", "Apple SD Gothic Neo", "Malgun Gothic",
    "UnDotum",
)  # fmt: skip
NO_FONT = Text(
    "한글 글꼴을 찾지 못해 인쇄물을 만들 수 없습니다. 서버에 fonts-noto-cjk를 설치해 주세요.",
    "No Korean font was found, so the sheet cannot be made. Install fonts-noto-cjk on the server.",
)


INVENTED = Text("교육용", "TRAINING")


class NoFont(LookupError):
    """No font of this machine has Hangul: boxes instead of letters help nobody."""


def typeset(sheet: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of a sheet with its content, in the language of the reader. NoFont without Hangul."""
    marked = {"mark": in_language(INVENTED)} if settings.TRAINING else {}
    data = json.dumps({**content, **marked, "fonts": fonts()}, ensure_ascii=True)
    import typst  # noqa: PLC0415 - a typesetter only where paper is printed

    made = typst.compile(
        str(SHEETS / sheet), root=str(SHEETS), sys_inputs={"data": data},
        timestamp=int(at.timestamp()),
    )  # fmt: skip
    return bytes(made)


def fonts() -> list[str]:
    """The fonts of this machine that have Hangul, best first."""
    found = [name for name in FONTS if name in families()]
    if not found:
        raise NoFont
    return found


@lru_cache(maxsize=1)
def families() -> frozenset[str]:
    """The fonts of this machine, looked for once."""
    import typst  # noqa: PLC0415 - as above

    return frozenset(_names(typst.Fonts(include_system_fonts=True).families()))


def _names(found: Iterable[object]) -> Iterable[str]:
    return (str(one) for one in found)
