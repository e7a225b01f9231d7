"""Keys of the feeds: who may hand in reports by program, made and ended by the administrator."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.packs import Choice
from hangot.core.text import Text
from hangot.desk.contacts.fields import OneOf, Typed
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.directory.models import Agency
from hangot.reports import keys
from hangot.reports.models import FeedKey

LONGEST = 60
TOO_LONG = Text("60자까지 적을 수 있습니다.", "Up to 60 characters fit.")
ENDED = Text(
    "열쇠를 끝냈습니다. 이제 아무것도 열지 않습니다.", "The key has ended and opens nothing."
)


class KeyForm(forms.Form):
    """Whose key, and how to tell it from others."""

    def __init__(self, data: Any = None, *, agencies: list[Agency]) -> None:
        super().__init__(data)
        options = [Choice(str(one.pk), one.label) for one in agencies]
        self.fields["agency"] = OneOf(
            options, required=True, widget=forms.Select(),
            label=say("보내는 기관", "Agency that sends"),
        )  # fmt: skip
        self.fields["label"] = Typed(
            required=True, label=say("알아볼 이름", "A name to know it by")
        )

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"])
        if len(label) > LONGEST:
            raise forms.ValidationError(str(TOO_LONG))
        return label


@page(right="feed.govern", door="house.feeds", methods=("GET", "POST"))
def house_feeds(request: Any) -> HttpResponse:
    """Every key of the house; a new one is shown once, on the page that answers."""
    agencies = list(Agency.objects.filter(centre_id=request.actor.centre).order_by("slug"))
    form = KeyForm(request.POST or None, agencies=agencies)
    fresh, status = "", 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 422
        if form.is_valid():
            fresh = keys.make_key(
                agency=UUID(form.cleaned_data["agency"]), label=form.cleaned_data["label"],
                by=request.actor, at=request.at,
            )  # fmt: skip
    names = {one.pk: one.label for one in agencies}
    rows = [
        {"key": one, "agency": names.get(one.agency_id), "over": _over(one, request)}
        for one in FeedKey.objects.filter(centre_id=request.actor.centre).order_by("-made_at")
    ]
    context = {"form": form, "rows": rows, "fresh": fresh, "days": keys.OVERLAP.days}
    return render(request, "desk/reports/feeds.html", context, status=status)


def _over(one: FeedKey, request: Any) -> bool:
    return bool(one.ends_at and one.ends_at <= request.at)


@page(right="feed.govern", door="house.feeds.end", methods=("POST",))
def house_feed_end(request: Any, key_id: UUID) -> HttpResponse:
    """It was lost, or the sender sends no more."""
    keys.end_key(key_id=key_id, by=request.actor, at=request.at)
    messages.success(request, str(ENDED))
    return to("house_feeds")
