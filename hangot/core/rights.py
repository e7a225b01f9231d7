"""The permission map: which post may do what, one line per right.

`sight()` answers how much may be seen, `may()` answers what may be done; an action asks both.
A right is granted if all rules of any of its lines hold. A rule's name is its explanation.
Who may move a state stands in the life tables; the lines here add the relation to the thing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hangot.core.access import Actor
from hangot.core.refusal import NotAllowed
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

RIGHTS: Mapping[str, Lines] = {
    # places
    "today.see": ((signed_in,),),
    "directory.see": ((signed_in,),),
    "posts.see": ((duty("L", "D", "N"),),),
    "post.move": (
        (duty("N"), is_not_proposer),
        (duty("D"), is_no_officers_post, is_not_proposer),
        (duty("L"), works_at_lead, is_no_officers_post, is_not_proposer),
    ),
    "logins.see": ((signed_in,),),
    # arriving
    "notice.find": ((duty("R", "C", "M", "L"),),),
    "notice.see": ((duty("R", "C", "M", "L"),),),
    "notice.write": ((DESK,),),
    "notice.receive": ((HELPERS,),),
    "notice.start": ((DESK,),),
    "notice.no_answer": ((duty("R", "C"),),),
    "notice.reach": ((DESK,),),
    "notice.redirect": ((duty("R", "C"),),),
    "notice.mark_duplicate": ((duty("R", "C"),),),
    "notice.help": ((CASEWORK,),),
    "notice.decline": ((CASEWORK,),),
    "notice.give_up": ((duty("L"),),),
    "notice.open": ((DESK,),),
    "notice.come_back": ((DESK,),),
    "person.find": ((duty("R", "C", "M", "A", "P", "S"),),),
    # the case
    "case.find": ((duty("R", "C", "M", "A", "P", "L", "S", "D"),),),
    "case.see": ((duty("R", "C", "M", "A", "P", "L", "S", "D"),),),
    "section.see": ((duty("R", "C", "M", "A", "P", "L", "S"),),),
    "contact.reveal": ((duty("R", "C", "M", "A", "P", "S"),),),
    "contact.write": ((duty("R", "C", "M", "S"),),),
    "safety.write": ((HELPERS,),),
    "person.write": ((DESK,),),
    "identifier.write": ((duty("A", "P"),),),
    "relationship.write": ((duty("R", "C", "M", "S"),),),
    "need.write": ((CASEWORK,),),
    "note.write": ((FIELD,),),
    "file.write": ((FIELD,),),
    "file.see": ((FIELD,),),
    "task.write": ((duty("C", "M", "A", "P", "L"),),),
    "task.done": ((signed_in,),),
    "delivery.write": ((FIELD,),),
    "accompaniment.write": ((FIELD,),),
    "accompaniment.done": ((FIELD,),),
    "seat.move": ((duty("L"), works_at_lead), (holds_lead_seat,)),
    "case.register": ((DESK,),),
    "case.assess": ((holds_seat,),),
    "case.convene": ((holds_seat,),),
    "case.select": ((duty("M", "L"), works_at_lead),),
    "case.select_urgent": ((duty("L"), works_at_lead),),
    "case.not_select": ((duty("M", "L"), works_at_lead),),
    "case.plan": ((holds_seat,),),
    "case.link_only": ((holds_seat,),),
    "case.activate": ((holds_seat,),),
    "case.suspend": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.resume": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.reassess": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.propose_end": ((holds_seat,),),
    "case.send_back": ((duty("L"), works_at_lead),),
    "case.close": ((duty("L"), works_at_lead, is_not_proposer),),
    "case.begin_aftercare": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.reopen": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.hand_over": ((duty("L"), works_at_lead),),
    "case.archive": ((duty("N"),),),
    "case.destroy": ((duty("V"),),),
    "help.see": ((duty("R", "C", "M", "A", "P", "L"),),),
    "fact.write": ((HELPERS,),),
    "finding.keep": ((HELPERS,),),
    "plan.see": ((duty("C", "M", "A", "P", "L"),),),
    "plan.write": ((holds_seat,),),
    "plan.draft": ((holds_seat,),),
    "plan.agree": ((holds_seat,),),
    "plan.send_back": ((duty("L"), works_at_lead),),
    "plan.approve": ((duty("L"), works_at_lead, is_not_proposer),),
    "plan.start": ((holds_seat,),),
    "plan.revise": ((holds_seat,),),
    "plan.finish": ((holds_seat,),),
    "plan.settle": ((FIELD, holds_seat), (FIELD, works_at_receiver)),
    # what was agreed
    "consent.see": ((duty("R", "C", "M", "A", "P", "L"),),),
    "consent.print": ((duty("R", "C", "M"),),),
    "consent.ask": ((DESK, works_at_lead),),
    "consent.give": ((DESK, works_at_sender),),
    "consent.refuse": ((DESK, works_at_sender),),
    "consent.withdraw": ((DESK, works_at_sender),),
    "consent.expire": ((duty("N"),),),
    "consent.renew": ((DESK, works_at_sender),),
    "consent.invalidate": ((duty("V", "S"),),),
    "basis.propose": ((FIELD,),),
    "basis.approve": DECIDES_BASIS,
    "basis.reject": DECIDES_BASIS,
    "basis.confirm": DECIDES_BASIS,
    "basis.act_now": ((duty("C", "M", "S"),),),
    "basis.end": ((duty("V"),), (duty("L"), works_at_lead)),
    "basis.annul": ((duty("V"),),),
    "basis.find": ((duty("V", "L"),),),
    "disclosure.see": ((duty("R", "C", "M", "A", "P", "V"),),),
    # asking an agency
    "referral.find": ((duty("R", "C", "M", "A", "P"),),),
    "referral.see": ((duty("R", "C", "M", "A", "P"),),),
    "referral.write": ((HELPERS,),),
    "referral.hold": ((works_at_sender,),),
    "referral.send": ((works_at_sender,),),
    "referral.discard": ((works_at_sender,),),
    "referral.return": ((works_at_receiver,),),
    "referral.accept": ((works_at_receiver,), (duty("R"), works_at_sender)),
    "referral.decline": ((works_at_receiver,), (duty("R"), works_at_sender)),
    "referral.expire": ((duty("N"),),),
    "referral.schedule": ((works_at_receiver,), (works_at_sender,)),
    "referral.unschedule": ((works_at_receiver,), (works_at_sender,)),
    "referral.begin": ((works_at_receiver,),),
    "referral.lose": ((works_at_receiver,), (duty("R"), works_at_sender)),
    "referral.complete": ((works_at_receiver,),),
    "referral.inform": ((works_at_sender,),),
    "referral.stop": ((works_at_receiver,),),
    "referral.withdraw": ((works_at_sender,),),
    "referral.acknowledge": ((works_at_sender,),),
    # money
    "benefit.see": ((duty("C", "M", "A", "P", "L"),),),
    "benefit.request": ((duty("C", "M", "A"), works_at_sender),),
    "benefit.check": ((works_at_receiver,),),
    "benefit.approve": ((works_at_receiver, is_not_proposer),),
    "benefit.refuse": ((works_at_receiver, is_not_proposer),),
    "benefit.appeal": ((works_at_sender,),),
    "benefit.pay": ((works_at_receiver,),),
    "benefit.reconcile": ((works_at_receiver,),),
    "benefit.reclaim": ((works_at_receiver,),),
    "benefit.cancel": ((works_at_receiver,), (works_at_sender,)),
    "benefit.find": ((duty("N", "V"),),),
    # times
    "appointment.see": ((duty("R", "C", "M", "A", "P", "L"),),),
    "appointment.plan": ((duty("R", "C", "M", "A"),),),
    "reasons.see": ((duty("R", "C", "M", "A", "S"),),),
    "reasons.find": ((duty("S"),),),
    "appointment.propose": ((duty("R", "C", "M", "A"),),),
    "appointment.lapse": ((duty("N"),),),
    "appointment.book": ((duty("R", "C", "M", "A"), works_at_sender),),
    "appointment.confirm": ((duty("R"),),),
    "appointment.check_in": ((duty("R"),),),
    "appointment.finish": ((works_at_receiver,), (DESK, works_at_lead)),
    "appointment.cancel_person": ((works_at_sender,), (works_at_receiver,), (DESK, works_at_lead)),
    "appointment.cancel_service": ((works_at_receiver,), (duty("R", "C", "M", "L"), works_at_lead)),
    "appointment.move": ((works_at_sender,), (works_at_receiver,), (DESK, works_at_lead)),
    "appointment.miss": ((duty("R"),),),
    "rota.see": ((duty("R", "C", "M", "A", "P", "L", "D"),),),
    "rota.write": (
        (holds_post,),
        (duty("L", "D"), works_at_lead),
        (duty("L"), works_at_receiver),
    ),
    "places.see": ((duty("R", "C", "M", "A", "P", "L", "D", "N"),),),
    "places.write": ((duty("D", "N"),), (duty("L"), works_at_lead)),
    "places.agency": (
        (duty("D", "N"),),
        (duty("L"), works_at_lead),
        (duty("L"), works_at_receiver),
    ),
    "rooms.see": ((duty("R", "C", "M", "A", "P", "L", "D"),),),
    "rota.repair": ((DESK, works_at_lead),),
    # messages
    "message.see": ((HELPERS,),),
    "message.find": ((HELPERS,),),
    "message.write": ((HELPERS,),),
    "message.claim": ((duty("N"),),),
    "message.hand": ((duty("N"),),),
    "message.ask": ((duty("N"),),),
    "message.hold_back": ((duty("N"),),),
    "message.sent": ((duty("N"),),),
    "message.retry": ((duty("N"),),),
    "message.fail": ((duty("N"),),),
    "message.lose": ((duty("N"),),),
    "message.clear": ((HELPERS, works_at_sender),),
    "message.propose": ((HELPERS, works_at_sender),),
    "message.override": ((CASEWORK, works_at_sender, is_not_proposer),),
    "message.told": ((HELPERS, works_at_sender),),
    "message.settle": ((HELPERS, works_at_sender),),
    "message.drop": ((duty("R", "C", "M", "A", "P", "N"),),),
    # figures of the rules
    "rules.see": ((signed_in,),),
    "rule_change.find": ((RUNS,),),
    "rule_change.draft": ((RUNS,),),
    "rule_change.send": ((RUNS, is_proposer),),
    "rule_change.withdraw": ((RUNS, is_proposer),),
    "rule_change.approve": ((RUNS, is_not_proposer),),
    "rule_change.refuse": ((RUNS, is_not_proposer),),
    # the day
    "visit.find": ((duty("R"),),),
    "visit.plan": ((HELPERS,),),
    "visit.plan_again": ((HELPERS,),),
    "visit.arrive": ((duty("R"),),),
    "visit.call_off": ((HELPERS,),),
    "visit.begin": ((HELPERS,),),
    "visit.leave": ((duty("R", "N"),),),
    "visit.give_up": ((duty("R", "N"),),),
    "visit.print": ((DESK,),),
    "stop.find": ((FIELD,),),
    "stop.plan": ((HELPERS,),),
    "stop.queue": ((duty("R"),), (works_at_receiver,)),
    "stop.call": ((duty("R"),), (works_at_receiver,)),
    "stop.receive": ((FIELD, works_at_receiver),),
    "stop.finish": ((FIELD, works_at_receiver),),
    "stop.late": ((duty("R"),), (works_at_receiver,)),
    "stop.skip": ((duty("R"),), (works_at_receiver,)),
    "stop.move": ((duty("R"),), (works_at_receiver,)),
    # safety and trust
    "identity_link.find": ((duty("S"),),),
    "identity_link.suspect": ((duty("C", "M", "S", "N"),),),
    "identity_link.link": ((duty("S"),),),
    "identity_link.differ": ((duty("S"),),),
    "identity_link.unlink": ((duty("S"),),),
    "identity_link.doubt": ((duty("S"),),),
    "separation.write": ((duty("S"),),),
    "denial.write": ((duty("S", "V"),),),
    "break_glass.write": ((duty("C", "M", "A", "P"),),),
    "break_glass.open": ((duty("C", "M", "A", "P"), has_fresh_factor),),
    "break_glass.end": ((is_proposer,), (duty("L", "S", "V"),)),
    "break_glass.find": ((duty("S", "V"),),),
    "break_glass.approve": ((duty("S", "V"), is_not_proposer),),
    "break_glass.object": ((duty("S", "V"), is_not_proposer),),
    "log.see": ((CASEWORK, holds_seat), (duty("V"),), (duty("L"), works_at_lead)),
    "log.print": ((CASEWORK, holds_seat), (duty("V"),)),
    "log.find": ((duty("V"),),),
    "audit.see": ((duty("U", "V"),),),
    "audit.review": ((duty("U", "V"),),),
    "counts.see": ((duty("T", "D", "L", "C"),),),
}

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


def may(right: str, actor: Actor, scene: Scene, who: Collection[str] = ()) -> None:
    """Return if allowed; raise NotAllowed naming the rule that failed. KeyError: no such right."""
    lines = RIGHTS[right]
    if who and not (actor.duties & set(who)):
        raise NotAllowed("holds_duty", NO_DUTY)
    failed = [_first_failing(line, actor, scene) for line in lines]
    if None in failed:
        return
    name = next((f for f in failed if f and not f.startswith("holds_duty")), failed[0]) or ""
    raise NotAllowed(name, SENTENCES.get(name, NO_DUTY))


def _first_failing(line: tuple[Rule, ...], actor: Actor, scene: Scene) -> str | None:
    return next((rule.__name__ for rule in line if not rule(actor, scene)), None)


def opens(right: str, duties: Collection[str]) -> bool:
    """Could a post with these duties do this at all? Decides what a menu shows, nothing else."""
    held = frozenset(duties)
    return any(
        all(
            not rule.__name__.startswith("holds_duty_")
            or held & set(rule.__name__.removeprefix("holds_duty_").split("_"))
            for rule in line
        )
        for line in RIGHTS[right]
    )
