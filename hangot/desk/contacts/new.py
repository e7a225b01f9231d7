"""New contact: the story is heard once, whether by phone or at the counter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.lookup import NEEDED, identifiers
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.contacts.forms import ContactForm
from hangot.desk.contacts.people import NOTHING, found_rows, looked_by, reason_for
from hangot.desk.door import page, to
from hangot.desk.typed import uuid_of
from hangot.intake import actions as intake
from hangot.intake.lookup import own_receipt
from hangot.intake.models import Notice
from hangot.packs.active import profile
from hangot.tasks.actions import due_at

WHO = ("name", "birth", "phone")
STARTED = Text(
    "접수 {number}을(를) 저장하고 초기상담을 시작했습니다.",
    "Contact {number} is saved; first counselling has begun.",
)
LOOK_FIRST = Text(
    "접수 {number}을(를) 저장했습니다. 시작하기 전에 이미 아는 분인지 살펴봐 주세요.",
    "Contact {number} is saved. Before you start, look whether the person is known.",
)
SAVED = Text("접수 {number}을(를) 저장했습니다.", "Contact {number} is saved.")


@page(right="notice.write", door="contact.new", methods=("GET", "POST"))
def new_contact(request: Any) -> HttpResponse:
    """One page for everything that is heard first; looking the person up keeps what was typed."""
    pack, act = profile(request.actor.profile), request.POST.get("act", "")
    if request.method != "POST":
        return _show(request, ContactForm(pack=pack, at=request.at))
    if act == "begin":
        typed = {name: request.POST.get(name, "") for name in WHO}
        return _show(request, ContactForm(pack=pack, at=request.at, initial=typed))
    form = ContactForm(request.POST, pack=pack, at=request.at)
    if act == "look":
        return _look(request, form)
    notice = _saved(request, form, act) if form.is_valid() else None
    if notice is None:
        return _show(request, form, status=422)
    return _onward(request, notice, act)


def _saved(request: Any, form: ContactForm, act: str) -> Notice | None:
    receipt = uuid_of(request.POST.get("receipt", ""))

    def save() -> Notice:
        notice = intake.receive(
            story=form.story(), by=request.actor, at=request.at, receipt_id=receipt
        )
        if act == "start" and (receipt or identifiers(form.query()) < NEEDED):
            intake.start(
                notice_id=notice.pk, receipt_id=None, expected=None, by=request.actor, at=request.at
            )
            notice.state = "screening"
        return notice

    return gained(request, form, save, right="notice.receive")


def _onward(request: Any, notice: Notice, act: str) -> HttpResponse:
    if act == "redirect":
        return to("notice_step", notice.pk, "redirect")
    said = SAVED
    if act == "start":
        said = STARTED if notice.state == "screening" else LOOK_FIRST
    tell = messages.warning if said is LOOK_FIRST else messages.success
    tell(request, str(said.format(number=notice.number)))
    return to("notice", notice.pk)


def _look(request: Any, form: ContactForm) -> HttpResponse:
    """Look the person up; only what is needed for that has to be right."""
    form.only(WHO)
    if form.errors:
        return _show(request, form, status=422)
    reason = reason_for(request.POST.get("channel", ""))
    found = gained(
        request, form, right="person.find",
        act=lambda: intake.look_up(
            query=form.query(), reason=reason, by=request.actor, at=request.at
        ),
    )  # fmt: skip
    return _show(request, form, found=found, status=200 if found else 422)


def _show(
    request: Any, form: ContactForm, *, found: intake.Found | None = None, status: int = 200
) -> HttpResponse:
    pack = profile(request.actor.profile)
    known = uuid_of(request.POST.get("receipt", ""))
    receipt = found.receipt if found else own_receipt(known) if known else None
    context = {
        "form": form, "echo": form.echo(), "receipt": receipt,
        "looked_by": looked_by(receipt) if receipt else "",
        "rows": found_rows(found.people) if found else (), "left": found.left if found else None,
        "nothing": NOTHING,
        "first": pack.first_contact, "police": pack.hotlines.get("police"),
        "due": due_at(request.actor, "first_contact", request.at),
    }  # fmt: skip
    return render(request, "desk/contacts/new.html", context, status=status)
