"""The centres of the demo: which pack, whose cast, who comes. The first is the one of the tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hangot.access.founding import Newcomer
from hangot.core.text import Text
from hangot.demo import cast, casts, debtors, jobseekers, northside, stories, trust
from hangot.demo.crowd import Scenes
from hangot.demo.districts import DISTRICTS
from hangot.demo.learning import learned
from hangot.demo.leaving import a_record_ends, files_leave
from hangot.demo.outside import asked_outside
from hangot.demo.palette import DEBTS, FAMILIES, JOBS, VICTIMS, Palette
from hangot.demo.reviewing import reviewed_months
from hangot.demo.scenes import FEW, MANY, SOME
from hangot.demo.stage import Stage
from hangot.demo.today import today

CITY = "city"
Story = Callable[[Stage], Any]


@dataclass(frozen=True, slots=True)
class Town:
    """One centre of the demo. `slug` also begins the account codes of its cast, but the first one's.

    `told`: people with a story of their own; `board`: what today holds; `after`: what is done once
    all is there; `handed_over`: a post that changed hands; `dice`: what makes its crowd differ from
    another's. `tells`: the slug of the city it answers to; `part`: how much of the invented year
    before is its own, 0 for none.
    """

    slug: str
    pack: str
    label: Text | None
    staff: Mapping[str, str]
    palette: Palette
    scenes: Scenes
    told: Sequence[Story] = ()
    board: Story | None = None
    after: Sequence[Story] = ()
    handed_over: str = ""
    dice: str = ""
    prefix: str = ""
    tells: str = ""
    part: float = 0

    def account(self, post: str) -> str:
        """The account code of who sits on a post."""
        return f"{self.prefix}{post}"

    def newcomers(self, password: str = cast.PASSWORD) -> list[Newcomer]:
        """The whole cast, to be hired."""
        return [
            Newcomer(self.account(post), name, password, post) for post, name in self.staff.items()
        ]


def _district(slug: str, label: Text) -> Town:
    if slug == "seongbuk":
        return Town(
            slug, "crisis_family", label, casts.SEONGBUK, FAMILIES, SOME, told=northside.STORIES,
            dice=slug, prefix=f"{slug}.", tells=CITY, part=0.6,
        )  # fmt: skip
    return Town(
        slug, "crisis_family", label, casts.drawn(slug), FAMILIES, FEW, dice=slug,
        prefix=f"{slug}.", tells=CITY, part=0.2 + len(slug) / 10,
    )  # fmt: skip


FIRST = Town(
    "crime_victim", "crime_victim", None, cast.STAFF, VICTIMS, MANY,
    told=(*stories.STORIES, *trust.EVENTS, asked_outside), board=today, after=(reviewed_months, files_leave, a_record_ends),
    handed_over="seoul-welfare-desk-1", part=0.8,
)  # fmt: skip
TOWNS: Sequence[Town] = (
    FIRST,
    Town(CITY, "crisis_family", Text("서울시 총괄", "City of Seoul"), casts.CITY, FAMILIES, (),
         prefix=f"{CITY}."),
    *(_district(slug, label) for slug, label in DISTRICTS),
    Town("plus", "employment_welfare", None, casts.PLUS, JOBS, SOME, told=jobseekers.STORIES,
         dice="plus", prefix="plus.", part=0.7),
    Town("debt", "financial_welfare", None, casts.DEBT, DEBTS, SOME, told=debtors.STORIES, board=learned,
         dice="debt", prefix="debt.", part=1),
)  # fmt: skip
