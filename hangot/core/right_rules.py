"""The rules that rights are written with, and the sentence that says which of them failed.

A rule looks at who acts and at the thing: whose it is, who wrote or proposed it, when. Its name is
its explanation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.text import Text

FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at about the thing: whose it is, who wrote or proposed it, when."""

    at: datetime
    sender: UUID | None = None
    receiver: UUID | None = None
    lead_post: UUID | None = None
    lead_agency: UUID | None = None
    seats: frozenset[UUID] = frozenset()
    proposer: UUID | None = None
    proposer_post: UUID | None = None
    author_post: UUID | None = None
    post_duties: frozenset[str] = frozenset()


Rule = Callable[[Actor, Scene], bool]
Lines = tuple[tuple[Rule, ...], ...]


def signed_in(actor: Actor, scene: Scene) -> bool:
    return True


def duty(*letters: str) -> Rule:
    """The post holds one of these duties."""

    def holds_duty(actor: Actor, scene: Scene) -> bool:
        return bool(actor.duties & set(letters))

    holds_duty.__name__ = f"holds_duty_{'_'.join(letters)}"
    return holds_duty


def works_at_sender(actor: Actor, scene: Scene) -> bool:
    return actor.agency == scene.sender


def works_at_receiver(actor: Actor, scene: Scene) -> bool:
    return actor.agency == scene.receiver


def holds_lead_seat(actor: Actor, scene: Scene) -> bool:
    return actor.post == scene.lead_post


def holds_seat(actor: Actor, scene: Scene) -> bool:
    return actor.post == scene.lead_post or actor.post in scene.seats


def holds_post(actor: Actor, scene: Scene) -> bool:
    """The thing is about the post one sits on."""
    return actor.post == scene.author_post


def holds_duty_asked(actor: Actor, scene: Scene) -> bool:
    """The post holds the duty that is asked for, at the agency that is asked."""
    return actor.agency == scene.receiver and bool(actor.duties & scene.post_duties)


def works_at_lead(actor: Actor, scene: Scene) -> bool:
    return actor.agency == scene.lead_agency


OFFICERS = frozenset("SVUN")
"""Who watches over the others: safety, privacy, auditor, administrator."""


def is_no_officers_post(actor: Actor, scene: Scene) -> bool:
    """The post watches over nobody, so those who are watched may fill it."""
    return not scene.post_duties & OFFICERS


def is_not_proposer(actor: Actor, scene: Scene) -> bool:
    """Somebody else than who proposed it: neither the worker nor the post."""
    return actor.worker != scene.proposer and actor.post != scene.proposer_post


def is_proposer(actor: Actor, scene: Scene) -> bool:
    return actor.worker == scene.proposer


def has_fresh_factor(actor: Actor, scene: Scene) -> bool:
    """Proved a second factor within the last five minutes."""
    return actor.proved_at is not None and scene.at - actor.proved_at <= FRESH


DESK = duty("R", "C", "M")
HELPERS = duty("R", "C", "M", "A", "P")
CASEWORK = duty("C", "M")
RUNS = duty("D", "N")
FIELD = duty("C", "M", "A", "P")
DECIDES_BASIS: Lines = (
    (duty("V"), is_not_proposer), (duty("L"), works_at_lead, is_not_proposer),
)  # fmt: skip

SENTENCES: Mapping[str, Text] = {
    "works_at_receiver": Text(
        "의뢰를 받은 기관만 할 수 있습니다.", "Only the agency that received it can do this."
    ),
    "works_at_sender": Text(
        "의뢰나 동의를 맡은 기관만 할 수 있습니다.", "Only the agency that asked can do this."
    ),
    "holds_seat": Text(
        "이 사례의 담당석만 할 수 있습니다. 주담당에게 부탁해 주세요.",
        "Only a post with a seat in this case can do this. Ask the lead post.",
    ),
    "holds_post": Text(
        "자기 근무표나 맡은 팀의 근무표만 고칠 수 있습니다.",
        "Only your own rota, or that of a team you lead, can be changed.",
    ),
    "holds_duty_asked": Text(
        "이 경보를 맡은 직위만 적을 수 있습니다.", "Only the post this alarm is for can record it."
    ),
    "is_not_proposer": Text(
        "스스로 올린 것은 스스로 결재할 수 없습니다. 다른 분께 부탁해 주세요.",
        "What you proposed yourself must be decided by somebody else.",
    ),
    "works_at_lead": Text(
        "이 사례를 이끄는 기관만 할 수 있습니다. 그 기관 팀장에게 부탁해 주세요.",
        "Only the agency that leads this case can do this. Ask its team lead.",
    ),
    "is_no_officers_post": Text(
        "보호책임자·개인정보 보호책임자·감사·시스템관리 자리는 시스템관리 담당만 넘길 수 있습니다.",
        "Only the administrator hands over the posts of the officers, the auditor and administrators.",
    ),
    "has_fresh_factor": Text(
        "먼저 본인 확인을 한 번 더 해 주세요.", "Please prove once more that it is you."
    ),
}
NO_DUTY = Text(
    "지금 앉은 직위로는 할 수 없는 일입니다. 맡은 분께 부탁해 주세요.",
    "The post you sit on cannot do this. Ask the post that does.",
)
