"""A new edition of the directory with every row of it that comes, changes or goes.

Random and not counted: an edition that was taken back must never be met again with another content.
"""

from collections.abc import Mapping

_TABLES: Mapping[str, str] = {
    "hangot_centre": "id", "hangot_agency": "centre_id", "hangot_post": "centre_id", "hangot_service": "centre_id",
}  # fmt: skip

_FUNCTION = """
create function hg.new_edition() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.hangot_edition (centre_id, edition)
  values ((to_jsonb(coalesce(new, old)) ->> tg_argv[0])::uuid, gen_random_uuid())
  on conflict (centre_id) do update set edition = excluded.edition;
  return null;
end $$;
"""


def _trigger(table: str, column: str) -> str:
    return (
        f"create trigger new_edition after insert or update or delete on public.{table}"
        f" for each row execute function hg.new_edition('{column}');\n"
    )


EDITIONS = _FUNCTION + "".join(_trigger(table, column) for table, column in _TABLES.items())
