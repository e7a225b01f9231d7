"""The permission map: which post may do what, one line per right.

`sight()` answers how much may be seen, `may()` answers what may be done; an action asks both.
A right is granted if all rules of any of its lines hold. A rule's name is its explanation.
Who may move a state stands in the life tables; the lines here add the relation to the thing.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from hangot.core.access import Actor
from hangot.core.refusal import NotAllowed
from hangot.core.right_rules import (
    CASEWORK,
    DECIDES_BASIS,
    DESK,
    FIELD,
    HELPERS,
    NO_DUTY,
    RUNS,
    SENTENCES,
    Lines,
    Rule,
    Scene,
    duty,
    has_fresh_factor,
    holds_duty_asked,
    holds_lead_seat,
    holds_post,
    holds_seat,
    is_no_officers_post,
    is_not_proposer,
    is_proposer,
    signed_in,
    works_at_lead,
    works_at_receiver,
    works_at_sender,
)
from hangot.core.rights_of_messages import MESSAGES
from hangot.core.rights_of_protection import PROTECTION
from hangot.core.rights_of_times import TIMES
from hangot.core.rights_of_training import TRAINING
from hangot.core.rights_of_visits import VISITS
from hangot.core.rights_of_watching import WATCHING

__all__ = ["NO_DUTY", "RIGHTS", "SENTENCES", "Scene", "allows", "has_fresh_factor", "may", "opens"]

RIGHTS: Mapping[str, Lines] = {
    # places
    "today.see": ((signed_in,),),
    "directory.see": ((signed_in,),),
    "manual.see": ((signed_in,),),
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
    # reports from elsewhere
    "notice.go_another_way": ((duty("R", "C", "M", "L"),),),
    "report.find": ((duty("P", "R"),),),
    "report.write": ((duty("P", "R"),),),
    "report.see": ((duty("R", "C", "M", "L", "P"),),),
    "report.part": ((duty("C", "M", "L"),),),
    "report.answer": ((duty("P"),),),
    "report.measure": ((duty("P"),),),
    "funnel.see": ((duty("T", "L", "D"),),),
    "funnel.exact": ((duty("L"), works_at_lead),),
    "figures.see": ((duty("T", "L", "D"),),),
    "figures.list": ((duty("L"),),),
    "feed.govern": ((duty("N"),),),
    "judgement.see": ((FIELD,),),
    "judgement.say_yes": ((FIELD, holds_seat),),
    "judgement.say_watch": ((FIELD, holds_seat),),
    "judgement.say_no": ((FIELD, holds_seat),),
    # the case
    "case.find": ((duty("R", "C", "M", "A", "P", "L", "S", "D"),),),
    "case.see": ((duty("R", "C", "M", "A", "P", "L", "S", "D"),),),
    "section.see": ((duty("R", "C", "M", "A", "P", "L", "S"),),),
    "contact.reveal": ((duty("R", "C", "M", "A", "P", "S", "X"),),),
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
    "case.waive_survey": ((duty("L"), works_at_lead),),
    "case.select": ((duty("M", "L"), works_at_lead),),
    "case.select_urgent": ((duty("L"), works_at_lead),),
    "case.not_select": ((duty("M", "L"), works_at_lead),),
    "case.plan": ((holds_seat,),),
    "case.link_only": ((holds_seat,),),
    "case.activate": ((holds_seat,),),
    "check.see": ((duty("C", "M", "A", "P", "L"),),),
    "check.arrange": ((holds_seat,), (duty("L"), works_at_lead)),
    "check.plan": ((holds_seat,), (duty("L"), works_at_lead), (FIELD, works_at_receiver)),
    "check.record": ((holds_seat,), (FIELD, works_at_receiver)),
    "check.call_off": ((duty("N"),),),
    "case.suspend": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.resume": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.reassess": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.propose_end": ((holds_seat,),),
    "case.send_back": ((duty("L"), works_at_lead),),
    "case.close": ((duty("L"), works_at_lead, is_not_proposer),),
    "case.begin_aftercare": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.reopen": ((holds_seat,), (duty("L"), works_at_lead)),
    "case.hand_over": ((duty("L"), works_at_lead),),
    "case.within": ((holds_seat,), (duty("L"), works_at_lead)),
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
    # answer links of agencies outside the house
    "outside.govern": ((duty("D", "N"),),),
    "outside.write": ((duty("R", "C", "M", "L", "D", "N"),),),
    "answer_link.make": ((HELPERS, works_at_sender),),
    "answer_link.end": ((HELPERS, works_at_sender),),
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
    # conferences
    "conference.see": ((duty("C", "M", "A", "P", "L", "D"),),),
    "conference.prepare": ((duty("M", "L", "A", "D"),),),
    "conference.write": ((duty("M", "L", "A", "D"), works_at_lead),),
    "conference.call": ((duty("L", "A", "D"), works_at_lead),),
    "conference.postpone": ((duty("L", "A", "D"), works_at_lead),),
    "conference.cancel": ((duty("L", "A", "D"), works_at_lead),),
    "conference.open": ((duty("L", "A", "D"), works_at_lead),),
    "conference.decide": ((duty("L", "A", "D"), works_at_lead),),
    "conference.minute": ((duty("L", "A", "D"), works_at_lead),),
    "conference.close": ((duty("L", "A", "D"), works_at_lead),),
    "conference.sign": ((duty("C", "M", "A", "P", "L", "D"),),),
    "conference.print": ((duty("C", "M", "A", "P", "L", "D"),),),
    "agenda_item.list": ((duty("C", "M", "A", "P", "L"),),),
    "agenda_item.present": ((duty("M", "L", "A", "D"), works_at_lead),),
    "agenda_item.decide": ((duty("M", "L", "A", "D"), works_at_lead),),
    "agenda_item.defer": ((duty("M", "L", "A", "D"), works_at_lead),),
    "agenda_item.withdraw": ((works_at_sender,), (duty("M", "L", "A", "D"), works_at_lead)),
    "agenda_item.confirm": ((duty("C", "M", "A", "P", "L", "D"),),),
    "contribution.write": ((duty("C", "M", "A", "P", "L"),),),
    "action_item.see": ((duty("C", "M", "A", "P", "L"),),),
    "action_item.give": ((duty("M", "L", "A", "D"), works_at_lead),),
    "action_item.finish": ((works_at_receiver,),),
    "action_item.cannot": ((works_at_receiver,),),
    "action_item.miss": ((works_at_receiver,),),
    "action_item.lapse": ((duty("N"),),),
    "action_item.carry": ((duty("N"),),),
    # forms about a person
    "response.see": ((duty("C", "M", "A", "P", "L", "S"),),),
    "response.start": ((FIELD, works_at_sender),),
    "response.finish": ((FIELD, works_at_sender),),
    "response.discard": ((FIELD, works_at_sender),),
    "response.overrule": ((FIELD, works_at_sender),),
    "response.replace": ((FIELD, works_at_sender),),
    "alarm.see": ((duty("C", "M", "A", "P", "L", "S"),),),
    "alarm.raise": ((FIELD,),),
    "alarm.settle": ((holds_duty_asked,), (holds_post,)),
    # forms of the house
    "form.find": ((RUNS,),),
    "form.draft": ((RUNS,),),
    "form.send": ((RUNS, is_proposer),),
    "form.withdraw": ((RUNS, is_proposer),),
    "form.publish": ((RUNS, is_not_proposer),),
    "form.refuse": ((RUNS, is_not_proposer),),
    "form.retire": ((RUNS,),),
    # home visits
    "home_visit.see": ((duty("C", "M", "P", "L"),),),
    "home_visit.plan": ((duty("C", "M", "P", "L"), works_at_sender),),
    "home_visit.set_round": ((duty("M", "L"), works_at_sender),),
    "home_visit.depart": ((holds_seat,),),
    "home_visit.arrive": ((holds_seat,),),
    "home_visit.delay": ((holds_seat,),),
    "home_visit.come_back": ((holds_seat,),),
    "home_visit.lapse": ((duty("N"),),),
    "home_visit.cancel": ((works_at_sender,),),
    # protective orders
    "order.see": ((duty("C", "M", "A", "P", "L", "S"),),),
    **{
        f"order.{event}": ((duty("C", "M", "A", "P"), works_at_sender),)
        for event in (
            "take",
            "apply",
            "record",
            "ask",
            "grant",
            "refuse",
            "extend",
            "change",
            "lift",
        )
    },
    "order.lapse": ((duty("N"),),),
    # debts and the ways out of them
    "debt.see": ((duty("A"),),),
    "debt.write": ((duty("A"),),),
    **{
        f"debt_procedure.{event}": ((duty("A"), works_at_sender),)
        for event in (
            "begin",
            "prepare",
            "file",
            "commence",
            "exempt",
            "fix_plan",
            "discharge",
            "finish",
            "complete",
            "dismiss",
            "withdraw",
        )
    },
    # looking for work, and what employers and schools offer
    "plan.copy": ((duty("C", "M", "A"),),),
    "plan.part": ((duty("C", "M", "A"),),),
    "employment.see": ((duty("A"),),),
    "employment.write": ((duty("A"),),),
    **{
        f"job_search.{event}": ((duty("A"), works_at_sender),)
        for event in ("begin", "start_work", "lose_work", "keep_work", "stop")
    },
    "vacancy.see": ((duty("C", "M", "A"),),),
    "vacancy.write": ((duty("A"),),),
    **TIMES,
    **TRAINING,
    **PROTECTION,
    **MESSAGES,
    # figures of the rules
    "rules.see": ((signed_in,),),
    "rule_change.find": ((RUNS,),),
    "rule_change.draft": ((RUNS,),),
    "rule_change.send": ((RUNS, is_proposer),),
    "rule_change.withdraw": ((RUNS, is_proposer),),
    "rule_change.approve": ((RUNS, is_not_proposer),),
    "rule_change.refuse": ((RUNS, is_not_proposer),),
    **VISITS,
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
    **WATCHING,
    "counts.see": ((duty("T", "D", "L", "C"),),),
}


def may(right: str, actor: Actor, scene: Scene, who: Collection[str] = ()) -> None:
    """Return if allowed; raise NotAllowed naming the rule that failed. KeyError: no such right."""
    lines = RIGHTS[right]
    if allows(right, actor, scene, who):
        return
    if _none_of(who, actor):
        raise NotAllowed("holds_duty", NO_DUTY)
    failed = [_first_failing(line, actor, scene) for line in lines]
    name = next((f for f in failed if f and not f.startswith("holds_duty")), failed[0]) or ""
    raise NotAllowed(name, SENTENCES.get(name, NO_DUTY))


def allows(right: str, actor: Actor, scene: Scene, who: Collection[str] = ()) -> bool:
    """The same question without a refusal: what a page may offer. KeyError: no such right."""
    granted = any(_first_failing(line, actor, scene) is None for line in RIGHTS[right])
    return granted and not _none_of(who, actor)


def _none_of(who: Collection[str], actor: Actor) -> bool:
    """Are there duties of which one is needed, and the actor holds none?"""
    return bool(who) and not actor.duties & set(who)


def _first_failing(line: tuple[Rule, ...], actor: Actor, scene: Scene) -> str | None:
    return next((rule.__name__ for rule in line if not rule(actor, scene)), None)


def opens(right: str, duties: Collection[str]) -> bool:
    """Could a post with these duties do this at all? Decides what a menu shows, nothing else."""
    return _opens(right, frozenset(duties))


@lru_cache(maxsize=4096)
def _opens(right: str, held: frozenset[str]) -> bool:
    return any(
        all(
            not rule.__name__.startswith("holds_duty_")
            or held & set(rule.__name__.removeprefix("holds_duty_").split("_"))
            for rule in line
        )
        for line in RIGHTS[right]
    )
