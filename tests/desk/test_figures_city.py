"""Sums beside people, the districts of a city, and the files of a whole year."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.counting import Figure
from hangot.core.indicators.definition import digest
from hangot.core.indicators.definitions import Indicator
from hangot.core.text import Text
from hangot.demo.counted import invent
from hangot.directory.models import Agency, Centre
from hangot.eligibility.models import Asked
from hangot.indicators import handing
from hangot.indicators.counting import Place, same_people, tallies
from hangot.indicators.models import CityFigures
from hangot.packs.active import profile
from hangot.people.models import IdentityLink
from hangot.tasks.models import Task
from tests.desk.asking import send, statements

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 6, 3, tzinfo=SEOUL)

WORD = Text("", "")
WHOLE = (*range(1, 13), 0)


@pytest.fixture
def centre(db: None) -> Centre:
    return Centre.objects.get()


@pytest.fixture
def counting(centre: Centre) -> Any:
    """The clock counts an event of a year: what it finds, by figure."""

    def count(
        event: str, year: int = 2026, kinds: tuple[str, ...] = (), months: Sequence[int] = WHOLE
    ) -> Any:
        by = system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile)
        with acting(by, Purpose.STATISTICS, "test"):
            agencies = dict(Agency.objects.filter(outside=False).values_list("pk", "slug"))
            asked = Indicator(
                "it", WORD, WORD, event, "times", (), WORD, kinds=dict.fromkeys(kinds, WORD)
            )
            place = Place(centre.pk, agencies, same_people(centre.pk))
            return tallies([asked], year, months, place)

    return count


def put(table: str, rows: list[dict[str, Any]]) -> None:
    """Rows as they lie there, past every policy; counting reads only these columns of them."""
    with connections["default"].cursor() as cursor:
        for row in rows:
            names = ", ".join(row)
            marks = ", ".join(["%s"] * len(row))
            cursor.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))  # noqa: S608


def moves(
    acts: Callable[..., Any],
    centre: Centre,
    *steps: tuple[str, str, datetime],
    subject: UUID | None = None,
) -> None:
    """Steps of one thing about one person."""
    with acts("counsellor-1") as by:
        thing, who = uuid4(), subject or uuid4()
        put("hangot_moved", [
            {
                "id": uuid4(), "version": 1, "centre_id": centre.pk, "subject_id": who,
                "section": 1, "agency_id": by.agency, "post_id": by.post, "thing_kind": kind,
                "thing_id": thing, "event": event, "source": "", "target": "x", "at": at,
            }
            for kind, event, at in steps
        ])  # fmt: skip


def test_a_referral_counts_its_days_until_the_sender_knows_the_outcome(
    acts: Callable[..., Any], centre: Centre, counting: Any
) -> None:
    for _ in range(2):
        moves(
            acts, centre,
            ("referral", "send", datetime(2026, 3, 2, 9, tzinfo=SEOUL)),
            ("referral", "send", datetime(2026, 3, 5, 9, tzinfo=SEOUL)),
            ("referral", "acknowledge", datetime(2026, 4, 1, 0, 30, tzinfo=SEOUL)),
        )  # fmt: skip
    found = counting("referral.loop")
    assert found[Figure("", "", 4)][:3] == (2, 2, 60), "in April, from the first sending"
    assert found[Figure("", "", 0)] == found[Figure("", "", 4)]
    assert Figure("", "", 3) not in found


def test_months_that_are_counted_alone_are_those_of_the_year(
    acts: Callable[..., Any], centre: Centre, counting: Any
) -> None:
    who = uuid4()
    for subject, month in ((who, 2), (who, 2), (uuid4(), 2), (who, 3), (uuid4(), 4)):
        step = ("case", "register", datetime(2026, month, 3, tzinfo=UTC))
        moves(acts, centre, step, subject=subject)
    alone = counting("case.register", months=(2, 3))
    whole = counting("case.register")
    assert alone == {f: one for f, one in whole.items() if f.month in (2, 3)}
    assert alone[Figure("", "", 2)][:2] == (3, 2)


def test_somebody_called_in_vain_has_waited_since_the_first_time(
    acts: Callable[..., Any], centre: Centre, counting: Any
) -> None:
    moves(
        acts, centre,
        ("stop", "queue", datetime(2026, 5, 4, 10, 0, tzinfo=SEOUL)),
        ("stop", "queue", datetime(2026, 5, 4, 10, 20, tzinfo=SEOUL)),
        ("stop", "receive", datetime(2026, 5, 4, 10, 45, tzinfo=SEOUL)),
    )  # fmt: skip
    assert counting("stop.wait")[Figure("", "", 5)].amount == 45


def test_two_records_of_one_person_count_once_and_apart_again_when_they_are_told_apart(
    acts: Callable[..., Any], centre: Centre, counting: Any, case: Any, other_case: Any
) -> None:
    register = ("case", "register", datetime(2026, 2, 3, tzinfo=UTC))
    found = sorted((case.person_id, other_case.person_id))
    for subject in (*found, uuid4()):
        moves(acts, centre, register, subject=subject)
    assert counting("case.register")[Figure("", "", 2)][:2] == (3, 3)
    by = system(centre.pk, centre.lead_agency_id, frozenset({"S"}), profile=centre.profile)
    for state, people in (("suspected", 3), ("linked", 2), ("different", 3)):
        with acting(by):
            link = IdentityLink.objects.first() or IdentityLink(
                centre_id=centre.pk, one_id=found[0], other_id=found[1], agree=[], score=1, at=NOW
            )
            link.state = state
            link.save()
        assert counting("case.register")[Figure("", "", 2)][:2] == (3, people)


def test_a_question_asked_again_counts_and_nobody_keeps_whose_it_was(
    acts: Callable[..., Any], centre: Centre, counting: Any
) -> None:
    with acts("counsellor-1") as by:
        for again in (False, False, True):
            Asked(centre_id=centre.pk, agency_id=by.agency, on=date(2026, 6, 1), again=again).save(
                force_insert=True
            )
        assert not Asked.objects.exists()
    assert counting("question.ask")[Figure("", "", 6)][:3] == (3, 0, 0)
    assert counting("question.repeat")[Figure("", "", 0)].times == 1


def test_whoever_answers_from_outside_stands_in_a_row_of_its_own(
    acts: Callable[..., Any], centre: Centre, counting: Any
) -> None:
    moves(acts, centre, ("case", "register", datetime(2026, 2, 3, tzinfo=UTC)))
    found = counting("case.register")
    assert sum(one.times for f, one in found.items() if f.dim == "agency" and f.month == 2) == 1


def test_statistics_reads_nothing_of_what_the_clock_counts(
    acts: Callable[..., Any], centre: Centre
) -> None:
    moves(acts, centre, ("case", "register", datetime(2026, 2, 3, tzinfo=UTC)))
    with acts("statistics", Purpose.STATISTICS), connection.cursor() as cursor:
        for table in ("moved", "clock", "closure", "referral", "payment", "debtprocedure"):
            cursor.execute(f"select count(*) from hangot_{table}")  # noqa: S608 - our own names
            assert cursor.fetchone() == (0,), table


def test_the_city_sees_its_districts_in_fives_as_pictures_and_table(
    desk: Any, acts: Callable[..., Any], centre: Centre
) -> None:
    known = profile(centre.profile).indicators
    own = digest(known.counted["case_people"], known)
    with acting(system(centre.pk, centre.lead_agency_id, frozenset(), profile=centre.profile),
                Purpose.STATISTICS):  # fmt: skip
        CityFigures.objects.create(
            centre_id=centre.pk, to_centre=centre.pk, label_ko="윗마을 센터", label_en="North",
            year=2026, at=NOW,
            figures={"case_people": {"0": 45, "1": None, "2": 25}, "released_won": {"0": 7_000_000}},
            definitions={"case_people": own, "released_won": own},
        )  # fmt: skip
    client = desk("statistics")
    asked = {"of": "districts", "what": "case_people"}
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(reverse("house_figures"), asked).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    for said in ("윗마을 센터", "<td>45</td>", "<td>가림</td>", "small-pictures", "5명 단위"):
        assert said in page, said
    sheet = client.get(reverse("house_figures"), {**asked, "as": "csv"}).content.decode("utf-8-sig")
    assert "윗마을 센터,가림,25" in sheet
    won = client.get(reverse("house_figures"), {"of": "districts", "what": "released_won"})
    assert "1,000,000원 단위" in won.content.decode()
    assert "견주지 않았습니다: 윗마을 센터" in won.content.decode(), (
        "it counts by another definition"
    )
    assert "7,000,000" not in won.content.decode()
    lead = desk("team-lead").get(reverse("house_figures"), asked).content.decode()
    assert "윗마을" not in lead
    assert desk("counsellor-1").get(reverse("house_figures"), asked).status_code == 403


def test_the_files_of_a_year_hold_no_hidden_number_and_say_what_they_mean(
    desk: Any, centre: Centre
) -> None:
    invent(centre, dice="a", part=0.6, now=NOW)
    client = desk("statistics")
    page = client.get(reverse("house_figures"), {"year": "2026"}).content.decode()
    assert "지난해 운영 실적 보고" in page
    assert "2027-02-28" in page
    packed = client.get(reverse("house_figures"), {"as": "open", "year": "2026"})
    assert packed["Content-Disposition"] == 'attachment; filename="open-figures-2026.zip"'
    files = zipfile.ZipFile(io.BytesIO(packed.content))
    read = {n: files.read(n).decode("utf-8-sig") for n in files.namelist()}
    rows = list(csv.DictReader(io.StringIO(read["data.csv"])))
    assert {row["status"] for row in rows} == {"told", "hidden"}
    assert all((row["number"] == "") == (row["status"] == "hidden") for row in rows)
    counts = [row for row in rows if row["unit"] in ("people", "times")]
    assert not [row for row in counts if row["number"] in ("1", "2", "3", "4")]
    known = {row["id"] for row in csv.DictReader(io.StringIO(read["indicators.csv"]))}
    assert {row["indicator"] for row in rows} <= known
    assert "공공누리" in read["README.txt"]
    for lang in ("ko", "en"):
        paper = client.get(reverse("house_figures"), {"as": "pdf", "year": "2026", "lang": lang})
        assert paper.content.startswith(b"%PDF")
    book = client.get(reverse("house_figures"), {"as": "book", "year": "2026"})
    assert book.content.startswith(b"PK")


def test_the_report_to_the_ministry_is_asked_for_once_and_ticked_off_by_whoever_counts(
    desk: Any, centre: Centre, acts: Callable[..., Any]
) -> None:
    assert handing.remind(centre, at=datetime(2026, 12, 31, tzinfo=SEOUL)) == 0
    assert [handing.remind(centre, at=NOW) for _ in range(2)] == [1, 0]
    with acts("statistics"):
        task = Task.objects.get(what="figures.hand_in")
        assert task.due is not None
        assert task.due.astimezone(SEOUL).date() == date(2027, 2, 28)
    client = desk("statistics")
    assert "지난해 운영 실적 보고하기" in client.get("/").content.decode()
    assert send(client, "task_done", task.pk).status_code == 303
    assert "지난해 운영 실적 보고하기" not in client.get("/").content.decode()
