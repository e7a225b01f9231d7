"""An act tried from a form: what is refused leaves nothing behind, not even a widened sight."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.db import connection

from hangot import clock
from hangot.access.context import deriving
from hangot.audit.models import AuditEntry
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.desk.attempt import attempt, gained
from hangot.desk.say import say
from hangot.desk.typed import number_of, uuid_of
from hangot.people import actions as people
from hangot.people.models import AccessNeed

pytestmark = pytest.mark.django_db
NO = Text("빠졌습니다", "Missing")


def _scope() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select hg.ctx_scope()")
        return cursor.fetchone()[0]


def test_what_was_refused_is_undone_with_the_widened_scope(
    case: Any, acts: Callable[..., Any]
) -> None:
    form, subject = forms.Form({}), case.person_id
    with acts("counsellor-1") as by:
        request = SimpleNamespace(actor=by, at=clock.now(), seen={"subject": subject})

        def act() -> None:
            people.add_access_need(
                person_id=subject, kind="interpreter", detail=None, by=by, at=clock.now()
            )
            with deriving(subject):
                raise Missing("guard", NO)

        assert not attempt(request, form, act, right="safety.write")
        assert _scope() is None
        assert not AccessNeed.objects.exists()
        assert form.errors["__all__"] == [str(NO)]
    with acts("privacy-officer"):
        refused = AuditEntry.objects.filter(act="safety.write").order_by("-seq")
        assert [(one.done, one.because, one.subject_id) for one in refused] == [
            (False, "missing_guard", subject)
        ]


def test_what_was_done_is_given_back(acts: Callable[..., Any]) -> None:
    form = forms.Form({})
    with acts("counsellor-1") as by:
        request = SimpleNamespace(actor=by, at=clock.now(), seen={})
        assert gained(request, form, lambda: "done", right="safety.write") == "done"
        assert attempt(request, form, lambda: None, right="safety.write")
    assert not form.errors


@pytest.mark.parametrize("typed", ["", "²", "-1", "1.0", "9999999999", "x"])
def test_nonsense_is_no_number_and_no_error(typed: str) -> None:
    assert number_of(typed) is None
    assert uuid_of(typed) is None


def test_a_label_speaks_the_language_of_the_page_and_not_of_its_making() -> None:
    from hangot.core.text import current

    label = say("이유", "Reason")
    mark = current.set("en")
    assert str(label) == "Reason"
    current.reset(mark)
    assert str(label) == "이유"
