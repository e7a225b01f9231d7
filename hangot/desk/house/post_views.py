"""Who sits where, and handing a post over: one act, in force at the next request."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.access import posts as seats
from hangot.access.posts import sitting_of, staff_of
from hangot.core.refusal import Hidden
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.work_inputs import of_rows
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.directory.models import Post
from hangot.directory.queries import house
from hangot.packs.active import profile

DONE = Text(
    "직위를 넘겼습니다. 사례와 할 일, 의뢰가 모두 함께 넘어갔습니다.",
    "The post is handed over, with its cases, tasks and referrals.",
)


@page(right="posts.see", door="posts")
def posts(request: Any) -> HttpResponse:
    """All posts by agency, with who sits there since when."""
    actor = request.actor
    rooms, pack = house(actor.centre), profile(actor.profile)
    sat = seats.seated(actor.centre, at=request.at)
    letters = {duty.letter: duty.label for duty in pack.duties.values()}
    groups = [
        {"agency": agency, "posts": [
            {"post": post, "sitting": sat.get(post.pk),
             "duties": [letters[one] for one in post.duties if one in letters]}
            for post in rooms.posts_of(agency.pk)
        ]}
        for agency in rooms.desks
    ]  # fmt: skip
    groups = [group for group in groups if group["posts"]]
    context = {"groups": groups, "moves": opens("post.move", actor.duties)}
    return render(request, "desk/house/posts.html", context)


class SuccessorForm(forms.Form):
    """Who takes the post over, and which sitting the page showed."""

    expected = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: list[tuple[UUID, Text]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["successor"] = of_rows(staff, label=say("이어받을 사람", "Successor"))


@page(right="post.move", door="posts.move", methods=("GET", "POST"))
def post_move(request: Any, post_id: UUID) -> HttpResponse:
    """Hand a post to somebody of the same agency."""
    post = (
        Post.objects.filter(pk=post_id, centre_id=request.actor.centre)
        .select_related("agency")
        .first()
    )
    if post is None:
        raise Hidden
    seats.may_hand_over(post, None, by=request.actor, at=request.at)
    now = sitting_of(post.pk)
    staff = [
        (one.pk, Text(str(one.name), str(one.name)))
        for one in staff_of(post.agency_id)
        if now is None or one.pk != now.worker_id
    ]
    form = SuccessorForm(
        request.POST or None, staff=staff, initial={"expected": now.pk if now else None}
    )
    if request.method == "POST" and form.is_valid() and attempt(
        request, form, right="post.move", act=lambda: seats.hand_over(
            post_id=post_id, successor_id=form.cleaned_data["successor"],
            expected=form.cleaned_data["expected"], by=request.actor, at=request.at,
        ),
    ):  # fmt: skip
        messages.success(request, str(DONE))
        return to("posts")
    context = {"post": post, "sitting": now, "form": form}
    return render(request, "desk/house/post_move.html", context, status=422 if form.errors else 200)
