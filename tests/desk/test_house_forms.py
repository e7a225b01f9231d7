"""Forms of the house: brought in with their mistakes by cell, published by a second person, never changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.urls import reverse

from hangot import clock
from hangot.cases.models import Case
from hangot.core.refusal import Hidden
from hangot.instruments import actions as forms
from hangot.instruments import queries
from hangot.instruments.forms import in_use
from hangot.instruments.models import FormChange, FormText
from hangot.packs.active import profile
from hangot.packs.instruments.xlsform import imported
from tests.desk.asking import send
from tests.packs.sheets import SETTINGS, book, good, row

pytestmark = pytest.mark.django_db
Acts = Callable[..., Any]
Desk = Callable[..., Any]
FIRST, SECOND = "administrator", "centre-manager"


def brought(client: Any, data: bytes, name: str = "form.xlsx") -> Any:
    return send(
        client, "form_bring", file=SimpleUploadedFile(name, data), section="overview", stage="needs"
    )


@pytest.fixture
def change(desk: Desk, acts: Acts) -> FormChange:
    answer = brought(desk(FIRST), good())
    assert answer.status_code == 303, answer.content.decode()
    with acts(FIRST):
        return FormChange.objects.get()


def step(client: Any, change: FormChange, act: str, version: int, **more: str) -> Any:
    return send(client, "form_change", change.pk, act=act, version=str(version), **more)


def test_the_mistakes_of_a_spreadsheet_are_said_by_cell_and_nothing_is_kept(
    desk: Desk, acts: Acts
) -> None:
    answer = brought(desk(FIRST), book(row("text", "a", relevant="pulldata('x')")))
    assert answer.status_code == 422
    assert "survey!F2" in answer.content.decode()
    with acts(FIRST):
        assert not FormChange.objects.exists()


def test_a_yaml_file_is_read_too_and_its_mistakes_have_lines(desk: Desk) -> None:
    text = profile("crime_victim").instruments["satisfaction"].text
    newer = text.replace("version: 1", "version: 2", 1)
    assert brought(desk(FIRST), newer.encode(), "form.yaml").status_code == 303
    answer = brought(desk(FIRST), newer.replace("stage:", "stag:").encode(), "form.yaml")
    assert answer.status_code == 422
    assert "stage" in answer.content.decode()


def test_who_brought_a_form_in_cannot_publish_it(desk: Desk, change: FormChange) -> None:
    refused = step(desk(FIRST), change, "send", 1, permission="")
    assert refused.status_code == 422, "without a ground it is not sent"
    assert step(desk(FIRST), change, "send", 1, permission="우리 것").status_code == 303
    assert step(desk(FIRST), change, "publish", 2).status_code == 403
    assert step(desk(SECOND), change, "publish", 2).status_code == 303


def test_a_published_form_is_used_and_an_old_answer_stays_with_its_version(
    case: Case, desk: Desk, acts: Acts, change: FormChange
) -> None:
    step(desk(FIRST), change, "send", 1, permission="우리 것")
    step(desk(SECOND), change, "publish", 2)
    with acts("counsellor-1") as by:
        assert in_use(by)["home_check"].version == 3
        old = forms.start(case_id=case.pk, code="home_check", setting="face", by=by, at=clock.now())
    newer = book(
        row("text", "only", ko="하나만"), settings=(SETTINGS[0], ("집안 형편", "home_check", 4))
    )
    brought(desk(FIRST), newer)
    with acts(FIRST):
        second = FormChange.objects.get(number=4)
    step(desk(FIRST), second, "send", 1, permission="우리 것")
    step(desk(SECOND), second, "publish", 2)
    with acts("counsellor-1") as by:
        assert in_use(by)["home_check"].version == 4
        found, _ = queries.visible(old.pk, by=by)
        assert found.form.version == 3


def test_the_same_version_is_not_brought_in_twice(desk: Desk, change: FormChange) -> None:
    step(desk(FIRST), change, "send", 1, permission="우리 것")
    step(desk(SECOND), change, "publish", 2)
    answer = brought(desk(FIRST), good())
    assert answer.status_code == 422
    assert "판 번호를 올려" in answer.content.decode()


def test_what_is_published_can_be_retired_and_is_then_not_offered(
    desk: Desk, acts: Acts, change: FormChange
) -> None:
    step(desk(FIRST), change, "send", 1, permission="우리 것")
    step(desk(SECOND), change, "publish", 2)
    assert step(desk(SECOND), change, "retire", 3, answer="새 양식을 씁니다").status_code == 303
    with acts("counsellor-1") as by:
        assert "home_check" not in in_use(by)


def test_text_and_version_of_a_form_never_change(acts: Acts, change: FormChange) -> None:
    with acts(FIRST):
        with pytest.raises(Error), transaction.atomic():
            FormChange.objects.filter(pk=change.pk).update(digest="0" * 64)
        with pytest.raises(Error), transaction.atomic():
            FormText.objects.update(body="code: other")


def test_a_counsellor_neither_sees_nor_brings_in_forms_of_the_house(
    desk: Desk, acts: Acts, change: FormChange
) -> None:
    client = desk("counsellor-1")
    for name, args in (("house_forms", ()), ("form_bring", ()), ("form_change", (change.pk,))):
        assert client.get(reverse(name, args=args)).status_code == 403
    with acts("counsellor-1") as by, pytest.raises(Hidden):
        forms.withdraw(change_id=change.pk, expected=None, by=by, at=clock.now())


def test_every_form_in_use_can_be_looked_at(desk: Desk) -> None:
    client = desk(FIRST)
    assert client.get(reverse("house_forms")).status_code == 200
    for number in range(len(profile("crime_victim").instruments)):
        assert client.get(reverse("form_seen", args=[number])).status_code == 200
    assert client.get(reverse("form_seen", args=[99])).status_code == 404


def test_a_form_in_use_is_taken_along_as_a_spreadsheet_that_reads_the_same(desk: Desk) -> None:
    client, pack = desk(FIRST), profile("crime_victim")
    codes = set()
    for number in range(len(pack.instruments)):
        answer = client.get(reverse("form_seen", args=[number]), {"as": "xlsx"})
        if answer.status_code == 303:
            assert "담을 수 없는 규칙" in client.get(answer["location"]).content.decode()
            continue
        found = imported(answer.content)
        codes.add(found.code)
        assert (
            answer["content-disposition"]
            == f'attachment; filename="{found.code}-{found.version}.xlsx"'
        )
    assert "phq9" in codes
