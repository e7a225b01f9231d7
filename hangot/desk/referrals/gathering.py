"""Everything about one referral that lies in tables, read in one statement."""

from dataclasses import dataclass
from datetime import datetime

from hangot.access.models import AccessRow
from hangot.access.queries import rows_of
from hangot.consent.models import Consent, SharingBasis
from hangot.core.access import Actor
from hangot.core.contact import strip
from hangot.core.text import Text
from hangot.people.models import ContactSafety, Person
from hangot.people.reaching import rule_of
from hangot.referrals.models import Referral, Reply
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together


@dataclass(frozen=True, slots=True)
class File:
    """Everything about one referral that lies in tables, read at once."""

    rows: list[AccessRow]
    person: Person | None
    safety: tuple[Text, ...]
    said: list[Reply]
    agreed: list[Consent]
    laws: list[SharingBasis]


def gather(referral: Referral, by: Actor, at: datetime) -> File:
    """What the row policies let one see of it."""
    subject, agency = referral.subject_id, referral.to_agency
    rows, people, rules, keys, said, agreed, laws = together(
        rows_of(by, at=at).filter(subject_id=subject),
        Person.objects.filter(pk=subject),
        ContactSafety.objects.filter(subject_id=subject, replaced_at=None),
        DataKey.objects.filter(pk__in=[subject, by.centre]),
        Reply.objects.filter(referral_id=referral.pk).order_by("at"),
        Consent.objects.filter(
            subject_id=subject, agency_id=agency, state="given", section__in=referral.sections
        ),
        SharingBasis.objects.filter(subject_id=subject, agency_id=agency, state="active"),
    )
    keyring.take(keys)
    safety = strip(rule_of(rules[0])) if rules else ()
    return File(rows, people[0] if people else None, safety, said, agreed, laws)
