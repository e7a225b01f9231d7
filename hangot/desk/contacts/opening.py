"""A contact becomes a case: who it is, how the person agreed, who leads."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.cases.models import Case
from hangot.core.packs import Choice, Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.contacts.fields import OneOf, chips
from hangot.desk.contacts.people import called, found_rows
from hangot.desk.door import page, sees, to
from hangot.desk.say import say
from hangot.desk.typed import uuid_of, version_of
from hangot.directory.models import Post
from hangot.intake import queries
from hangot.packs.active import profile
from hangot.people.search import by_ids
from hangot.reports.opening import open_case

LEADS = ["C", "M"]
GO_ON = "go_on"
REOPEN = Text("사례 {number} 다시 열기", "Reopen case {number}")
NEW_CASE = Text("새 사례로 열기", "Open a new case")
OPENED = Text("사례 {number}을(를) 열었습니다.", "Case {number} is open.")


class OpenForm(forms.Form):
    """How the person agreed that the centre keeps a record, and who leads."""

    def __init__(
        self, data: Any = None, *, pack: Profile, posts: list[Post], mine: UUID, ended: Case | None
    ) -> None:
        leads = [Choice(str(post.pk), post.label) for post in posts]
        here = str(mine) if any(post.pk == mine for post in posts) else None
        super().__init__(data, initial={"lead": here})
        self.fields["method"] = OneOf(
            pack.choices("consent_methods"), required=True, widget=chips(),
            label=say("어떻게 답하셨나요?", "How did the person answer?"),
        )  # fmt: skip
        if ended:
            self.fields["again"] = OneOf(_again(ended), required=True, widget=chips(), label=say(
                "마친 사례가 있습니다. 어떻게 할까요?", "There is a case that had ended. What now?"))  # fmt: skip
        self.fields["lead"] = OneOf(
            leads, required=True, widget=chips(), label=say("주담당", "Lead post")
        )


@page(right="notice.open", door="contact.open", methods=("GET", "POST"))
def notice_open(request: Any, notice_id: UUID) -> HttpResponse:
    """Read the question aloud, note the answer, choose the lead."""
    one, actor = queries.told(notice_id).notice, request.actor
    sees(request, subject=one.pk, thing=one.pk)
    pack = profile(actor.profile)
    pack.life("notice").step(one.state, "open")
    posts = Post.objects.filter(agency_id=actor.agency, active=True, duties__overlap=LEADS)
    leads = list(posts.order_by("slug"))
    known = _known(request)
    ended = _ended(known, pack, actor) if known else None
    form = OpenForm(request.POST or None, pack=pack, posts=leads, mine=actor.post, ended=ended)
    if request.method == "POST" and form.is_valid():
        case = gained(request, form, right="notice.open", thing=one.pk, act=lambda: open_case(
            notice_id=one.pk, known=known, method=form.cleaned_data["method"],
            lead_post=UUID(form.cleaned_data["lead"]), expected=version_of(request), by=actor,
            at=request.at, reopen=ended.pk if ended and form.cleaned_data["again"] == GO_ON else None,
        ))  # fmt: skip
        if case:
            messages.success(request, str(OPENED.format(number=case.number)))
            leads = case.lead_post_id == actor.post
            return to("case", case.pk) if leads else to("notice", one.pk)
    people = found_rows(by_ids([known])) if known else []
    if known and not people:
        raise Hidden
    context = {
        "form": form, "notice": one, "called": called(one), "known": people[0] if people else None,
        "ask": pack.consent.collect, "script": pack.consent.script.version,
    }  # fmt: skip
    status = 200 if request.method == "GET" else 422
    return render(request, "desk/contacts/open.html", context, status=status)


def _again(ended: Case) -> list[Choice]:
    return [Choice(GO_ON, REOPEN.format(number=ended.number)), Choice("new", NEW_CASE)]


def _ended(known: UUID, pack: Profile, actor: Any) -> Case | None:
    """A case of the known person that had ended and that this post may open again."""
    found = Case.objects.filter(person_id=known, agency_id=actor.agency).order_by("-registered_at")
    life = pack.life("case")
    for case in found:
        place = case.stage or case.state
        if "reopen" in life.events(place) and actor.duties & set(life.step(place, "reopen").who):
            return case
    return None


def _known(request: Any) -> UUID | None:
    """The person whom the look-up found; hidden in the form or named in the address by its id."""
    given = request.POST if request.method == "POST" else request.GET
    return uuid_of(given.get("known", ""))
