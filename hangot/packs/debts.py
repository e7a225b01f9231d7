"""Debts of a pack: kinds, what no discharge reaches, the ways out, and the lines of a budget."""

from hangot.core.debts.kinds import (
    RANKS,
    READS,
    CostLine,
    DebtKind,
    DebtWords,
    Route,
    Survivor,
)
from hangot.packs.box import Box
from hangot.packs.errors import Fault
from hangot.packs.tree import Node


def debts(node: Node, faults: list[Fault]) -> DebtWords:
    """Everything the pack says of debts; nothing at all where it has no such file."""
    with Box(node, faults) as box:
        kinds = {name: _kind(name, one) for name, one in box.entries("kinds", required=False)}
        routes = {name: _route(name, one) for name, one in box.entries("routes", required=False)}
        survives = box.boxes("survives") if box.has("survives") else ()
        return DebtWords(
            kinds=kinds,
            routes=routes,
            survives=tuple(_survivor(one, kinds, routes) for one in survives),
            incomes=box.box("incomes").every_text() if box.has("incomes") else {},
            costs={name: _cost(name, one) for name, one in box.entries("costs", required=False)},
            offered=box.some_of("offered", routes, "route"),
            helps=box.names("helps"),
        )


def _kind(name: str, box: Box) -> DebtKind:
    with box:
        return DebtKind(
            id=name,
            label=box.text("label"),
            adjusted=box.flag("adjusted"),
            rank=box.one_of("rank", RANKS, "rank"),  # type: ignore[arg-type]
            void_interest=box.flag("void_interest", default=False),
            ceiling=box.string("ceiling", default=""),
        )


def _survivor(box: Box, kinds: dict[str, DebtKind], routes: dict[str, Route]) -> Survivor:
    with box:
        return Survivor(
            after=box.one_of("after", routes, "route"),
            kind=box.one_of("kind", kinds, "kind"),
            since=box.day("since"),
            until=box.day("until") if box.has("until") else None,
            source=box.string("source"),
            verified=box.flag("verified"),
        )


def _route(name: str, box: Box) -> Route:
    with box:
        way = box.one_of("way", READS, "way")
        with box.box("reads") as reads:
            read = {one: reads.string(one) for one in READS.get(way, ())}  # type: ignore[call-overload]
        return Route(
            id=name,
            label=box.text("label"),
            forum=box.text("forum"),
            way=way,  # type: ignore[arg-type]
            rule=box.string("rule"),
            reads=read,
            stays=box.text("stays"),
            note=box.text("note"),
        )


def _cost(name: str, box: Box) -> CostLine:
    with box:
        return CostLine(name, box.text("label"), box.flag("before", default=False))
