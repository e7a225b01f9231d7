"""The slip that people take home: times and places; no agency where somebody at home may read it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from hangot.core.ids import new_id
from hangot.core.text import Text, current
from hangot.desk import typeset
from hangot.desk.reception import slip as slips
from hangot.desk.reception.slip import Slip, content
from hangot.desk.reception.slip_views import at_risk
from hangot.desk.typeset import NoFont
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.people import actions as people
from hangot.visits import queries
from tests.desk.test_board import now
from tests.domain.test_visit import LAW, POLICE, comes, minutes

__all__ = ["comes"]

pytestmark = pytest.mark.django_db
NAMES = ("경찰", "법률", "피해자", "Police", "Legal", "Victim")


@pytest.fixture
def sheet(comes: Any, acts: Callable[..., Any]) -> Callable[..., str]:
    """`sheet(neutral=True)`: everything on the slip of a day with two desks, as one text."""
    visit = comes(new_id(), (POLICE, now()), (LAW, now() + minutes(35)), at=now())

    def make(*, neutral: bool, language: str = "ko") -> str:
        mark = current.set(language)
        with acts("reception-1") as by:
            day = queries.day_of(visit.pk)
            assert day
            made = content(Slip(day, house(by.centre), profile(by.profile), neutral))
        current.reset(mark)
        return json.dumps(made, ensure_ascii=False)

    return make


def test_the_slip_says_when_where_and_for_what(sheet: Callable[..., str]) -> None:
    text = sheet(neutral=False)
    assert "7번 창구" in text
    assert f"{now():%H:%M}–" in text
    assert "대기석" in text
    assert "신분증" in text
    assert any(word in text for word in NAMES)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_neutral_slip_names_no_agency_and_no_service(
    sheet: Callable[..., str], language: str
) -> None:
    text = sheet(neutral=True, language=language)
    assert ("Desk 7" if language == "en" else "7번 창구") in text
    assert not any(word in text for word in NAMES)


def test_the_neutral_slip_does_not_name_a_room_that_tells(comes: Any, acts: Any) -> None:
    visit = comes(new_id(), (POLICE, now(), 60, "statement-1"), at=now())
    with acts("reception-1") as by:
        day = queries.day_of(visit.pk)
        assert day
        made = [
            content(Slip(day, house(by.centre), profile(by.profile), one)) for one in (True, False)
        ]
    assert [one["stops"][0][1] for one in made] == ["접수대에서 안내", "진술실 1"]


@pytest.mark.parametrize(
    ("shared", "named", "risky"),
    [(False, True, False), (True, True, True), (False, False, True), (True, False, True)],
)
def test_neutral_is_the_rule_wherever_home_is_shared_or_the_agency_is_not_to_be_named(
    case: Any, acts: Callable[..., Any], *, shared: bool, named: bool, risky: bool
) -> None:
    with acts("counsellor-1") as by:
        people.put_safety(
            case.person_id, people.Safety(shared_phone=shared, say_agency=named), by=by, at=now()
        )
    with acts("reception-1"):
        assert at_risk(case.person_id) is risky
        assert at_risk(new_id()), "nothing is known: silence means no"


def test_the_page_answers_with_a_pdf_of_that_name_only(desk: Any, comes: Any, acts: Any) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    for query in ("", "?neutral=0", "?neutral=1"):
        answer = desk("reception-1").get(reverse("visit_slip", args=[visit.pk]) + query)
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == 'inline; filename="slip.pdf"'
    assert desk("moel-job-centre-1").get(reverse("visit_slip", args=[visit.pk])).status_code == 403
    assert desk("counsellor-2").get(reverse("visit_slip", args=[visit.pk])).status_code == 404


@pytest.mark.slow
def test_what_people_wrote_is_set_as_text_and_never_run(
    comes: Any, acts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nasty = '#panic("x") *b* _i_ $x^2$ #read("/etc/passwd") \\ " ] } <script>'
    visit = comes(new_id(), (POLICE, now()), at=now())
    with acts("reception-1") as by:
        day = queries.day_of(visit.pk)
        assert day
        day.stops[0].room.label_ko = nasty
        sheet = Slip(day, house(by.centre), profile(by.profile), neutral=True)
        assert slips.pdf(sheet, at=now()).startswith(b"%PDF")
        assert nasty in content(sheet)["stops"][0]


def test_the_same_slip_at_the_same_moment_is_the_same_file(comes: Any, acts: Any) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    with acts("reception-1") as by:
        day = queries.day_of(visit.pk)
        assert day
        sheet = Slip(day, house(by.centre), profile(by.profile), neutral=True)
        assert slips.pdf(sheet, at=now()) == slips.pdf(sheet, at=now())


def test_without_a_korean_font_the_page_says_what_to_install(
    desk: Any, comes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = comes(new_id(), (POLICE, now()), at=now())
    monkeypatch.setattr(typeset, "families", lambda: frozenset({"Libertinus Serif"}))
    with pytest.raises(NoFont):
        typeset.fonts()
    answer = desk("reception-1").get(reverse("visit_slip", args=[visit.pk]))
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.content.decode()


def test_titles_of_the_sheet_are_neutral() -> None:
    words = [slips.TITLE, slips.FOOT, slips.NUMBER, slips.WAY, slips.BRING, *slips.HEADS]
    for one in words:
        assert isinstance(one, Text)
        assert not re.search("피해|상담|경찰|victim|police|crime", one.ko + one.en)
