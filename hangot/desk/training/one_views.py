"""One training: who comes, what is done with it, its papers and certificates."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.refusal import Hidden
from hangot.core.rights import may
from hangot.desk import errors
from hangot.desk.cases.file_views import disposition
from hangot.desk.cases.forms import DeskForm
from hangot.desk.door import page, sees
from hangot.desk.training import paper, showing
from hangot.desk.training.forms import (
    AnswerForm,
    GuestForm,
    InviteForm,
    PaperForm,
    ShareForm,
    SurveyForm,
)
from hangot.desk.training.showing import Sheet
from hangot.desk.training.views import course
from hangot.desk.typeset import NO_FONT, NoFont
from hangot.files.actions import MEGABYTE
from hangot.training import actions, queries
from hangot.training.scenes import scene

Typed = dict[str, DeskForm]


@page(right="training.see", door="training")
def training(request: Any, training_id: UUID) -> HttpResponse:
    """Everything about one training; as PDF the list to sign, or all certificates."""
    one = showing.sheet(training_id, request.actor, at=request.at)
    sees(request, thing=training_id)
    wanted = request.GET.get("as", "")
    if wanted in PAPERS:
        may("training.door", request.actor, scene(one.it, at=request.at))
        return _pdf(request, lambda: PAPERS[wanted](one, request.at))
    return shown(request, one, {})


PAPERS: dict[str, Callable[[Sheet, Any], bytes]] = {
    "invitation": lambda one, at: paper.invitation(one, at=at),
    "list": lambda one, at: paper.participants(one, at=at),
    "certificates": lambda one, at: paper.certificates(
        one, [place for place in one.places if place.it.number], at=at
    ),
}


def shown(request: Any, one: Sheet, typed: Typed) -> HttpResponse:
    """The page, with what was typed and not taken."""
    mine, pack = one.mine, one.pack
    agencies = [(a.pk, a.label) for a in one.rooms.agencies.values()]
    forms: Typed = {
        "invite": InviteForm(pack=pack, agencies=agencies),
        "register": GuestForm(pack=pack, agencies=agencies, auto_id="guest_%s"),
        "answer": AnswerForm(auto_id="answer_%s"), "share": ShareForm(auto_id="share_%s"),
        "reply": SurveyForm(questions=pack.training.questions, auto_id="reply_%s"),
        "bring": PaperForm(auto_id="paper_%s"), "attend": DeskForm(), **typed,
    }  # fmt: skip
    context = {
        "one": one, "it": one.it, "course": course(pack, one.it), "forms": forms,
        "failed": list(typed.values()), "state": pack.life("training").label(one.it.state),
        "rows": showing.rows(one), "counts": showing.counts(one), "papers": showing.papers(one),
        "mine": mine, "mine_state": pack.life("trainee").label(mine.it.state) if mine else None,
        "door": one.may("training.door"), "runs": one.may("trainee.invite"),
        "survey": showing.survey(one),
        "least": pack.indicators.least, "limit": settings.HANGOT_UPLOAD_BYTES // MEGABYTE,
        "picked": {str(x) for x in request.POST.getlist("came")},
    }  # fmt: skip
    return render(request, "desk/training/one.html", context, status=422 if typed else 200)


@page(right="training.see", door="training.paper")
def training_paper(request: Any, material_id: UUID) -> HttpResponse:
    """One document as a download."""
    row, content = actions.hand_out(material_id=material_id, by=request.actor, at=request.at)
    response = HttpResponse(content, content_type=row.content_type)
    response.headers["Content-Disposition"] = disposition(row.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@page(right="training.see", door="training.certificate")
def training_certificate(request: Any, trainee_id: UUID) -> HttpResponse:
    """The certificate of one person: for that person, and for who held the training."""
    row = queries.certified(trainee_id)
    one = showing.sheet(row.training_id, request.actor, at=request.at)
    sees(request, thing=trainee_id)
    place = next((each for each in one.places if each.it.pk == trainee_id), None)
    mine = one.mine is not None and one.mine.it.pk == trainee_id
    if place is None or not place.name or not (mine or one.may("training.door")):
        raise Hidden
    return _pdf(request, lambda: paper.certificates(one, [place], at=request.at))


def _pdf(request: Any, make: Callable[[], bytes]) -> HttpResponse:
    try:
        response = HttpResponse(make(), content_type="application/pdf")
    except NoFont:
        return errors.refused(request, NO_FONT, status=503)
    response.headers["Content-Disposition"] = 'inline; filename="training.pdf"'
    return response
