"""What an invited post does: writes what its agency knows, signs, is written down as here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.conferences import actions
from hangot.conferences.models import AgendaItem, Attendance
from hangot.conferences.queries import visible
from hangot.core.access import Level, by_number
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.desk.attempt import gained, tried
from hangot.desk.conferences import showing
from hangot.desk.conferences.forms import WordsForm
from hangot.desk.door import page, sees, to

SIGNED = Text("서명했습니다.", "Signed.")
CAME = Text("온 것으로 적었습니다.", "Recorded as here.")
KEPT = Text("의견을 냈습니다.", "Your contribution is in.")
SAY = Text(
    "회의에서 함께 알아야 할 것 (이 구역을 볼 수 있는 분에게만 보입니다)",
    "What the conference needs to know (shown only to those who may see this section)",
)


@page(right="contribution.write", door="conference.words", methods=("GET", "POST"))
def words(request: Any, item_id: UUID) -> HttpResponse:
    """One's agency's contribution to an item, section by section."""
    one, row = _mine(request, item_id)
    sees(request, subject=row["row"].subject_id, thing=item_id)
    numbers = sorted(row["sight"].sections, key=lambda n: (n not in row["sight"].asked, n))
    reader, subject = one.sheet.reader, row["row"].subject_id
    open_to_me = [
        s for s in map(by_number, numbers)
        if max(reader.levels[subject][s], reader.own[subject][s]) >= Level.FULL
    ]  # fmt: skip
    form = WordsForm(one.pack, open_to_me, request.POST or None, label=SAY)
    if request.method == "POST" and form.is_valid():
        done = gained(
            request, form, right="contribution.write", thing=item_id,
            act=lambda: actions.contribute(
                item_id=item_id, section=form.section, words=form.cleaned_data["text"],
                by=request.actor, at=request.at,
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, str(KEPT))
            return to("item_words", item_id)
    context = {"one": one, "it": one.conference, "label": one.kind.label, "row": row, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/conferences/words.html", context, status=status)


def _mine(request: Any, item_id: UUID) -> tuple[showing.Table, dict[str, Any]]:
    """The conference of an item one stays for; Hidden where one does not."""
    found = AgendaItem.objects.filter(pk=item_id).values_list("conference_id", flat=True).first()
    if found is None:
        raise Hidden
    one = showing.table(found, request.actor, at=request.at)
    rows = (row for row in showing.items(one) if row["row"] and row["row"].pk == item_id)
    row = next(rows, None)
    if row is None or row["sight"] is None:
        raise Hidden
    return one, row


@page(right="conference.sign", door="conference.sign", methods=("POST",))
def sign(request: Any, conference_id: UUID) -> HttpResponse:
    """I am here and keep silent about what I hear."""
    visible(conference_id)
    sees(request, thing=conference_id)
    found = tried(
        request, right="conference.sign", thing=conference_id,
        act=lambda: actions.sign(conference_id=conference_id, by=request.actor, at=request.at),
    )  # fmt: skip
    return _told(request, found, SIGNED, conference_id)


@page(right="conference.see", door="conference.came", methods=("POST",))
def came(request: Any, attendance_id: UUID) -> HttpResponse:
    """Somebody signed on paper; whoever runs the conference writes it down."""
    row = Attendance.objects.filter(pk=attendance_id).first()
    if row is None:
        raise Hidden
    sees(request, thing=attendance_id)
    found = tried(
        request, right="conference.sign", thing=attendance_id,
        act=lambda: actions.sign_on_paper(
            attendance_id=attendance_id, by=request.actor, at=request.at
        ),
    )  # fmt: skip
    return _told(request, found, CAME, row.conference_id)


def _told(request: Any, found: Any, good: Text, conference: UUID) -> HttpResponse:
    if isinstance(found, Missing):
        messages.error(request, str(found.sentence))
    else:
        messages.success(request, str(good))
    return to("conference", conference)
