"""More is heard: the contact is corrected; two people at once see both versions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.korean import mask_phone
from hangot.core.refusal import Stale
from hangot.core.text import Text
from hangot.desk.attempt import refused
from hangot.desk.contacts.forms import ContactForm
from hangot.desk.contacts.people import called
from hangot.desk.contacts.rules import kept
from hangot.desk.door import page, sees, to
from hangot.desk.typed import version_of
from hangot.intake import actions as intake
from hangot.intake import queries
from hangot.intake.models import Notice
from hangot.packs.active import profile

LONG = ("story", "wish")
KEEP = Text(
    "지금 적힌 번호: {mask}. 바꿀 때만 새로 적어 주세요.",
    "The number on file: {mask}. Write one only to replace it.",
)
SOMEBODY = Text("다른 분이 저장함", "Saved by someone else")


@page(right="notice.write", door="contact.edit", methods=("GET", "POST"))
def notice_edit(request: Any, notice_id: UUID) -> HttpResponse:
    """The same page as a new contact, with what is known already."""
    one, pack = queries.told(notice_id).notice, profile(request.actor.profile)
    sees(request, subject=one.pk, thing=one.pk)
    if request.method != "POST":
        form = ContactForm(pack=pack, at=request.at, initial=kept(one))
        return _show(request, one, form)
    form = ContactForm(request.POST, pack=pack, at=request.at)
    if not form.is_valid():
        return _show(request, one, form, status=422)
    try:
        intake.change(
            notice_id=notice_id, story=form.story(phone=one.phone),
            expected=version_of(request) or 0, by=request.actor, at=request.at,
        )  # fmt: skip
    except Stale:
        refused(request, "notice.write", because="stale", thing=notice_id)
        return _both(request, one, form)
    return to("notice", notice_id)


def _show(request: Any, one: Notice, form: ContactForm, status: int = 200) -> HttpResponse:
    hint = KEEP.format(mask=mask_phone(one.phone)) if one.phone else ""
    pack = profile(request.actor.profile)
    context = {
        "form": form, "notice": one, "called": called(one), "echo": form.echo(), "phone_hint": hint,
        "first": pack.first_contact, "police": pack.hotlines.get("police"),
    }  # fmt: skip
    return render(request, "desk/contacts/edit.html", context, status=status)


def _both(request: Any, one: Notice, form: ContactForm) -> HttpResponse:
    """What one wrote beside what is saved now; nothing is thrown away."""
    theirs = kept(one) | {"phone": mask_phone(one.phone) if one.phone else ""}
    rows = [_row(form, name, theirs.get(name)) for name in form.fields if name != "agreed"]
    conflict = {
        "action": request.path, "version": one.version, "once": None, "by": SOMEBODY, "rows": rows,
        "back_url": reverse("notice", args=[one.pk]),
    }  # fmt: skip
    return render(request, "components/conflict.html", {"conflict": conflict}, status=409)


def _row(form: ContactForm, name: str, theirs: Any) -> dict[str, Any]:
    field: Any = form.fields[name]
    mine = form.cleaned_data[name]
    shown = [_words(field, mine), _words(field, theirs)]
    return {
        "name": name, "label": field.label, "mine": shown[0], "theirs": shown[1],
        "long": name in LONG, "differs": shown[0] != shown[1] and (name != "phone" or bool(mine)),
    }  # fmt: skip


def _words(field: Any, value: Any) -> str:
    """Codes as their words, everything else as the form shows it."""
    if hasattr(field, "words"):
        return str(field.words(field.to_python(value)))
    return str(field.prepare_value(value) if value else "")
