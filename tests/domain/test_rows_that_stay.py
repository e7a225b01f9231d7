"""Access rows follow from what is known of a person; those that still follow are not touched."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from hangot import clock
from hangot.access import actions as access
from hangot.access.context import deriving
from hangot.access.models import AccessRow
from hangot.access.queries import effective_row
from hangot.cases.models import Case
from hangot.core.access_rows import Effective, derive
from hangot.referrals import actions as referrals
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db
CENTRE = "moel-job-centre"


def standing(person: UUID) -> Mapping[UUID, Effective]:
    """The rows of a person by their ids, as the core says them."""
    with deriving(person):
        rows = AccessRow.objects.filter(subject_id=person)
        return {row.pk: effective_row(row) for row in rows}


def follows(person: UUID) -> list[Effective]:
    """What the core derives for this person now."""
    with deriving(person):
        found = derive(access.facts(person))
    return [one for one in found if any(one.levels) or any(one.own)]


def as_it_follows(person: UUID) -> bool:
    rows, wanted = list(standing(person).values()), follows(person)
    return len(rows) == len(wanted) and set(rows) == set(wanted)


def test_a_letter_that_is_sent_adds_rows_and_leaves_the_others_alone(
    case: Case, acts: Any, agree: Any, refer: Any
) -> None:
    person = case.person_id
    with acts("counsellor-1") as by:
        agree(CENTRE, JOBS, by)
        before = standing(person)
        refer(CENTRE, JOBS, by)
        assert before.items() < standing(person).items()
        assert as_it_follows(person)


def test_a_consent_that_is_withdrawn_takes_its_rows_and_no_others(
    case: Case, acts: Any, agree: Any, refer: Any
) -> None:
    person = case.person_id
    with acts("counsellor-1") as by:
        agree(CENTRE, JOBS, by)
        agency = refer(CENTRE, JOBS, by).to_agency
        before = standing(person)
        referrals.withdraw_consent(
            subject=person, agency=agency, sections=JOBS, by=by, at=clock.now()
        )
        after = standing(person)
        assert as_it_follows(person)
        assert {pk for pk, row in before.items() if row.agency != agency} <= set(after)
        assert set(before) - set(after)


def test_a_row_that_nothing_explains_is_taken_away(case: Case, acts: Any) -> None:
    person = case.person_id
    with acts("counsellor-1"), deriving(person):
        row = AccessRow.objects.filter(subject_id=person)[0]
        AccessRow.objects.filter(pk=row.pk).update(own=[2] * len(row.own))
        assert not as_it_follows(person)
        access.rebuild(person)
        assert as_it_follows(person)
        assert not AccessRow.objects.filter(pk=row.pk).exists()
