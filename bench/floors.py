"""The floor of each job: the same rows read or written by one statement.

What a page reads by statements of its own is taken from there, so that the floor never reads less
than the page; past the policies, it is what they and everything around them are compared with.
Left out is what belongs to sign-in, policy and audit: sessions, log entries, tokens, and access
rows but where a page finds by them what it shows.
"""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from bench.sample import Sample
from hangot import clock
from hangot.access.queries import FIRST, FUTURE, NEWEST
from hangot.cases.queries import GUARDED, LISTED
from hangot.core.clocks import SEOUL
from hangot.desk.cases import list_views
from hangot.desk.cases.case_views import GATHERED
from hangot.desk.today.rows import LOOKED, PEOPLE, SIZE, THEIRS, WAITING, WEEK
from hangot.tasks.queries import LONG_AGO, NEVER, NO_ID, TURNS

_CASES = "array(select case_id from newest)"
LIST = (
    f"with newest as ({NEWEST.sql}) select (select json_agg(n) from newest n),"  # noqa: S608 - our own words
    f" (select json_agg(c) from ({LISTED.sql.replace('%s::uuid[]', _CASES)}) c)"
)
_SUBJECTS = "array(select subject_id from turn union select subject_id from owed)"
TODAY = (
    f"with turn as ({TURNS.sql}), owed as ({THEIRS.sql})"  # noqa: S608 - our own words
    " select (select json_agg(t) from turn t), (select json_agg(o) from owed o),"
    f" (select json_agg(p) from ({PEOPLE.sql.replace('%s::uuid[]', _SUBJECTS)}) p)"
)
PAGE = GATHERED.sql
_FOUND = (
    "select p.id, p.number, p.name, p.birth, k.wrapped from hangot_persontokens t"
    " join hangot_person p on p.id = t.person_id join hangot_datakey k on k.subject_id = p.id"
    " where t.tokens @> %s::bigint[] and t.tokens && %s::bigint[] limit 20"
)
DOOR = "select id, label_ko from hangot_post where id = %s"


def find() -> str:
    """The people found, and the receipt of having looked."""
    return (
        f"with receipt as ({_again('searchreceipt')})"  # noqa: S608 - our own words
        f" select receipt.id, f.* from receipt left join ({_FOUND}) f on true"
    )


def listed(sample: Sample, post: UUID) -> dict[str, object]:
    """The values of `LIST` for somebody on this post."""
    return {
        **_seat(sample, post, clock.now()), "stages": [], "any_stage": True, "last": FUTURE,
        "subject": FIRST, "most": list_views.SIZE * 4 + 4, "size": list_views.SIZE + 1,
    }  # fmt: skip


def today(sample: Sample, post: UUID) -> dict[str, object]:
    """The values of `TODAY` for somebody on this post."""
    now = clock.now()
    return {
        **_seat(sample, post, now), "never": NEVER, "due": LONG_AGO, "after": NO_ID, "most": SIZE + 1,
        "finds": True, "tried": WAITING * 2, "shown": WAITING, "looked": LOOKED, "until": now + WEEK,
    }  # fmt: skip


def case(sample: Sample, slug: str, pk: UUID) -> dict[str, object]:
    """The values of `PAGE` for whoever leads this case."""
    now = clock.now()
    return {
        **_seat(sample, sample.posts[slug], now), "case": pk, "centre": sample.centre,
        "day": now.astimezone(SEOUL).date(), "guarded": list(GUARDED),
    }  # fmt: skip


def _seat(sample: Sample, post: UUID, at: datetime) -> dict[str, object]:
    return {
        "agency": sample.home, "post": post, "duties": ["C", "M"], "purpose": "support", "at": at,
    }  # fmt: skip


def _again(name: str, **other: str) -> str:
    """Insert one more row like one that stands in a table; `other`: columns that must differ."""
    model: type[Model] = apps.get_model("hangot", name)
    columns = [str(field.column) for field in model._meta.concrete_fields]
    given = {"id": "gen_random_uuid()", **other}
    values = ", ".join(given.get(column, column) for column in columns)
    table = model._meta.db_table
    return (
        f"insert into {table} ({', '.join(columns)})"  # noqa: S608 - our own names
        f" select {values} from {table} order by id desc limit 1 returning id"
    )


def contact() -> str:
    """A notice, its first move, the clock and the task that follow."""
    notice = _again("notice", number="left(gen_random_uuid()::text, 12)")
    return _together(notice, _again("moved"), _again("clock"), _again("task"))


def send() -> str:
    """A letter moves on, what was shared is kept, one task ends and another begins."""
    return _together(_STEP, _again("moved"), _again("disclosure"), _TASK, _again("task"))


def accept() -> str:
    """A letter moves on, a reply is kept, one task ends and another begins."""
    return _together(_STEP, _again("moved"), _again("reply"), _TASK, _again("task"))


_STEP = "update hangot_referral set version = version where id = %s returning id, subject_id"
_TASK = (
    "update hangot_task t set done_at = t.done_at from part0"
    " where t.subject_id = part0.subject_id and t.thing_id = part0.id returning t.id"
)


def _together(*parts: str) -> str:
    named = ", ".join(f"part{place} as ({part})" for place, part in enumerate(parts))
    return f"with {named} select count(*) from part0"  # noqa: S608 - our own names
