"""Who is invited, by agency and role, and what the invited posts answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.directory.models import Post
from hangot.packs.active import profile
from hangot.tasks.fire import fire
from hangot.training.models import Trainee, TraineeName, Training
from hangot.training.planning import answered, ask
from hangot.training.scenes import place, scene, taken

NOT_YET = Text(
    "이 교육은 초대를 더 보낼 수 없습니다. 준비 중이거나 초대한 교육을 골라 주세요.",
    "No more invitations for this training. Choose one that is in preparation or called.",
)


PRACTICE = frozenset("RCMAPLD")
"""Whoever helps people or leads those who do; who only watches over the house is not owed any."""


def learns(post: Post) -> bool:
    """Is this a post for which trainings are meant? An agency outside has one for everybody."""
    return not post.duties or bool(PRACTICE & set(post.duties))


def role_of(post: Post) -> str:
    """As what somebody comes who sits on a post."""
    return "lead" if {"L", "D"} & set(post.duties) else "staff"


def invite(
    *, training_id: UUID, agencies: Iterable[UUID], roles: Iterable[str], by: Actor, at: datetime
) -> int:
    """Invite the posts of these agencies in these roles; how many places were added.

    An agency outside has one post for whoever it sends: it is invited once in each role.
    """
    training = taken(training_id)
    may("trainee.invite", by, scene(training, at=at))
    if training.state not in ("planned", "called"):
        raise Missing("planned", NOT_YET)
    wanted = set(roles) & set(profile(by.profile).lists["training_roles"])
    posts = Post.objects.filter(agency_id__in=list(agencies), centre_id=by.centre, active=True)
    known = set(
        TraineeName.objects.filter(training_id=training.pk).values_list("post_id", "trainee__role")
    )
    added = 0
    for post in filter(learns, posts.select_related("agency").order_by("slug")):
        for role in sorted(wanted if post.agency.outside else wanted & {role_of(post)}):
            if (post.pk, role) not in known:
                _invite(training, post, role, by=by, at=at)
                added += 1
    return added


def _invite(training: Training, post: Post, role: str, *, by: Actor, at: datetime) -> None:
    row = Trainee(
        centre_id=by.centre, training=training, agency_id=post.agency_id, role=role
    )  # fmt: skip
    fire(row, "invite", by=by, at=at, new=True, subject=None, scene=scene(training, at=at))
    named = TraineeName(
        centre_id=by.centre, trainee=row, training_id=training.pk, agency_id=post.agency_id,
        post_id=post.pk,
    )  # fmt: skip
    named.save(force_insert=True)
    if training.state == "called":
        ask(training, named, by=by, at=at)


def answer(
    *, trainee_id: UUID, event: str, shares: bool | None, by: Actor, at: datetime
) -> Trainee:
    """An invited post says whether it comes, and whether other agencies may read the name."""
    if event not in ("accept", "decline"):
        raise Hidden
    row, named, training = place(trainee_id)
    fire(row, event, by=by, at=at, subject=None, scene=scene(training, at=at, post=named.post_id))
    named.worker_id, named.shares = by.worker, shares
    named.save(update_fields=("worker_id", "shares"))
    answered(training.pk, post=named.post_id, by=by, at=at)
    return row


def share(*, trainee_id: UUID, shares: bool, by: Actor, at: datetime) -> TraineeName:
    """Its bearer says whether other agencies may read the name on the list."""
    _, named, training = place(trainee_id)
    may("trainee.accept", by, scene(training, at=at, post=named.post_id))
    named.shares = shares
    named.save(update_fields=("shares",))
    remember("trainee.accept", by=by, at=at, thing=trainee_id)
    return named
