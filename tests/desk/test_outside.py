"""An agency outside the house: its number is corrected where everybody finds it, or nobody asks it more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.audit.models import AuditEntry
from hangot.directory.models import Agency, Post
from hangot.referrals.outside import write_down
from tests.desk.asking import statements
from tests.outsiders import SHELTER

pytestmark = pytest.mark.django_db
Desk = Callable[..., Any]
Acts = Callable[..., Any]
TYPED = {
    "name": "든든한 쉼터", "name_en": "", "phone": "02-000-0111", "domain": "housing",
    "asks": ["1", "2"],
}  # fmt: skip


@pytest.fixture
def outside(acts: Acts) -> UUID:
    with acts("counsellor-1") as by:
        return write_down(SHELTER, by=by, at=clock.now()).pk


def post(client: Any, pk: UUID, **typed: Any) -> Any:
    said = {"once": str(uuid4()), **typed}
    return client.post(reverse("outside_agency", args=[pk]), said)


def _version(client: Any, pk: UUID) -> str:
    return str(client.get(reverse("outside_agency", args=[pk])).context["agency"].version)


def test_a_wrong_number_is_corrected_for_everybody(desk: Desk, acts: Acts, outside: UUID) -> None:
    client = desk("centre-manager")
    assert (
        reverse("outside_agency", args=[outside])
        in client.get(reverse("services")).content.decode()
    )
    now = _version(client, outside)
    assert post(client, outside, **TYPED, version=now).status_code == 303
    with acts("counsellor-1"):
        found = Agency.objects.get(pk=outside)
        assert (found.label_ko, found.extension, found.asks) == (
            "든든한 쉼터",
            "02-000-0111",
            [1, 2],
        )
        assert Post.objects.get(agency=outside).extension == "02-000-0111"
    with acts("auditor"):
        assert AuditEntry.objects.filter(act="outside.govern").exists()


def test_two_who_correct_it_see_both_versions_and_lose_nothing(desk: Desk, outside: UUID) -> None:
    client = desk("centre-manager")
    now = _version(client, outside)
    post(client, outside, **TYPED, version=now)
    answer = post(client, outside, **{**TYPED, "phone": "02-000-0222"}, version=now)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "02-000-0111" in html
    assert "02-000-0222" in html


def test_who_is_asked_no_more_is_not_offered_and_can_come_back(
    desk: Desk, case: Any, outside: UUID
) -> None:
    client, counsellor = desk("administrator"), desk("counsellor-1")
    letter = reverse("referral_new", args=[case.pk])

    def offered() -> bool:
        return "든든한 집" in counsellor.get(letter).content.decode()

    assert offered()
    for act, there in (("retire", False), ("restore", True)):
        done = post(client, outside, act=act, version=_version(client, outside))
        assert done.status_code == 303
        assert offered() is there


@pytest.mark.parametrize(
    ("typed", "said"), [({"phone": "010번"}, "숫자와 줄표로"), ({"name": ""}, "필수")]
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: Desk, outside: UUID, typed: dict[str, str], said: str
) -> None:
    client = desk("centre-manager")
    now = _version(client, outside)
    answer = post(client, outside, **{**TYPED, **typed}, version=now)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_only_who_runs_the_house_may_and_an_agency_of_the_house_is_none(
    desk: Desk, acts: Acts, outside: UUID
) -> None:
    for slug in ("counsellor-1", "reception-1", "auditor"):
        client = desk(slug)
        assert client.get(reverse("outside_agency", args=[outside])).status_code == 403
    with acts("counsellor-1") as by:
        own = by.agency
    assert desk("administrator").get(reverse("outside_agency", args=[own])).status_code == 404


def test_the_page_asks_little_of_the_database(desk: Desk, outside: UUID) -> None:
    client = desk("administrator")
    address = reverse("outside_agency", args=[outside])
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    assert len(statements(caught)) <= 12
