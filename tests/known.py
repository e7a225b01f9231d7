"""What many tests begin with stands in a house of its own, made there once and for good.

Opening a case takes a tenth of a second, and a thousand tests begin with Han Seoyun's. It stands in
a copy of the house for itself, so that no other test finds anybody there; a test is led to that
copy for as long as it lasts, and takes back what it did.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connections

from hangot import clock
from hangot.cases.models import Case
from hangot.core.lookup import parse
from hangot.intake import actions as intake
from hangot.people.actions import Safety
from tests.seated import acts

Made = TypeVar("Made")
SEOYUN = intake.Story(
    "phone", "yes", story="퇴근길에 계속 따라왔어요", wish="집을 옮기고 싶어요", name="한서윤",
    alias="가람", birth=date(1997, 3, 9), phone="01077340182", crimes=("stalking",),
    needs=("safety", "housing"), safety=Safety(window_from=time(12), window_to=time(13)),
)  # fmt: skip


def received(story: intake.Story = SEOYUN) -> Case:
    """Received by reception, opened by the counsellor, who leads it."""
    with acts("reception-1") as by:
        query = parse(f"{story.name} {story.birth}", date(2026, 9, 2))
        found = intake.look_up(query=query, reason="new_contact", by=by, at=clock.now())
        notice = intake.receive(story=story, by=by, at=clock.now())
        intake.start(
            notice_id=notice.pk, receipt_id=found.receipt.pk, expected=None, by=by, at=clock.now()
        )
    with acts("counsellor-1") as by:
        return intake.open_case(
            notice_id=notice.pk, known=None, method="paper", lead_post=by.post, expected=None,
            by=by, at=clock.now(),
        )  # fmt: skip


@contextmanager
def knowing(
    clone: Callable[[str], Any], blocker: Any, name: str, make: Callable[[], Made]
) -> Iterator[tuple[Any, Made]]:
    """A connection of this worker to a house of this name, and what was made in it for good."""
    made = clone(f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    connection = connections.create_connection("default")
    told = {**made["hangot_app"], "OPTIONS": settings.PREPARED}
    connection.settings_dict = {**connection.settings_dict, **told}
    with blocker.unblock(), instead(connection):
        known = make()
    yield connection, known
    with blocker.unblock():
        connection.close()


def begins(name: str, make: Callable[[], Any]) -> Any:
    """`known_once = begins(...)`: the tests of a file begin with what this makes, in that house."""

    @pytest.fixture(scope="module")
    def known_once(
        clone: Callable[[str], Any], django_db_setup: None, django_db_blocker: Any
    ) -> Iterator[tuple[Any, Any]]:
        with knowing(clone, django_db_blocker, name, make) as found:
            yield found

    return known_once


@contextmanager
def instead(connection: Any) -> Iterator[None]:
    """The connection that Django gives out is this one for a while."""
    usual = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = usual
