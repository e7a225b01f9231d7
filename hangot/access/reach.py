"""SQL that answers, for one person at a time, what an access row lets the asking post see.

The policies of tables that hold one person's record ask here. A statement about one person touches
many tables and few rows: a question per row is cheaper than the same condition, with all it asks of
the signed context, planned and started once in every table. Tables that lists walk over many people
keep the condition itself (`among()` in `policy_words.py`); both are made of the same words.

They belong to the role of the search, which has no other right than to answer: the owner of the
tables sees no access row. That role passes the policy of the access rows, so what the policy adds is
said here again: nobody who is kept out of a person, and a link reads only what it was made for.
"""

from hangot.access.policy_words import Reader, live, seen

INSIDE = Reader(
    agency="nullif(c[4], '')::uuid", post="nullif(c[5], '')::uuid", purpose="c[7]",
    duties="string_to_array(c[8], ',')", cap=lambda part: f"split_part(c[9], ',', {part})::smallint",
)  # fmt: skip
"""The values of a checked context `c`."""

KEPT_OUT = """(d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp())"""
"""A denial `d` names whoever acts in the context `c`, now."""

_READER = """
create policy asked on public.hangot_accessrow for select to hangot_search using (true);
create policy asked on public.hangot_denial for select to hangot_search using (true);
grant select on public.hangot_accessrow, public.hangot_denial to hangot_search;
"""
_SCHEMA = "public."
_ROW = live("who", INSIDE, _SCHEMA)
_ALLOWED = (
    f"""not exists (select 1 from public.hangot_denial d where d.subject_id = who and {KEPT_OUT})"""
)
_OWN_SEAT = f"(a.duty is distinct from 'X' or a.post_id = {INSIDE.post})"
_LEVEL = seen("part", INSIDE, "whose")


def _function(name: str, given: str, answer: str) -> str:
    return f"""
create function hg.{name}({given}) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  return {answer};
end $$;
"""


def _found(more: str) -> str:
    return f"exists ({_ROW} and {_OWN_SEAT} and {more}) and {_ALLOWED}"


REACH = (
    _READER
    + _function("touches", "who uuid", _found("a.duty is distinct from 'X'"))
    + _function("flows", "who uuid", _found("0 < any (a.levels)"))
    + _function(
        "shows", "who uuid, part integer, least_of integer, whose uuid", _found(f"{_LEVEL} >= least_of")
    )
    + _function(
        "reads", "who uuid, part integer, whose uuid, by_post uuid, at_centre uuid",
        f"""case part
    when 13 then by_post = {INSIDE.post} and {INSIDE.cap("13")} >= 3
    when 14 then whose = {INSIDE.agency} and {INSIDE.cap("14")} >= 3
    when 15 then (by_post = {INSIDE.post} or 'S' = any({INSIDE.duties}))
      and at_centre = nullif(c[3], '')::uuid and {INSIDE.cap("15")} >= 3
    else {_found(f"{_LEVEL} >= 3")} end""",
    )
)  # fmt: skip
