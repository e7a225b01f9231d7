"""Numbers of identity papers: kept only by an agency whose task a statute names, off by default.

A resident number is never a key, never searched, never shown in a list (개인정보보호법 24조의2).
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from hangot.access.queries import need
from hangot.access.trail import remember
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import NotAllowed
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.directory.models import Agency
from hangot.people.models import PersonIdentifier

NOT_HERE = Text(
    "이 번호는 받지 않습니다. 법이 정한 기관의 업무에만 적을 수 있습니다.",
    "This number is not taken. Only an agency whose task a statute names may keep it.",
)


def keep(*, person_id: UUID, kind: str, value: str, by: Actor, at: datetime) -> PersonIdentifier:
    """Keep a number in the agency's own vault, with the statute beside it; NotAllowed otherwise.

    `HANGOT_IDENTIFIERS` maps an agency's slug to kinds and the article that allows them.
    """
    may("identifier.write", by, Scene(at))
    need(by, person_id, Section.IDENTITY, Level.FULL, at=at)
    agency = Agency.objects.get(pk=by.agency)
    statute = settings.HANGOT_IDENTIFIERS.get(agency.slug, {}).get(kind)
    if not statute:
        raise NotAllowed("no_statute", NOT_HERE)
    row = PersonIdentifier(
        centre_id=by.centre, subject_id=person_id, section=Section.IDENTITY.number,
        agency_id=by.agency, post_id=by.post, created_at=at, kind=kind, value=value, statute=statute,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("identifier.write", by=by, at=at, subject=person_id, section=Section.IDENTITY)
    return row
