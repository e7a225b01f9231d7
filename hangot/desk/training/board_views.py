"""The board: what agencies ask each other, without a person in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.rights import Scene, allows
from hangot.core.text import Text
from hangot.core.training import unnamed
from hangot.desk.attempt import gained
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import of_list, text_box
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.training import board as acts
from hangot.training import queries
from hangot.training.models import BoardQuestion

POSTED = Text(
    "올렸습니다. 모든 기관의 실무자가 읽고 답할 수 있습니다.",
    "Posted. Practitioners of all agencies can answer.",
)
CLOSED = Text("마무리했습니다.", "Closed.")
LONGEST = 2000


class WordsForm(DeskForm):
    """Words without a person; the tick appears only where something looks like a name."""

    def __init__(self, *args: Any, label: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"] = text_box(rows=4, max_length=LONGEST, label=label)
        typed = self.data.get("text", "") if self.is_bound else ""
        if unnamed.read(typed).names:
            self.fields["nameless"] = forms.BooleanField(
                label=say("이름이 아닙니다", "This is no name"), required=False
            )

    def given(self) -> dict[str, Any]:
        """Words and tick as the domain takes them."""
        data = self.cleaned_data
        return {"text": data["text"], "nameless": data.get("nameless", False)}


class QuestionForm(WordsForm):
    """A question with its topic."""

    def __init__(self, *args: Any, pack: Profile, **more: Any) -> None:
        super().__init__(*args, label=say("질문", "Question"), **more)
        words = dict(self.fields)
        self.fields.clear()
        self.fields["topic"] = of_list(pack.choices("board_topics"), label=say("분야", "Topic"))
        self.fields.update(words)


@page(right="board.see", door="board", methods=("GET", "POST"))
def board(request: Any) -> HttpResponse:
    """What is asked, and one more question."""
    by, pack, rooms = request.actor, profile(request.actor.profile), house(request.actor.centre)
    form = QuestionForm(request.POST or None, pack=pack)
    if form.is_bound and form.is_valid():
        made = gained(
            request, form, right="board.ask", field="text",
            act=lambda: acts.ask(
                topic=form.cleaned_data["topic"], by=by, at=request.at, **form.given()
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, str(POSTED))
            return to("board_question", made.pk)
    rows = [_line(one, rooms, pack) for one in queries.questions()]
    context = {"form": form, "rows": rows}
    return render(
        request, "desk/training/board.html", context, status=422 if form.is_bound else 200
    )


def _line(one: BoardQuestion, rooms: House, pack: Profile) -> dict[str, Any]:
    topics = pack.lists["board_topics"]
    return {
        "it": one, "agency": rooms.agency(one.agency_id),
        "topic": topics[one.topic].label if one.topic in topics else None,
        "many": getattr(one, "many", 0),
    }  # fmt: skip


@page(right="board.see", door="board.question", methods=("GET", "POST"))
def board_question(request: Any, question_id: UUID) -> HttpResponse:
    """One question with its answers, and one more answer; its agency closes it."""
    by, pack, rooms = request.actor, profile(request.actor.profile), house(request.actor.centre)
    found = BoardQuestion.objects.filter(pk=question_id).first()
    if found is None:
        raise Hidden
    sees(request, thing=question_id)
    closing = request.method == "POST" and "close" in request.POST
    form = WordsForm(
        request.POST if request.method == "POST" and not closing else None,
        label=say("답", "Answer"),
    )
    act: Callable[[], object] = (
        (lambda: acts.close(question_id=question_id, by=by, at=request.at))
        if closing
        else lambda: acts.answer(question_id=question_id, by=by, at=request.at, **form.given())
    )
    if closing or (form.is_bound and form.is_valid()):
        done = gained(request, form, right="board.answer", thing=question_id, act=act)
        if done is not None:
            messages.success(request, str(CLOSED if closing else POSTED))
            return to("board_question", question_id)
    context = {
        **_line(found, rooms, pack), "form": form,
        "answers": [
            {"it": one, "agency": rooms.agency(one.agency_id), "post": rooms.post(one.post_id)}
            for one in found.answers.order_by("at")
        ],
        "may_close": found.closed_at is None
        and allows("board.close", by, Scene(request.at, sender=found.agency_id)),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/training/question.html", context, status=status)
