"""The directory is read once and again when it changed: never a desk that is not there, never one missing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hangot import clock
from hangot.access.context import acting
from hangot.accounts.models import Sitting
from hangot.accounts.queries import sittings
from hangot.core.access import Actor
from hangot.desk.cases.case_views import GATHERED
from hangot.desk.cases.header import HEAD
from hangot.directory.queries import edition, house
from hangot.referrals.outside import write_down
from tests.outsiders import SHELTER
from tests.worlds import Town

pytestmark = pytest.mark.django_db
LONGEST_KEPT = 4096  # letters of a statement that the driver of the database reads only once


class TakenBack(Exception):
    """What was written is undone."""


@pytest.fixture
def counsellor(db: None) -> Actor:
    """Whoever writes down an agency outside the house."""
    return Town().actor("counsellor-1")


def _outside(by: Actor) -> Sequence[str]:
    return [one.label_ko for one in house(by.centre).agencies.values() if one.outside]


def _write(name: str, by: Actor) -> None:
    write_down(replace(SHELTER, name=name), by=by, at=clock.now())


def test_an_agency_that_was_taken_back_does_not_stay_in_anybodys_directory(
    counsellor: Actor,
) -> None:
    with acting(counsellor):
        assert _outside(counsellor) == []
    with pytest.raises(TakenBack), acting(counsellor):
        _write("사라진 쉼터", counsellor)
        assert _outside(counsellor) == ["사라진 쉼터"]
        raise TakenBack
    with acting(counsellor):
        assert _outside(counsellor) == []
        _write("남은 쉼터", counsellor)
        assert _outside(counsellor) == ["남은 쉼터"]


def test_a_page_that_knows_its_edition_asks_the_database_for_nothing(counsellor: Actor) -> None:
    with acting(counsellor):
        _write("든든한 쉼터", counsellor)
    known = Sitting.objects.get(post_id=counsellor.post, until=None)
    now = sittings(known.worker_id, at=clock.now())[0].edition
    with acting(counsellor), edition(counsellor.centre, now):
        house(counsellor.centre)
        with CaptureQueriesContext(connection) as asked:
            assert _outside(counsellor) == ["든든한 쉼터"]
    assert list(asked) == []


@pytest.mark.parametrize("written", [GATHERED, HEAD], ids=["case page", "head"])
def test_a_page_opened_all_day_stays_short_enough_to_be_read_once(written: object) -> None:
    assert len(written.sql) < LONGEST_KEPT  # type: ignore[attr-defined]
