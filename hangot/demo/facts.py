"""What people of the demo have told about themselves, so that what may help has something to say."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hangot.demo.walks import Walk
from hangot.eligibility import facts, ruling
from hangot.packs.active import profile

PAPERS = ("left_work_on", "daily_base", "insured_days", "insured_years", "died_on")
RECORDED = ("born_on", "crimes", "household_size")
WORK: Mapping[str, Any] = {
    "leaving_reason": "own_just", "insured_days": 1155, "insured_years": 3, "daily_base": 98_000,
    "hours_a_day": 8, "work_kind": "employee", "seeking_work": True, "disabled": False,
}  # fmt: skip
SAFE: Mapping[str, Any] = {
    "crimes": [{"kind": "stalking"}], "retaliation_feared": True, "move_state": "planning",
    "relation_to_victim": "self", "harm": "none", "household_size": 1, "nationality": "korean",
    "home": "rented", "cannot_stay_home": False,
}  # fmt: skip
DEATH: Mapping[str, Any] = {
    "crimes": [{"kind": "murder"}, {"kind": "robbery"}], "harm": "death", "in_korea": True,
    "offender_kinship": "none", "victim_part": "none", "nationality": "korean",
    "lived_on_victim_income": True, "victim_monthly_income": 4_100_000, "damages_received": 0,
    "other_benefits": 0, "household_size": 3, "living_hard": True,
    "students": [{"level": "high", "times_paid": 0}, {"level": "middle", "times_paid": 0}],
}  # fmt: skip
FAMILY = [
    {"relation": who, "born_on": born, "lived_on_income": True, "disabled": False}
    for who, born in (
        ("spouse", "1980-08-21"), ("child", "2007-02-03"), ("child", "2012-06-30"),
        ("parent", "1955-04-17"),
    )
]  # fmt: skip
SOME: tuple[Mapping[str, Any], ...] = (
    {"household_size": 1, "seeking_work": True, "work_kind": "employee"},
    {"household_size": 3, "home": "rented", "living_hard": True, "region": "seoul"},
    {"retaliation_feared": True, "move_state": "staying"},
    {"household_size": 2, "earned_income": 1_450_000, "seeking_work": False},
    {"case_open": True, "has_counsel": False, "companion_wanted": None},
)


def tell(walk: Walk, told: Mapping[str, Any], *, post: str = "") -> None:
    """Answers as the person gave them, from papers, or confirmed from the record."""
    rules = ruling.packaged(profile(walk.stage.centre.profile).rules).rules
    with walk.stage.played(post or walk.counsellor, walk.at, about=walk.subject) as by:
        for name, given in told.items():
            source: facts.Source = (
                "document" if name in PAPERS else "record" if name in RECORDED else "person"
            )
            facts.tell(
                subject=walk.subject, rules=rules, fact=name, given=given, source=source, by=by,
                at=walk.at,
            )  # fmt: skip


def resigned(walk: Walk) -> None:
    """She gave up her job because somebody followed her, and looks for another one."""
    left = (walk.at.date() - timedelta(days=2)).isoformat()
    tell(walk, {**WORK, **SAFE, "born_on": walk.sketch.birth.isoformat(), "left_work_on": left})


def bereaved(walk: Walk, relation: str) -> None:
    """A member of the family says the same as the others, and who he or she is in it."""
    day = (walk.stage.now.date() - timedelta(days=64)).isoformat()
    when = dict.fromkeys(("incident_on", "harm_known_on", "died_on"), day)
    tell(walk, {**DEATH, **when, "relation_to_victim": relation, "survivors": FAMILY})


def somewhat(walk: Walk) -> None:
    """Some of the crowd have answered a few questions; who, does not hang on the other dice."""
    dice = random.Random(walk.sketch.phone)  # noqa: S311 - invented people
    if dice.random() < 0.3:  # noqa: PLR2004
        tell(walk, dice.choice(SOME))
