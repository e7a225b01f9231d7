"""The numbers of a house: counted from its log, told once, the same on every way out."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from hangot import clock
from hangot.access.context import acting, system
from hangot.core.access import Purpose
from hangot.core.clocks import SEOUL
from hangot.core.indicators.definition import digest
from hangot.core.indicators.sources import SOURCES
from hangot.core.indicators.tables import Table
from hangot.core.indicators.telling import Said
from hangot.core.text import Text
from hangot.desk.indicators.files import as_csv, as_xlsx
from hangot.directory.models import Agency, Centre, Post
from hangot.indicators import walks
from hangot.indicators.models import Released
from hangot.indicators.releasing import audit, release
from hangot.indicators.sources import STATEMENTS, statement
from hangot.packs.active import profile
from hangot.people import actions as people
from hangot.tasks.models import Moved
from tests.desk.asking import statements

pytestmark = pytest.mark.django_db
SPACE = UUID(int=7)
JANUARY = datetime(2027, 1, 6, 3, tzinfo=SEOUL)
SEPTEMBER = datetime(2026, 9, 8, tzinfo=SEOUL)


@pytest.fixture
def moved(acts: Callable[..., Any]) -> Callable[..., None]:
    """So many cases begin in a month at the desk of somebody; each about another person."""

    def put(slug: str, month: int, many: int, people: int | None = None) -> None:
        with acts(slug) as by:
            Moved.objects.bulk_create(
                Moved(
                    centre_id=by.centre, subject_id=uuid5(SPACE, f"{month} {n % (people or many)}"),
                    section=1, agency_id=by.agency, post_id=by.post, thing_kind="case",
                    thing_id=uuid5(SPACE, f"{slug} {month} {n}"), event="register", source="",
                    target="open", at=datetime(2026, month, 3, 12, tzinfo=SEOUL),
                )
                for n in range(many)
            )  # fmt: skip

    return put


@pytest.fixture
def year(moved: Callable[..., None]) -> Centre:
    """Cases in three months; in March the job centre begins only two."""
    for month, lead, jobs in ((2, 14, 9), (3, 21, 2), (7, 30, 12)):
        moved("counsellor-1", month, lead, lead - 1)
        moved("moel-job-centre-1", month, jobs)
    centre = Centre.objects.get()
    release(centre, at=JANUARY)
    return centre


def rows(client: Any, what: str = "") -> dict[str, Sequence[str]]:
    found = client.get(reverse("house_figures"), {"year": "2026", "what": what, "as": "csv"})
    lines = csv.reader(io.StringIO(found.content.decode("utf-8-sig")))
    return {line[0]: line[1:] for line in lines if line}


def test_page_file_sheet_and_data_say_the_same_and_small_numbers_nowhere(
    desk: Any, year: Centre
) -> None:
    client = desk("statistics")
    asked = {"year": "2026", "what": "case_times"}
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(reverse("house_figures"), asked).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    told = rows(client, "case_times")
    data = client.get(reverse("house_figures"), {**asked, "as": "json"}).json()
    sheet = client.get(reverse("house_figures"), {**asked, "as": "xlsx"}).content
    cells = [list(line) for line in load_workbook(io.BytesIO(sheet)).active.values]
    lines = [line for line in cells[2:] if any(cell is not None for cell in line[1:])]
    for row, line in zip(data["rows"], lines, strict=False):
        shown = [one["shown"] for one in row["cells"]]
        assert [one.replace(",", "") for one in shown] == list(told[row["label"]])
        assert ["" if v is None else str(v) for v in line[1:14]] == list(told[row["label"]])
        assert row["label"] in page
        assert all(f"<td>{one}</td>" in page for one in shown)
    march = {label: cells[2] for label, cells in told.items() if len(cells) == 13}
    assert "2" not in march.values()
    assert list(march.values()).count("가림") >= 2, "the total would give the two away"
    assert not re.search("uuid|subject|1f[0-9a-f]{6}-", page.split("<main")[-1])


def test_people_and_times_stand_apart_and_a_month_is_told_once(
    desk: Any, year: Centre, moved: Callable[..., None]
) -> None:
    before = rows(desk("statistics"))
    assert before["시작한 사례 (건)"][1] == "23"
    assert before["사례를 시작한 사람 (명)"][1] == "13", "who came to two agencies is one person"
    moved("counsellor-1", 2, 100)
    assert release(year, at=JANUARY) == 0
    assert rows(desk("statistics")) == before
    assert "—" in before["보낸 의뢰 가운데 수락한 비율 (%)"]


def test_a_month_that_is_not_over_is_not_told(desk: Any, moved: Callable[..., None]) -> None:
    moved("counsellor-1", 8, 9)
    moved("counsellor-1", 9, 9)
    centre = Centre.objects.get()
    release(centre, at=SEPTEMBER)
    told = rows(desk("statistics"))["시작한 사례 (건)"]
    assert (told[7], told[8], told[12]) == ("9", "", "")


def test_who_may_count_sees_numbers_and_nobody_the_exact_ones(
    desk: Any, acts: Callable[..., Any], year: Centre
) -> None:
    for slug, status in (("team-lead", 200), ("centre-manager", 200), ("counsellor-1", 403)):
        assert desk(slug).get(reverse("house_figures")).status_code == status
    for slug, many in (("statistics", True), ("counsellor-1", False), ("administrator", False)):
        with acts(slug):
            assert Released.objects.exists() == many
            assert not Released.objects.filter(exact=True).exists()


def test_the_attack_on_what_was_told_fails(year: Centre, capsys: Any) -> None:
    hidden, found = audit(year)
    assert hidden > 2
    assert found == 0
    call_command("indicators_audit")
    assert "ok" in capsys.readouterr().out


def test_the_attack_finds_a_number_that_was_hidden_alone(year: Centre) -> None:
    by = system(year.pk, year.lead_agency_id, frozenset(), profile=year.profile)
    with acting(by, Purpose.STATISTICS, "test"):
        for exact in (True, False):
            shown = 2 if exact else None
            Released.objects.create(
                centre_id=year.pk, indicator="case_times", year=2024, month=3, exact=exact,
                at=JANUARY, cells=[["", "", 23], ["agency", "crime-victim-centre", 21],
                                   ["agency", "moel-job-centre", shown]],
            )  # fmt: skip
    assert audit(year)[1] == 1
    with pytest.raises(CommandError):
        call_command("indicators_audit")


def test_what_was_told_can_be_neither_changed_nor_taken_back(year: Centre) -> None:
    by = system(year.pk, year.lead_agency_id, frozenset(), profile=year.profile)
    changes: tuple[Callable[[Any], object], ...] = (
        lambda rows: rows.update(cells=[]), lambda rows: rows.delete(),
    )  # fmt: skip
    for change in changes:
        with (
            acting(by, Purpose.STATISTICS, "test"),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            change(Released.objects.all())


def test_what_is_counted_touches_no_column_about_a_person() -> None:
    models = {model._meta.db_table: model for model in apps.get_models()}
    for event in (*SOURCES, "case.register"):
        text = re.sub(r"%\(\w+\)s", "", statement(event))
        tables = set(re.findall(r"hangot_\w+", text))
        assert tables
        words = set(re.findall(r"[a-z_]+", text))
        for table in tables:
            personal = models[table].__dict__.get("Personal")
            told = (*personal.identifies, *personal.content) if personal else ()
            assert not words & set(told), (event, table)
        assert text.count("subject_id") <= 2, "as a column and never compared"
        assert "*" not in text
    assert set(STATEMENTS) == set(SOURCES)
    assert re.findall(r"\w+\(distinct person\)", walks.COUNTED) == ["count(distinct person)"]
    assert walks.NAMED.count("subject_id") == 2, "only to say which records are of one person"
    for walk in (walks.COUNTED, walks.LARGEST, walks.CROSSED):
        leaves = re.split(r"\bselect\b", walk)[-1].split("from")[0]
        only_counted = re.sub(r"count\((distinct )?person\)", "", leaves)
        assert "person" not in only_counted, "only a count leaves"
    assert set(re.findall(r"hangot_\w+", walks.CROSSED)) == {"hangot_mark"}


def test_a_cell_that_begins_like_a_formula_is_text_in_every_file() -> None:
    evil = "=HYPERLINK(1)"
    table = Table(
        Text("표", "Table"), (Text("가", "A"), Text("나", "B")),
        ((Text(evil, evil), (Said(3),)), (Text("+1", "+1"), (Said(4),))), (),
    )  # fmt: skip
    assert as_csv(table).startswith(b"\xef\xbb\xbf")
    assert f"'{evil},3" in as_csv(table).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(as_xlsx(table))).active
    assert [(c.value, c.data_type) for c in sheet["A"]][2:] == [(f"'{evil}", "s"), ("'+1", "s")]
    assert sheet["B3"].value == 3


def test_the_report_of_the_year_is_a_pdf(desk: Any, year: Centre) -> None:
    found = desk("statistics").get(reverse("house_figures"), {"as": "pdf"})
    assert found.content.startswith(b"%PDF")
    assert found["Content-Disposition"] == 'attachment; filename="figures-2026.pdf"'


def test_a_house_where_nothing_was_told_says_when(desk: Any) -> None:
    page = desk("statistics").get(reverse("house_figures")).content.decode()
    assert "아직 정해진 통계가 없습니다" in page


def test_agencies_of_the_pack_and_of_the_database_have_one_name(desk: Any, year: Centre) -> None:
    slugs = set(Agency.objects.filter(outside=False).values_list("slug", flat=True))
    told = rows(desk("statistics"), "case_times")
    assert len([line for line in told.values() if len(line) == 13]) == len(slugs) + 3


def test_a_number_says_what_it_means_and_with_which_definition_it_was_told(
    desk: Any, year: Centre
) -> None:
    known = profile(year.profile).indicators
    page = desk("team-lead").get(reverse("house_figures"), {"what": "case_times"}).content.decode()
    assert "이 수의 뜻" in page
    assert digest(known.counted["case_times"], known) in page
    assert "지금의 정의와 다릅니다" not in page
    other = replace(known.counted["case_times"], by=())
    assert digest(other, known) != digest(known.counted["case_times"], known)
    whole = desk("statistics").get(reverse("house_figures")).content.decode()
    assert "?year=2026&amp;what=case_people#meaning" in whole, "from the sentence to its meaning"
    assert reverse("house_figures_now") not in whole, "from what was told no way leads to people"


def test_a_running_month_leads_to_the_cases_that_one_may_open_anyway(
    desk: Any, case: Any, other_case: Any, acts: Callable[..., Any]
) -> None:
    address, asked = reverse("house_figures_now"), {"what": "case_times"}
    lead = desk("team-lead")
    lead.get("/")
    with CaptureQueriesContext(connection) as caught:
        page = lead.get(address, asked).content.decode()
    assert len(statements(caught)) <= 12, statements(caught)
    assert case.number in page
    assert other_case.number in page
    with acts("safety-officer") as by:
        post = Post.objects.get(slug="team-lead").pk
        people.deny(subject=other_case.person_id, code="conflict", by=by, at=clock.now(), post=post)
    page = lead.get(address, asked).content.decode()
    assert case.number in page
    assert other_case.number not in page
    assert lead.get(address, {"what": "stop_times"}).status_code == 404
    assert "case_times" not in lead.get(address, {"what": "nothing"}).content.decode()
    for slug in ("statistics", "counsellor-1"):
        assert desk(slug).get(address, asked).status_code == 403
