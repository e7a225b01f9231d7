"""Answer links of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.referrals import actions as referrals
from tests.outsiders import ASKED, GIVEN, link, shelter
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

HELP = frozenset("RCMAPLS")


def fill_links(town: Town, *names: str) -> None:
    """The counsellor asks a shelter outside the house about each of them, and makes a link."""
    agency = shelter(town)
    for name in names:
        town.agree(name, agency.slug, GIVEN)
        with town.acts("counsellor-1") as by:
            letter = referrals.Letter(
                agency.services.get().pk, agency.posts.get().pk, GIVEN, ASKED,
                case_id=town.cases[name].pk,
            )  # fmt: skip
            sent = referrals.write_and_send(
                subject=town.cases[name].person_id, letter=letter, by=by, at=clock.now()
            )
        link(town, sent)


def _link(judge: "Judge", row: dict[str, Any]) -> bool:
    """The desk that made it, where it works with people; never the post outside."""
    return row["from_agency"] == judge.actor.agency and bool(judge.actor.duties & HELP)


RULES_OF_LINKS: Mapping[str, Callable[[Any, dict[str, Any]], bool]] = {"answerlink": _link}
