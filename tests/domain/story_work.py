"""People who look for work, and how a desk of the house comes to help them."""

from collections.abc import Sequence
from datetime import date

from hangot import clock
from hangot.cases.models import Case
from hangot.consent import actions as consents
from hangot.core.access import Section
from hangot.directory.models import Service
from hangot.packs.active import profile
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from tests.houses import House, story

JOBS, WELFARE, FINANCE = "employment-centre-1", "welfare-desk-1", "inclusive-finance-desk-1"
WOMEN, SOLDIERS = "womens-reemployment-centre-1", "discharged-soldiers-centre-1"
NEARBY, HELPERS = "local-job-centre-1", "volunteer-centre-1"
POSTS = (
    "reception-1", "counsellor-1", "case-manager-1", "team-lead", "statistics", JOBS, WELFARE, FINANCE,
    "inclusive-finance-desk-2",
    WOMEN, SOLDIERS, NEARBY, HELPERS,
)  # fmt: skip
OVERVIEW, IDENTITY, WORK, PLAN = (
    Section.OVERVIEW, Section.IDENTITY, Section.EMPLOYMENT, Section.PLAN,
)  # fmt: skip
MINA = story("송미나", date(1990, 5, 8), "01000770508")
TAEJUN = story("강태준", date(1994, 2, 11), "01000770211")
SOYEONG = story("문소영", date(1985, 10, 2), "01000771002")


def agreed(
    house: House, case: Case, post: str, sections: Sequence[Section], *, no: Sequence[Section] = (),
    lead: str = "counsellor-1",
) -> None:  # fmt: skip
    """The person answers line by line on paper; what is in `no` is refused."""
    agency, at = house.actors[post].agency, clock.now()
    with house.acts(lead) as by:
        asked = consents.Asked(profile(by.profile).consent.notice_version)
        for section in (*sections, *no):
            line = consents.ask(
                subject=case.person_id, agency=agency, section=section, asked=asked, by=by, at=at
            )
            consents.answer(
                consent_id=line.pk, event="refuse" if section in no else "give", method="paper",
                giver="self", by=by, at=at,
            )  # fmt: skip


def referred(
    house: House, case: Case, post: str, service: str, sections: Sequence[Section], *,
    lead: str = "counsellor-1",
) -> Referral:  # fmt: skip
    """A letter to a desk of the house, accepted there."""
    to, at = house.actors[post], clock.now()
    with house.acts(lead) as by:
        found = Service.objects.get(slug=service, agency_id=to.agency, centre_id=by.centre)
        letter = referrals.Letter(
            found.pk, to.post, tuple(sections), "함께 도와주세요", case_id=case.pk
        )
        sent = referrals.write_and_send(subject=case.person_id, letter=letter, by=by, at=at)
    with house.acts(post) as by:
        referrals.step(
            referral_id=sent.pk, event="accept", said=referrals.Said(), expected=None, by=by, at=at
        )
    return sent


def helped(
    house: House, case: Case, post: str, service: str,
    sections: Sequence[Section] = (OVERVIEW, IDENTITY, WORK), *, no: Sequence[Section] = (),
    lead: str = "counsellor-1",
) -> None:  # fmt: skip
    """Agreed to, and handed to the desk."""
    agreed(house, case, post, sections, no=no, lead=lead)
    referred(house, case, post, service, sections, lead=lead)
