"""A figure of the rules is changed: written by one, tested and counted by the clock, decided by another."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hangot.access.context import acting, current, system
from hangot.access.trail import remember
from hangot.core.access import Actor, Purpose
from hangot.core.clocks import SEOUL
from hangot.core.lives import Step
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.eligibility import effects, ruling
from hangot.eligibility.models import RuleChange, RuleUse
from hangot.eligibility.ruling import Ruling
from hangot.eligibility.table_tests import tested
from hangot.packs.active import profile
from hangot.packs.errors import PackError
from hangot.packs.rules.changes import FILE, amended
from hangot.packs.rules.loader import build, texts
from hangot.packs.rules.trials import trials
from hangot.tasks.fire import locked

PIECE, AT_ONCE = 200, 300
WHOLE = 100
SAME = Text("지금 값과 같습니다.", "This is the value there is.")
MANY = Text(
    "사람이 많아 몇 분 걸립니다. 창을 닫아도 저절로 계산됩니다.",
    "There are many people. It is counted by itself in a few minutes; you may close the page.",
)
Plain = Mapping[str, Any]


def draft(*, parameter: str, figure: Plain, reason: str, by: Actor, at: datetime) -> RuleChange:
    """Write down a new value; Missing with file and line where it does not fit the rules."""
    pack = profile(by.profile).rules
    if not pack:
        raise Hidden
    using = ruling.in_use(by.centre, pack)
    if parameter not in using.rules.parameters:
        raise Hidden
    files = _amended(using, pack, parameter, figure)
    row = RuleChange(
        centre_id=by.centre, pack=pack, parameter=parameter, figure=dict(figure), reason=reason,
        worker_id=by.worker, post_id=by.post, created_at=at, base=using.rules.version,
        result=_version(files, using),
    )  # fmt: skip
    _move(row, "draft", by=by, at=at, given={"reason"} if reason.strip() else (), new=True)
    ruling.keep(using, pack, at=at)
    ruling.keep_text(row.result, files, pack, at=at)
    return row


def check(change_id: UUID, centre: Centre, *, at: datetime, most: int | None = None) -> RuleChange:
    """Run the table tests and count the people touched, in the name of the clock.

    Called outside of a transaction it says in between how far it is. Missing where there are more
    than `most` people.
    """
    with _counting(centre):
        first = RuleChange.objects.get(pk=change_id)
        before, after = (ruling.of_version(one, first.pack) for one in (first.base, first.result))
        subjects = effects.people(_clock(centre), at=at)
    if most is not None and len(subjects) > most:
        raise Missing("patience", MANY)
    counts: effects.Counts = Counter()
    for start in range(0, len(subjects), PIECE):
        piece = subjects[start : start + PIECE]
        with _counting(centre):
            counts += _piece(before, after, piece, first, at=at)
            done = WHOLE * (start + len(piece)) // len(subjects)
            RuleChange.objects.filter(pk=change_id).update(progress=done)
    rows = trials(settings.HANGOT_RULES / first.pack, after.rules)
    with _counting(centre) as state:
        row: RuleChange = locked(RuleChange, change_id, expected=None)
        row.tests = tested(before, after, rows, row.parameter, _since(row)).plain()
        row.effect, row.progress = effects.hidden(counts, len(subjects)), WHOLE
        row.save()
        remember("rules.count", by=state.actor, at=at, thing=row.pk)
    return row


def waiting(centre: Centre) -> list[UUID]:
    """Changes that nobody has tested yet."""
    with _counting(centre):
        rows = RuleChange.objects.filter(centre_id=centre.pk, state="drafted", effect__isnull=True)
        return list(rows.order_by("created_at").values_list("pk", flat=True))


def send(*, change_id: UUID, expected: int | None, by: Actor, at: datetime) -> RuleChange:
    """Ask a second person to decide."""
    return _step(change_id, "send", expected, by=by, at=at)


def withdraw(*, change_id: UUID, expected: int | None, by: Actor, at: datetime) -> RuleChange:
    """Take it back, before it is decided."""
    return _step(change_id, "withdraw", expected, by=by, at=at)


def refuse(
    *, change_id: UUID, answer: str, expected: int | None, by: Actor, at: datetime
) -> RuleChange:
    """Decide against it, with a reason."""
    return _step(change_id, "refuse", expected, by=by, at=at, answer=answer)


def approve(*, change_id: UUID, expected: int | None, by: Actor, at: datetime) -> RuleChange:
    """Decide for it: the centre uses the new rules from this moment on."""
    row = _step(change_id, "approve", expected, by=by, at=at)
    use = RuleUse(centre_id=by.centre, pack=row.pack, rules=row.result, since=at, change=row)
    use.save(force_insert=True)
    current().read.pop(row.pack, None)
    return row


def _step(
    change_id: UUID, event: str, expected: int | None, *, by: Actor, at: datetime, answer: str = ""
) -> RuleChange:
    row: RuleChange = locked(RuleChange, change_id, expected=expected)
    if event in ("approve", "refuse"):
        row.decided_by, row.decided_post, row.decided_at = by.worker, by.post, at
        row.answer = answer or None
    given = {"reason"} if answer.strip() else ()
    _move(row, event, by=by, at=at, holds=_true(row), given=given)
    return row


def _true(row: RuleChange) -> set[str]:
    """The conditions of the life that hold."""
    now = ruling.in_use(row.centre_id, row.pack).rules.version
    held = {
        "rules_tested": row.effect is not None and row.tests is not None,
        "tests_agree": bool(row.tests and row.tests["agree"]),
        "rules_unchanged": row.base == now,
    }
    return {name for name, holds in held.items() if holds}


def _move(
    row: RuleChange, event: str, *, by: Actor, at: datetime, holds: Collection[str] = (),
    given: Collection[str] = (), new: bool = False,
) -> None:  # fmt: skip
    """One step of the life; it is about no person, so nothing is noted on anybody's record."""
    life = profile(by.profile).life(row.kind)
    step: Step = life.step(None if new else row.state, event)
    scene = Scene(at) if new else Scene(at, proposer=row.worker_id, proposer_post=row.post_id)
    may(step.right, by, scene, who=step.who)
    life.demand(step, holds=holds, given=given)
    row.state = step.target
    row.version += not new
    row.save(force_insert=new)
    remember(step.right, by=by, at=at, thing=row.pk)


def _amended(using: Ruling, pack: str, parameter: str, figure: Plain) -> dict[str, bytes]:
    """The rules of this installation with all that was approved before and the new value."""
    files = texts(settings.HANGOT_RULES / pack)
    approved = ruling.files_of(using.rules.version, pack).get(FILE)
    return amended(files | ({FILE: approved} if approved else {}), parameter, figure)


def _version(files: Mapping[str, bytes], using: Ruling) -> str:
    try:
        found = build(files)
    except PackError as error:
        fault = error.faults[0]
        said = Text(f"{fault.ko} ({fault.place})", f"{fault.en} ({fault.place})")
        raise Missing("figure", said) from None
    if found.version == using.rules.version:
        raise Missing("same", SAME)
    return found.version


def _piece(
    before: Ruling, after: Ruling, subjects: Collection[UUID], row: RuleChange, *, at: datetime
) -> effects.Counts:
    """A future value is counted on its first day, with the answers that are good today."""
    today = at.astimezone(SEOUL).date()
    known = effects.answers(subjects, after.rules, today=today)
    return effects.differing(before, after, known, max(today, _since(row)))


def _since(row: RuleChange) -> date:
    return date.fromisoformat(row.figure["since"])


def _clock(centre: Centre) -> Actor:
    return system(centre.pk, centre.lead_agency_id, frozenset({"N"}), profile=centre.profile)


def _counting(centre: Centre) -> Any:
    """A transaction of the clock for counting: it sees answers of one person at a time."""
    return acting(_clock(centre), Purpose.STATISTICS, "rules.count")
