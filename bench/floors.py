"""The floor of each job: the same rows read or written by one statement.

What belongs to sign-in, policy and audit is left out: sessions, access rows, log entries, tokens.
As many rows as the page shows.
"""

from django.apps import apps
from django.db.models import Model

LIST = (
    "select c.id, c.number, c.stage, p.name, a.sort_at from hangot_accessrow a"
    " join hangot_case c on c.id = a.case_id join hangot_person p on p.id = a.subject_id"
    " where a.agency_id = %s and a.purpose = 'support' and a.post_id = %s and a.case_id is not null"
    " order by a.sort_at desc limit 20"
)
TODAY = (
    "select t.id, t.what, t.due, p.name from hangot_task t"
    " join hangot_person p on p.id = t.subject_id where t.agency_id = %s and t.post_id = %s"
    " and t.done_at is null order by t.due limit 20"
)
PAGE = (
    "select row_to_json(c), (select json_agg(n) from hangot_note n where n.subject_id = c.person_id),"
    " (select json_agg(s) from hangot_sectionsummary s where s.subject_id = c.person_id),"
    " (select json_agg(r) from hangot_referral r where r.subject_id = c.person_id),"
    " (select json_agg(m) from hangot_moved m where m.subject_id = c.person_id),"
    " (select json_agg(k) from hangot_clock k where k.subject_id = c.person_id)"
    " from hangot_case c where c.id = %s"
)
FIND = (
    "select p.id, p.number, p.name, p.birth from hangot_persontokens t"
    " join hangot_person p on p.id = t.person_id where t.tokens @> %s::bigint[] limit 20"
)
DOOR = "select id, label_ko from hangot_post where id = %s"


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
