"""One person under a hundred services, a hundred thousand at once, and how much must be asked."""

import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from bench.eligibility.asking import Asked, asked_of
from bench.eligibility.people import hidden, person
from hangot.batch.population import VERDICTS, find_all
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.findings import Finding
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.scene import Facts
from hangot.core.eligibility.trace import Tracer, canonical
from hangot.packs.rules.loader import RULES, load

Say = Callable[[str], None]
ON = date(2026, 9, 3)
SERVICES = 100
TURNS = 100_000
YOUNG = 10_000
"""As `hangot.config.wsgi` sets it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many people each part looks at."""

    alone: int = 300
    crowd: int = 100_000
    asked: int = 60


QUICK = Pace(alone=40, crowd=2_000, asked=6)


def run(out: Path, pace: Pace, say: Say) -> int:
    """Measure, print a table, write JSON; 1 when a crowd was read differently from one by one."""
    rules = hundred(load(RULES / "kr"))
    engine = Engine(rules)
    chance = Random(1)  # noqa: S311 - the same people every time
    people = [hidden(person(rules, chance), chance) for _ in range(pace.alone)]
    found: dict[str, Any] = {"floor_ms": floor(), "alone": alone(engine, people)}
    found["crowd"] = crowd(engine, people, pace.crowd)
    found["asked"] = questions(engine, pace.asked, say)
    for line in table(found):
        say(line)
    out.write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")
    return 1 if found["crowd"]["wrong"] else 0


def hundred(rules: Rules) -> Rules:
    """A pack with a hundred services: its own, and some of them again under another name."""
    own = list(rules.services.values())
    names = [f"{own[n % len(own)].id}{'' if n < len(own) else n}" for n in range(SERVICES)]
    services = {name: replace(own[n % len(own)], id=name) for n, name in enumerate(names)}
    return replace(rules, services=services)


def floor() -> float:
    """Milliseconds of a bare loop, to compare runs on different days and machines."""
    return min(timed(lambda: [None for _ in range(TURNS)]) for _ in range(5))


def timed(work: Callable[[], object]) -> float:
    """Processor milliseconds of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def alone(engine: Engine, people: list[Facts]) -> dict[str, float]:
    """Processor milliseconds for one person: all clauses read, and all reasons as JSON.

    Rules that are there to stay are left alone by the collector, as in the server.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    tracer = Tracer(engine.rules)
    read = [timed(partial(engine.find_all, facts, ON)) for facts in people]
    found = [engine.find_all(facts, ON) for facts in people]
    told = [timed(partial(_traces, tracer, some)) for some in found]
    text = [timed(partial(_text, tracer, some)) for some in found]
    both = [one + two for one, two in zip(read, told, strict=True)]
    return {
        "services": len(engine.rules.services),
        "clauses": sum(len(one.outcomes) for one in found[0]),
        "read_p50": median(read),
        "read_p95": quantiles(read, n=20)[-1],
        "traced_p50": median(both),
        "traced_p95": quantiles(both, n=20)[-1],
        "json_p50": median(text),
    }


def _traces(tracer: Tracer, some: Iterable[Finding]) -> list[Any]:
    return tracer.traces(some)


def _text(tracer: Tracer, some: Iterable[Finding]) -> bytes:
    return canonical(_traces(tracer, some))


def crowd(engine: Engine, people: list[Facts], count: int) -> dict[str, Any]:
    """Seconds for many people at once; `wrong`: verdicts that differ from those one by one."""
    many = [people[n % len(people)] for n in range(count)]
    start = time.process_time()
    found = find_all(engine.rules, many, ON)
    seconds = time.process_time() - start
    wrong = sum(
        VERDICTS[found[one.service.id].verdicts[row]] != one.verdict
        for row, facts in enumerate(people[:50])
        for one in engine.find_all(facts, ON)
    )
    return {"people": count, "services": len(found), "seconds": seconds, "wrong": wrong}


def questions(engine: Engine, count: int, say: Say) -> dict[str, float]:
    """Questions until nothing is open in two needs of a person, in three ways of asking."""
    found: list[Asked] = []
    for n, one in enumerate(_asked(engine, count), 1):
        found.append(one)
        if n % 20 == 0:
            say(f"{n} of {count} people were asked")
    return {
        "people": count,
        "form": sum(one.form for one in found) / count,
        "skipping": sum(one.skipping for one in found) / count,
        "best_next": sum(one.best for one in found) / count,
    }


def _asked(engine: Engine, count: int) -> Iterator[Asked]:
    chance = Random(2)  # noqa: S311
    for _ in range(count):
        needs = chance.sample(sorted(engine.rules.needs), 2)
        yield asked_of(engine, person(engine.rules, chance), frozenset(needs), ON)


def table(found: dict[str, Any]) -> Iterator[str]:
    """What was measured, in lines for people."""
    one, many, asked = found["alone"], found["crowd"], found["asked"]
    yield f"bare loop of {TURNS:,}: {found['floor_ms']:.2f} ms"
    yield f"one person, {one['services']} services, {one['clauses']} clauses, processor ms:"
    yield f"  read {one['read_p50']:.2f} (p95 {one['read_p95']:.2f}), with every reason"
    yield f"  {one['traced_p50']:.2f} (p95 {one['traced_p95']:.2f}), its JSON {one['json_p50']:.2f}"
    yield f"{many['people']:,} people at once: {many['seconds']:.2f} s, {many['wrong']} wrong"
    yield f"questions until two needs are settled, mean of {asked['people']} people:"
    yield f"  whole form {asked['form']:.1f}, skipping {asked['skipping']:.1f}, best next {asked['best_next']:.1f}"
