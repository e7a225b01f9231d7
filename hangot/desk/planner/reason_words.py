"""The words for every reason of a plan.

To a clerk every day that the house cannot offer is the same sentence, whatever closed it: a time
that is not offered is just not offered. Only the safety officer reads which rule it was.
"""

from collections.abc import Iterable, Mapping

from hangot.appointments.hours import Wall
from hangot.core.itinerary.audience import NOT_OFFERED
from hangot.core.itinerary.model import Audience, Reason, Rule
from hangot.core.text import Text

NO_TIME = Text("이용할 수 있는 시간이 없습니다", "no time can be offered")
RULES: Mapping[str, Text] = {
    Rule.STAFF: Text("맡을 담당이 비는 시간이 없습니다", "no worker for it is free"),
    Rule.ROOM: Text("알맞은 방이 비는 시간이 없습니다", "no fitting room is free"),
    Rule.INTERP: Text("통역·진술조력이 비는 시간이 없습니다", "no interpreter is free"),
    Rule.ESCORT: Text("동행할 분이 비는 시간이 없습니다", "nobody is free to go along"),
    Rule.CLIENT: Text("본인의 다른 예약과 겹칩니다", "the person has another appointment"),
    Rule.ORDER: Text("먼저 받아야 할 서비스가 있습니다", "another service must come first"),
    Rule.WINDOW: Text("본인이 오실 수 있는 시간이 아닙니다", "the person cannot come then"),
    Rule.DUE: Text("정해진 날까지 받아야 합니다", "it is due by a certain day"),
    Rule.CHILD: Text("아이 돌봄 자리가 없습니다", "no place for the child is free"),
    Rule.STAY: Text("한 번에 머물 수 있는 시간을 넘습니다", "the stay would be too long"),
    Rule.ENCOUNTER: Text(
        "마주치면 안 되는 분과 시간이 겹칩니다", "it would meet a separation rule"
    ),
    Rule.RESERVE: Text("급한 분을 위해 남겨 둔 시간입니다", "that time is kept for urgent people"),
    Rule.LEAD: Text("준비에 필요한 시간보다 빠릅니다", "it needs more time to prepare"),
}
OTHERS: Mapping[str, Text] = {
    NOT_OFFERED: NO_TIME,
    "not_together": Text("함께 받을 수 있는 시간이 없습니다", "they do not fit together"),
    "costs_more": Text(
        "그날 오시면 더 자주 오시거나 늦어집니다", "it would mean more visits or later"
    ),
}
OF_PERSON = frozenset({Rule.WINDOW, Rule.LEAD, Rule.STAY, Rule.DUE, Rule.ORDER})
"""What follows from the question itself; everything else is about the house."""
FIRST = Text("{first} 다음에 {second} 차례입니다.", "{second} comes after {first}.")
TURNED = Text(
    "{second} 차례를 {first}보다 앞에 두면 더 오래 걸리거나 더 자주 오셔야 합니다.",
    "To have {second} before {first} takes longer or more visits.",
)
ON_DAY = Text("{day}: {why}.", "{day}: {why}.")
UNSERVED = Text("{service}: 찾은 계획에 들어가지 못했습니다.", "{service}: not in the plan.")
NEXT = Text("{service}: 가장 빠른 날은 {day}입니다.", "{service}: the first day would be {day}.")
NO_DATE = Text("{service}: 찾은 기간 안에는 날이 없습니다.", "{service}: no day in that period.")
IMPOSSIBLE = Text("모두 넣지 못한 까닭: {why}.", "Why not everything fits: {why}.")
HELPS = Text("{why} 더 나은 계획이 나옵니다.", "There would be a better plan with {why}.")
CHANGES: Mapping[str, Text] = {
    Rule.STAFF: Text("담당이 비는 시간이 더 있으면", "more free time of a worker"),
    Rule.ROOM: Text("알맞은 방이 더 비면", "more free rooms"),
    Rule.INTERP: Text("통역·진술조력 시간이 더 있으면", "more hours of an interpreter"),
    Rule.ESCORT: Text("동행할 분이 더 있으면", "more people to go along"),
    Rule.CLIENT: Text("본인의 다른 예약을 옮기면", "the person's other appointment moved"),
    Rule.ORDER: Text("서비스를 받는 순서가 달라지면", "another order of the services"),
    Rule.WINDOW: Text("오실 수 있는 시간이 넓으면", "wider hours in which the person can come"),
    Rule.DUE: Text("받아야 하는 날이 늦춰지면", "a later due day"),
    Rule.CHILD: Text("아이 돌봄 자리가 더 있으면", "more places for children"),
    Rule.STAY: Text("한 번에 더 오래 머물 수 있으면", "a longer stay"),
    Rule.ENCOUNTER: Text(
        "마주치면 안 되는 분의 시간이 달라지면", "other hours of who must not be met"
    ),
    Rule.RESERVE: Text("급한 분을 위해 남겨 둔 시간이 줄면", "less time kept for urgent people"),
    Rule.LEAD: Text("준비 시간이 짧으면", "less time to prepare"),
}
"""What would have to be different, as the beginning of a sentence."""
SENTENCES: Mapping[str, Text] = {
    "comes_first": FIRST, "other_order": TURNED, "unserved": UNSERVED, "next_possible": NEXT,
    "no_date": NO_DATE, "impossible": IMPOSSIBLE, "would_help": HELPS,
}  # fmt: skip
NAMES = ("first", "second", "service")


def told(
    reasons: Iterable[Reason], audience: Audience, wall: Wall, services: Mapping[str, Text]
) -> list[Text]:
    """A sentence for each reason that this listener reads, each sentence once."""
    found = [_said(one, audience, wall, services) for one in reasons if _may_read(one, audience)]
    return list(dict.fromkeys(found))


def _may_read(one: Reason, audience: Audience) -> bool:
    """A clerk reads no rule of the house by name, not even that there is one."""
    if audience == "safety" or "day" in one.facts:
        return True
    return one.code != NOT_OFFERED and one.facts.get("rule", Rule.WINDOW) in OF_PERSON


def _said(one: Reason, audience: Audience, wall: Wall, services: Mapping[str, Text]) -> Text:
    facts = {key: services[str(one.facts[key])] for key in NAMES if key in one.facts}
    if "day" in one.facts:
        facts["day"] = _day(wall, int(one.facts["day"]))
    if one.code in SENTENCES:
        rule = one.facts.get("rule")
        if rule is not None:
            words = CHANGES if one.code == "would_help" else RULES
            facts["why"] = words[str(rule)]
        return _filled(SENTENCES[one.code], facts)
    return _filled(ON_DAY, {"day": facts["day"], "why": _why(one.code, audience)})


def _why(code: str, audience: Audience) -> Text:
    if audience != "safety" and code in RULES and code not in OF_PERSON:
        return NO_TIME
    return RULES.get(code) or OTHERS[code]


def _day(wall: Wall, number: int) -> Text:
    day = wall.days[number]
    return Text(f"{day.month}월 {day.day}일", f"{day:%d %b}")


def _filled(sentence: Text, facts: Mapping[str, Text]) -> Text:
    return Text(
        sentence.ko.format(**{key: one.ko for key, one in facts.items()}),
        sentence.en.format(**{key: one.en for key, one in facts.items()}),
    )
