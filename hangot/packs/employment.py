"""Work in a pack: occupations, traits of jobs, tracks of groups of the law, allowances by the month."""

from hangot.core.employment.words import (
    PAY_RULES,
    Allowance,
    Group,
    Recognition,
    Track,
    TrackStep,
    Trait,
    WorkWords,
)
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node


def employment(node: Node, faults: list[Fault]) -> WorkWords:
    """Everything the pack says of work."""
    with Box(node, faults) as box:
        with box.box("recognition") as days:
            recognition = Recognition(
                days.number("least"), days.number("most"), days.string("source"),
                days.flag("verified"),
            )  # fmt: skip
        return WorkWords(
            offered=box.flag("offered"),
            occupations=box.box("occupations").every_text(),
            traits={name: _trait(name, one) for name, one in box.entries("traits")},
            recognition=recognition,
            tracks={name: _track(name, one) for name, one in box.entries("tracks")},
            allowances={name: _allowance(name, one) for name, one in box.entries("allowances")},
        )


def _trait(name: str, box: Box) -> Trait:
    with box:
        return Trait(name, box.text("label"), box.text("wish"))


def _track(name: str, box: Box) -> Track:
    with box:
        return Track(
            id=name,
            label=box.text("label"),
            source=box.string("source"),
            groups=tuple(_group(one) for one in box.boxes("groups")),
            steps=tuple(_step(one) for one in box.boxes("steps")),
            checks=_months(box),
        )


def _group(box: Box) -> Group:
    with box:
        return Group(box.string("id"), box.number("from"), box.text("label"), box.string("source"))


def _step(box: Box) -> TrackStep:
    with box:
        return TrackStep(box.string("id"), box.text("label"), box.number("after"))


def _months(box: Box) -> tuple[int, ...]:
    found = box.raw("checks").value
    right = isinstance(found, list) and all(
        isinstance(one.value, int) and one.value > 0 for one in found
    )
    if not right:
        box.complain("checks", "‘checks’에는 달수를 적어 주세요", '"checks": months were expected')
        return ()
    return tuple(one.value for one in found)


def _allowance(name: str, box: Box) -> Allowance:
    with box:
        return Allowance(
            id=name,
            label=box.text("label"),
            rule=box.string("rule"),
            amount=box.string("amount"),
            months=box.string("months"),
            rest=box.string("rest"),
            day=box.number("day"),
            pays=box.one_of("pays", PAY_RULES, "rule of pay"),  # type: ignore[arg-type]
            proof=box.flag("proof", default=False),
            source=box.string("source"),
            verified=box.flag("verified"),
        )
