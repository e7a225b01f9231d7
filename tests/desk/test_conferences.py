"""A conference through its pages, as the team lead, the case manager and two agencies work with it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from hangot.conferences.models import AgendaItem, Conference
from tests.domain.conferring import JOBS, LEAD, MIND, post
from tests.domain.test_conferences import agreed, called, opened  # noqa: F401

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Any]


def send(client: Any, name: str, *args: Any, **form: Any) -> Any:
    """Send a form once, as the browser would after opening its page."""
    return client.post(reverse(name, args=args), {"once": str(uuid4()), **form})


def read(client: Any, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content[:400]
    return str(answer.content.decode())


def test_a_team_lead_prepares_calls_and_opens_a_conference(
    agreed: Any,
    desk: Desk,
    acts: Any,  # noqa: F811
) -> None:
    lead = desk(LEAD)
    with acts(LEAD):
        chair, invited = post(LEAD), [post(one) for one in ("case-manager-1", JOBS, MIND)]
    made = send(
        lead,
        "conference_new",
        what="integrated",
        day="내일",
        begins="1400",
        ends="1530",
        chair=chair,
    )
    assert made.status_code == 303, made.content.decode()
    with acts(LEAD):
        conference = Conference.objects.get()
    page = read(lead, "conference_agenda", conference.pk)
    assert agreed.number not in page  # Nothing is late yet, and nobody asked.
    asked = send(
        desk("case-manager-1"),
        "case_conference",
        agreed.pk,
        section="12",
        words="누가 무엇을 할지 정해요",
    )
    assert asked.status_code == 303
    assert agreed.number in read(lead, "conference_agenda", conference.pk)
    put = send(lead, "conference_agenda", conference.pk, case=agreed.pk, sections=["7", "11"])
    assert put.status_code == 303
    assert send(lead, "conference_posts", conference.pk, posts=invited).status_code == 303
    assert send(lead, "conference_step", conference.pk, "call").status_code == 303
    jobs = desk(JOBS)
    assert "한서윤" in read(jobs, "conference", conference.pk)
    with acts(LEAD):
        item = AgendaItem.objects.get()
    done = send(jobs, "item_words", item.pk, section="11", text="바리스타 과정을 마쳤어요")
    assert done.status_code == 303, done.content.decode()
    for slug in (LEAD, "case-manager-1", JOBS, MIND):
        assert send(desk(slug), "conference_sign", conference.pk).status_code == 303
    opened_ = send(lead, "conference_step", conference.pk, "open")
    assert opened_.status_code == 303, opened_.content.decode()
    assert send(lead, "item_step", item.pk, "present").status_code == 303
    room = read(lead, "conference_room", conference.pk)
    assert "한서윤" in room
    assert "바리스타" not in room  # Work is a summary for the team lead.
    assert "바리스타" in read(jobs, "conference_room", conference.pk)
    assert "바리스타" not in read(desk(MIND), "conference_room", conference.pk)
    assert (
        send(
            lead, "item_step", item.pk, "note", section="12", text="석 달 동안 함께 돕는다"
        ).status_code
        == 303
    )
    assert send(lead, "item_step", item.pk, "decide", outcome="go_on").status_code == 303
    for event in ("decide", "minute"):
        assert send(lead, "conference_step", conference.pk, event).status_code == 303
    assert "석 달 동안" in read(lead, "conference_minutes", conference.pk)
    paper = lead.get(reverse("conference_print", args=[conference.pk]))
    assert paper.content.startswith(b"%PDF")
    assert send(lead, "conference_step", conference.pk, "close").status_code == 303
