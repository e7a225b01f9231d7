"""Answer links: an agency outside the house answers one referral, without an account.

The secret of the address and the code travel two ways; of both only keyed hashes are kept. Whoever
brings both acts as a reader of their own: the link for the worker, the referral for the post.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from hangot.access.trail import remember
from hangot.audit import actions as audit
from hangot.core.access import SHARED, Actor, Level, Section
from hangot.core.lives import LINK
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.referrals.models import AnswerLink, Referral
from hangot.referrals.steps import scene
from hangot.tasks.actions import due_at, open_task
from hangot.tasks.fire import locked
from hangot.vault.keys import keys

OPEN = ("sent", "expired", "returned", "accepted", "scheduled", "in_service")
"""While a referral stands here, an agency outside has something to read and to answer."""
DIGITS = 8
MOST_WRONG = 5
DOOR = "answer"
NOT_OUTSIDE = Text(
    "밖의 기관에 보낸 의뢰에만 답 링크를 만들 수 있습니다.",
    "An answer link is only for a referral to an agency outside the house.",
)
NOT_OPEN = Text(
    "이 의뢰는 지금 답을 기다리지 않습니다.", "This referral does not wait for an answer now."
)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is shown once: the secret of the address, and the code that is read out."""

    token: str
    code: str


def make(*, referral_id: UUID, by: Actor, at: datetime) -> tuple[AnswerLink, Secrets]:
    """A new link; the one before it ends at once."""
    referral: Referral = locked(Referral, referral_id, expected=None)
    may("answer_link.make", by, scene(referral, at=at))
    if not referral.service.agency.outside:
        raise Missing("outside", NOT_OUTSIDE)
    if not waits(referral):
        raise Missing("open", NOT_OPEN)
    _end(referral.pk, "renewed", at=at)
    made = Secrets(secrets.token_urlsafe(32), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    link = AnswerLink(
        centre_id=by.centre, referral=referral, subject_id=referral.subject_id,
        from_agency=by.agency, from_post=by.post, agency_id=referral.to_agency,
        digest=digest(made.token), made_at=at,
        ends=due_at(by, "answer_link", at),
    )  # fmt: skip
    link.code = _code(link.pk, made.code)
    link.save(force_insert=True)
    remember(
        "answer_link.make", by=by, at=at, subject=referral.subject_id, thing=referral.pk,
        section=Section.PLAN,
    )  # fmt: skip
    return link, made


def revoke(*, referral_id: UUID, by: Actor, at: datetime) -> bool:
    """The link ends now: whoever is reading is refused at the next click. Was there one?"""
    referral: Referral = locked(Referral, referral_id, expected=None)
    may("answer_link.end", by, scene(referral, at=at))
    if not _end(referral.pk, "revoked", at=at):
        return False
    remember(
        "answer_link.end", by=by, at=at, subject=referral.subject_id, thing=referral.pk,
        section=Section.PLAN,
    )  # fmt: skip
    return True


def end(link_id: UUID, *, at: datetime) -> None:
    """Its time is over, or its referral has ended (the clock)."""
    live = AnswerLink.objects.filter(pk=link_id, ended_at=None)
    if not live.filter(ends__lte=at).update(ended_at=at, why="expired"):
        live.update(ended_at=at, why="done")


def _end(referral: UUID, why: str, *, at: datetime) -> int:
    return AnswerLink.objects.filter(referral_id=referral, ended_at=None).update(
        ended_at=at, why=why
    )


def of(referral: UUID) -> Sequence[AnswerLink]:
    """All links of a referral that one may see, the newest first."""
    return list(AnswerLink.objects.filter(referral_id=referral).order_by("-made_at"))


def waits(referral: Referral) -> bool:
    """Is there something to read and to answer: sent, not over, and nothing withdrawn?"""
    return referral.state in OPEN and referral.sent_at is not None and referral.frozen_at is None


def digest(token: str) -> str:
    """What is kept of the secret of an address; nobody makes it without the key file."""
    return hmac.digest(keys().tokens, f"answer link|{token}".encode(), "sha256").hex()


def _code(link: UUID, code: str) -> str:
    return hmac.digest(keys().tokens, f"answer code|{link}|{code}".encode(), "sha256").hex()


def reader(known: str, *, address: str) -> Actor | None:
    """Who acts by the link with this digest, whatever became of it; None when there never was one."""
    with connection.cursor() as cursor:
        cursor.execute("select * from hg.answer_link(%s)", [known])
        row = cursor.fetchone()
    if row is None:
        return None
    link, centre, agency, referral = row
    pack = Centre.objects.values_list("profile", flat=True).get(pk=centre)
    return Actor(
        worker=link, post=referral, agency=agency, centre=centre, duties=frozenset({LINK}),
        caps=dict.fromkeys(SHARED, Level.FULL), address=address, profile=pack,
    )  # fmt: skip


def enter(code: str, *, by: Actor, at: datetime) -> bool:
    """Is this the code of the reader's own live link? Wrong ones are counted, five lock it."""
    try:
        link: AnswerLink = locked(AnswerLink, by.worker, expected=None)
    except Hidden:
        return False
    if not _live(link, at):
        return False
    if not hmac.compare_digest(link.code, _code(link.pk, code)):
        _wrong(link, by=by, at=at)
        return False
    link.failed, link.openings = 0, link.openings + 1
    link.opened_at = link.opened_at or at
    link.save(update_fields=["failed", "openings", "opened_at"])
    remember(
        "answer_link.open", by=by, at=at, subject=link.subject_id, thing=link.referral_id,
        section=Section.PLAN, kind=audit.READ,
    )  # fmt: skip
    return True


def _wrong(link: AnswerLink, *, by: Actor, at: datetime) -> None:
    link.failed += 1
    locked_now = link.failed >= MOST_WRONG
    if locked_now:
        link.ended_at, link.why = at, "locked"
        open_task(
            "referral.link", subject=link.subject_id, agency=link.from_agency, post=link.from_post,
            thing_kind="referral", thing=link.referral_id, at=at, due=None,
        )  # fmt: skip
    link.save(update_fields=["failed", "ended_at", "why"])
    audit.write(
        "answer_link.open", kind=audit.REFUSED, by=by, at=at, door=DOOR, purpose="support",
        subject=link.subject_id, thing=link.referral_id, section=Section.PLAN,
        because="link_locked" if locked_now else "wrong_code", done=False,
    )  # fmt: skip


def _live(link: AnswerLink, at: datetime) -> bool:
    """Neither ended nor over, and its referral, if one sees it at all, still waits for an answer."""
    if link.ended_at is not None or link.ends <= at:
        return False
    found = Referral.objects.filter(pk=link.referral_id).first()
    return found is not None and waits(found)


def reading(*, by: Actor, at: datetime) -> Referral:
    """The one referral of the reader's link; Hidden from the moment on at which it is closed."""
    rows = Referral.objects.select_related("service").filter(
        links__pk=by.worker, links__ended_at=None, links__ends__gt=at
    )
    found = rows.first()
    if found is None or not waits(found):
        raise Hidden
    return found
