"""A shelter outside the house that is asked for help; invented, like everybody here."""

from datetime import datetime

from hangot import clock
from hangot.core.access import Section
from hangot.directory.models import Agency
from hangot.directory.outside import Outsider
from hangot.referrals import actions as referrals
from hangot.referrals import links
from hangot.referrals.models import Referral
from hangot.referrals.outside import write_down
from tests.worlds import Town

GIVEN = (Section.OVERVIEW, Section.IDENTITY)
SHELTER = Outsider("든든한 집", "Steady House", "02-000-0199", "housing", GIVEN)
ASKED = "오늘 밤 머물 곳이 필요합니다"


def shelter(town: Town) -> Agency:
    """The shelter in the directory, written down by a counsellor the first time."""
    with town.acts("counsellor-1") as by:
        known = Agency.objects.filter(outside=True).first()
        return known or write_down(SHELTER, by=by, at=clock.now())


def ask(
    town: Town, name: str, sections: tuple[Section, ...] = GIVEN, *, at: datetime | None = None
) -> Referral:
    """A person calls, agrees, and the counsellor asks the shelter."""
    at = at or clock.now()
    case, agency = town.open(name, at=at), shelter(town)
    town.agree(name, agency.slug, sections, at=at)
    with town.acts("counsellor-1") as by:
        letter = referrals.Letter(
            agency.services.get().pk, agency.posts.get().pk, sections, ASKED, case_id=case.pk
        )
        sent = referrals.write_and_send(subject=case.person_id, letter=letter, by=by, at=at)
    town.referrals[name, agency.slug] = sent
    return sent


def link(town: Town, referral: Referral, *, at: datetime | None = None) -> links.Secrets:
    """The counsellor makes an answer link."""
    with town.acts("counsellor-1") as by:
        return links.make(referral_id=referral.pk, by=by, at=at or clock.now())[1]
