"""One Profile out of the merged files of a chain of packs."""

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hangot.core.access import Level, Purpose
from hangot.core.lives import OUTSIDERS, Life
from hangot.core.packs import PostSpec, Profile
from hangot.core.text import Text
from hangot.packs import meetings, places, public, timing, wording
from hangot.packs.box import Box
from hangot.packs.debts import debts
from hangot.packs.employment import employment
from hangot.packs.errors import Fault
from hangot.packs.forms import File, instruments, reporting
from hangot.packs.indicators import indicators
from hangot.packs.messages import messages
from hangot.packs.orders import orders
from hangot.packs.protection import protection
from hangot.packs.times import House, times
from hangot.packs.training import training
from hangot.packs.tree import Node
from hangot.packs.workflows import Vocabulary, life

LIVES = (
    "notice", "case", "referral", "plan", "consent", "basis", "identity_link", "break_glass",
    "appointment", "visit", "stop", "benefit", "rule_change",
    "conference", "agenda_item", "action_item",
    "response", "alarm", "form",
    "home_visit", "order", "check", "debt_procedure",
    "judgement",
    "message",
    "export", "destruction",
    "training", "trainee",
    "item", "lending", "removal", "room_fault",
    "job_search",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """The merged files by topic, the files of every life, and the chain of packs.

    A pack that is not whole is only there to be extended: it needs no house and no posts.
    """

    packs: tuple[str, ...]
    topics: Mapping[str, Node]
    lives: Mapping[str, Sequence[Node]]
    whole: bool = True
    forms: Mapping[str, File] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 of the content; comments and layout do not count, the order of entries does."""
        content = [
            {name: node.plain() for name, node in sorted(self.topics.items())},
            {name: [n.plain() for n in nodes] for name, nodes in sorted(self.lives.items())},
            {name: file.text for name, file in sorted(self.forms.items())},
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def build(material: Material, faults: list[Fault]) -> Profile:
    """The profile; every mistake is added to `faults`, and then the profile must not be used."""
    topics = material.topics
    values = _words(material, faults)
    duties = values["duties"] = places.duties(topics["duties"], faults)
    lists = values["lists"]
    agencies = values["agencies"] = places.agencies(topics["agencies"], faults, lists)
    values["services"] = places.services(topics["services"], faults, lists, agencies)
    values["posts"] = places.posts(topics["posts"], faults, agencies, duties)
    house = House(agencies, values["services"], values["posts"], lists.get("service_channels", {}))
    values["times"] = times(topics["times"], topics["booking"], house, faults)
    values |= _timing(topics["clocks"], faults, values)
    values |= meetings.conferences(topics["conferences"], faults, agencies, duties)
    letters = [*(duty.letter for duty in duties.values()), *OUTSIDERS]
    values["lives"] = _lives(material, values, letters, faults)
    values["stages"] = timing.stages(topics["stages"], faults, values["lives"].get("case"))
    values["indicators"] = indicators(topics["indicators"], faults, values["lives"], _kinds(values))
    values["training"] = training(topics["training"], faults)
    values["reporting"] = reporting(topics["reporting"], faults)
    values["instruments"] = instruments(material.forms, values["reporting"], faults)
    values |= _head(material, faults, values)
    if material.whole:
        faults.extend(_unmanned(topics["agencies"], values["posts"].values()))
    del values["guards"], values["needs"]
    return Profile(packs=material.packs, hash=material.hash, **values)


def _kinds(values: Mapping[str, Any]) -> dict[str, dict[str, Text]]:
    """What may be counted by kind: lists, clocks, ways out of debt, and what this house lends."""
    named = {
        **values["lists"], "clocks": values["clocks"], "routes": values["debts"].routes,
        "things": {one.id: one for one in values["protection"].here},
    }  # fmt: skip
    return {name: {key: one.label for key, one in of.items()} for name, of in named.items()}


def _words(material: Material, faults: list[Fault]) -> dict[str, Any]:
    topics = material.topics
    with Box(topics["words"], faults) as box:
        levels = wording.each(box.box("levels"), [level.name.lower() for level in Level])
        words: dict[str, Any] = {
            "levels": {level: levels[level.name.lower()] for level in Level},
            "purposes": wording.each(box.box("purposes"), list(Purpose)),
            "turns": box.box("turns").every_text(),
            "needs": box.box("needs").every_text(),
            "effects": box.box("effects").every_text(),
            "guards": wording.guards(box),
        }
    return words | {
        "sections": wording.sections(topics["sections"], faults),
        "lists": wording.lists(topics["lists"], faults),
        "consent": wording.consent(topics["consent"], faults),
        "first_contact": wording.first_contact(topics["first_contact"], faults),
        "hotlines": public.hotlines(topics["hotlines"], faults),
        "orders": orders(topics["orders"], faults),
        "debts": debts(topics["debts"], faults),
        "protection": protection(topics["protection"], faults),
        "employment": employment(topics["employment"], faults),
        "holidays": timing.holidays(topics["holidays"], faults),
        "messages": messages(topics["messages"], faults),
    }


def _timing(node: Node, faults: list[Fault], values: Mapping[str, Any]) -> dict[str, Any]:
    with Box(node, faults) as box:
        clocks = timing.clocks(box, values["turns"])
        kinds = values["lists"].get("case_kinds", {})
        return {
            "clocks": clocks,
            "urgencies": timing.urgencies(box, clocks),
            "monitoring": timing.monitoring(box, kinds, clocks),
            "attempts": timing.attempts(box),
            "unreached": timing.unreached(
                box, [duty.letter for duty in values["duties"].values()], clocks
            ),
        }


def _lives(
    material: Material, values: Mapping[str, Any], letters: list[str], faults: list[Fault]
) -> dict[str, Life]:
    words = Vocabulary(
        values["guards"], values["needs"], values["turns"], values["effects"], letters
    )
    faults.extend(
        material.topics["profile"].fault(
            f"workflows/{name}.yaml이 있어야 합니다",
            f"workflows/{name}.yaml was expected, not found",
        )
        for name in LIVES
        if name not in material.lives
    )
    faults.extend(
        files[0].fault(
            f"‘{name}’이라는 흐름을 모릅니다",
            f'life "{name}" is not known; expected: {_near(name)}',
        )
        for name, files in material.lives.items()
        if name not in LIVES
    )
    known = ((name, material.lives[name]) for name in LIVES if name in material.lives)
    return {name: life(name, files, words, faults) for name, files in known}


def _near(name: str) -> str:
    return ", ".join(difflib.get_close_matches(name, LIVES, n=1) or LIVES)


def _unmanned(agencies: Node, posts: Iterable[PostSpec]) -> Iterator[Fault]:
    manned = {post.agency for post in posts}
    for name, node in agencies.value.items():
        if name not in manned:
            yield node.fault(
                f"기관 ‘{name}’에 담당석이 없습니다",
                f'a post of agency "{name}" was expected in posts.yaml, not found',
            )


def _head(material: Material, faults: list[Fault], values: Mapping[str, Any]) -> dict[str, Any]:
    name = material.packs[-1]
    with Box(material.topics["profile"], faults) as box:
        box.flag("part", default=False)
        box.string("extends", default="")
        with box.box("hours") as hours:
            opens, closes = hours.clock_time("opens"), hours.clock_time("closes")
        return {
            "id": box.one_of("id", [name], "name of the folder"),
            "version": box.string("version"),
            "label": box.text("label"),
            "short_label": box.text("short_label"),
            "home_agency": box.one_of(
                "home_agency", values["agencies"], "agency", default=None if material.whole else ""
            ),
            "rules": box.string("rules", default=""),
            "guide": public.guide(box.box("guide"), values["hotlines"]),
            "opens": opens,
            "closes": closes,
        }
