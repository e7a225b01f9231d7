"""The two complaints about a value of a pack: its name is not known, its shape does not fit."""

import difflib
from collections.abc import Collection

from hangot.core.text import Text
from hangot.packs.errors import Fault
from hangot.packs.tree import Node

SHOWN = 12
KOREAN = {
    "agency": "기관",
    "audience": "대상",
    "channel": "경로",
    "clock": "기한",
    "key": "키",
    "domain": "영역",
    "duty": "직무",
    "effect": "효과",
    "flag": "권한",
    "guard": "조건",
    "hotline": "전화",
    "parameter": "수치",
    "needed value": "필요한 값",
    "purpose": "이용목적",
    "section": "구역",
    "stage": "단계",
    "state": "상태",
    "turn": "차례",
}


def unknown(node: Node, name: str, known: Collection[str], what: str) -> Fault:
    """A name outside its list; the nearest known one is offered, or the list itself."""
    close = difflib.get_close_matches(name, known, n=1)
    listed = close[0] if close else ", ".join(sorted(known)[:SHOWN])
    return node.fault(
        f"{KOREAN.get(what, '이름')} ‘{name}’을(를) 모릅니다. 쓸 수 있는 것: {listed}",
        f'{what} "{name}" is not known; expected: {listed}',
    )


def unfit(node: Node, key: str, ko: str, en: str) -> Fault:
    """A value of another shape than the key expects."""
    found = _shape(node.value)
    return node.fault(
        f"‘{key}’에는 {ko}이(가) 와야 합니다. 쓰인 것: {found.ko}",
        f'"{key}" expected {en}, found {found.en}',
    )


def _shape(value: object) -> Text:
    if isinstance(value, list):
        return Text("목록", "a list")
    return Text("묶음", "a mapping") if isinstance(value, dict) else Text(str(value), str(value))
