"""The life of a procedure: chosen with the person, filed, commenced, discharged, final."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from hangot.access.queries import need
from hangot.cases.models import Case
from hangot.cases.sections import note_entry
from hangot.core.access import Actor, Level, Section
from hangot.core.clocks import SEOUL
from hangot.core.debts.figures import Figures, Unknown
from hangot.core.debts.kinds import Route
from hangot.core.debts.sums import owing
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene
from hangot.core.text import Text
from hangot.debts.models import DebtItem, DebtProcedure, DebtRelease
from hangot.debts.queries import debt_of, figures, words_of
from hangot.debts.said import Said, given, in_order, put
from hangot.people.entries import owned
from hangot.tasks.actions import close_tasks, open_task
from hangot.tasks.fire import fire, locked

EXEMPT = "debt.exempt"
NOON = 12
COURT = ("income", "discharge")
NOT_REACHED = Text(
    "{name}: 법이 면책하지 않는 빚입니다. 없어진 금액을 적을 수 없습니다.",
    "{name}: the law does not discharge this debt. Nothing can be released of it.",
)


def begin(*, case_id: UUID, by: Actor, at: datetime) -> DebtProcedure:
    """The search for a way out begins; the debts must have been written down."""
    words_of(by)
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Hidden
    need(by, case.person_id, Section.FINANCE, Level.FULL, at=at)
    row = DebtProcedure(
        **owned(case.person_id, Section.FINANCE, by=by, at=at), case_id=case.pk
    )  # fmt: skip
    named = DebtItem.objects.filter(case_id=case.pk, left_out_at=None).exists()
    _fire(row, "begin", Said(), {"debts_named"} if named else set(), by=by, at=at, new=True)
    note_entry(case.person_id, Section.FINANCE, by=by, at=at)
    return row


def step(
    *, procedure_id: UUID, event: str, said: Said, expected: int | None, by: Actor, at: datetime
) -> DebtProcedure:  # fmt: skip
    """One step with what was said of it; Missing says what is wanting or cannot be."""
    row: DebtProcedure = locked(DebtProcedure, procedure_id, expected=expected)
    today = at.astimezone(SEOUL).date()
    words, known = words_of(by), figures(on=said.day or today, by=by)
    if said.route and said.route not in words.offered:
        raise Hidden
    items = {one.pk: one for one in DebtItem.objects.filter(case_id=row.case_id)}
    route = words.routes.get(row.route)
    holds = {
        *_of_route(route), *_of_months(route, said, known), *_of_days(row, event, said, today),
    }  # fmt: skip
    if _within(said.released, items, row, known, by):
        holds.add("not_more_than_owed")
    put(row, event, said, known)
    _fire(row, event, said, holds, by=by, at=at)
    _release(row, said.released, by=by, at=at)
    return _turns(row, words.routes.get(row.route), event, by=by, at=at)


def _of_route(route: Route | None) -> set[str]:
    if route is None:
        return set()
    found = {
        "goes_to_court": route.way in COURT,
        "is_bankruptcy": route.way == "discharge",
        "is_paid_in_parts": route.way != "discharge",
    }
    return {name for name, there in found.items() if there}


def _of_months(route: Route | None, said: Said, known: Figures) -> set[str]:
    """Months within the law; where the figure is not known nothing is refused."""
    if route is None or not said.months:
        return set()
    name = route.reads.get("longest") or route.reads.get("months", "")
    try:
        return {"within_months"} if 0 < said.months <= known.whole(name) else set()
    except Unknown:
        return {"within_months"}


def _of_days(row: DebtProcedure, event: str, said: Said, today: date) -> set[str]:
    if not in_order(row, event, said.day, today):
        return set()
    late = row.exempt_by is not None and said.day is not None and said.day > row.exempt_by
    return {"in_order"} if late else {"in_order", "exempt_in_time"}


def _within(
    released: Mapping[UUID, int], items: Mapping[UUID, DebtItem], row: DebtProcedure,
    known: Figures, by: Actor,
) -> bool:  # fmt: skip
    """Never more of a debt than is owed, and nothing of a debt that the law leaves standing."""
    words = words_of(by)
    kept = words.surviving(row.route, known.on)
    for pk, sum_ in released.items():
        if pk not in items:
            raise Hidden
        debt = debt_of(items[pk])
        if debt.kind in kept and sum_ > 0:
            raise Missing("not_more_than_owed", NOT_REACHED.format(name=debt.creditor))
        if not 0 <= sum_ <= owing([debt], words, known).total:
            return False
    return True


def _release(
    row: DebtProcedure, released: Mapping[UUID, int], *, by: Actor, at: datetime
) -> None:  # fmt: skip
    if row.state not in ("discharged", "completed"):
        return
    for item, sum_ in released.items():
        if sum_:
            DebtRelease(
                **owned(row.subject_id, Section.FINANCE, by=by, at=at), procedure=row,
                item_id=item, released=sum_,
            ).save(force_insert=True)  # fmt: skip


def _turns(
    row: DebtProcedure, route: Route | None, event: str, *, by: Actor, at: datetime
) -> DebtProcedure:  # fmt: skip
    """After a declaration of bankruptcy: exempt property is applied for in time, or the days are over."""
    close_tasks(row.pk, subject=row.subject_id, by=by, at=at, what=(EXEMPT,))
    if event == "commence" and route is not None and route.way == "discharge" and row.exempt_by:
        end = row.exempt_by
        open_task(
            EXEMPT, subject=row.subject_id, agency=row.agency_id, post=row.post_id,
            thing_kind="debt_procedure", thing=row.pk, at=at,
            due=datetime(end.year, end.month, end.day, NOON, tzinfo=SEOUL),
        )  # fmt: skip
    return row


def _fire(
    row: DebtProcedure, event: str, said: Said, holds: set[str], *, by: Actor, at: datetime,
    new: bool = False,
) -> None:  # fmt: skip
    fire(
        row, event, by=by, at=at, scene=Scene(at, sender=row.agency_id), new=new,
        subject=row.subject_id, section=Section.FINANCE, holds=holds, given=given(event, said),
    )  # fmt: skip
