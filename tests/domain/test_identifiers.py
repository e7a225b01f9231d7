"""Resident numbers: nobody keeps one unless a statute names the agency's task."""

from collections.abc import Callable
from typing import Any

import pytest

from hangot import clock
from hangot.core.access import Section
from hangot.core.refusal import NotAllowed
from hangot.people import identifiers
from hangot.people.models import PersonIdentifier

pytestmark = pytest.mark.django_db
ASKED = (Section.IDENTITY, Section.INCIDENT)


def test_no_agency_of_the_demo_may_keep_a_resident_number(
    case: Any, acts: Callable[..., Any], agree: Any, refer: Any
) -> None:
    with acts("counsellor-1") as by:
        agree("prosecution-victim-desk", ASKED, by)
        refer("prosecution-victim-desk", ASKED, by)
    with acts("prosecution-victim-desk-1") as by, pytest.raises(NotAllowed, match="no_statute"):
        identifiers.keep(
            person_id=case.person_id, kind="resident", value="x", by=by, at=clock.now()
        )


def test_an_agency_named_by_statute_keeps_it_for_itself_alone(
    case: Any, acts: Callable[..., Any], agree: Any, refer: Any, settings: Any
) -> None:
    article = "범죄피해자보호법 시행령 3조의2"
    settings.HANGOT_IDENTIFIERS = {"prosecution-victim-desk": {"resident": article}}
    with acts("counsellor-1") as by:
        agree("prosecution-victim-desk", ASKED, by)
        refer("prosecution-victim-desk", ASKED, by)
    with acts("prosecution-victim-desk-1") as by:
        row = identifiers.keep(
            person_id=case.person_id, kind="resident", value="invented", by=by, at=clock.now()
        )
        assert PersonIdentifier.objects.get(pk=row.pk).value == "invented"
    with acts("counsellor-1"):
        assert not PersonIdentifier.objects.exists()
