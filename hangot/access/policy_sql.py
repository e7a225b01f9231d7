"""The SQL of the policies, and two guards of rows that no policy can express: before and after."""

from hangot.access.policies import SIGN_IN, TABLES
from hangot.access.policy_words import PREFIX, Rule

MANY = "subjects"
"""The column of a row about several people at once: kept from whoever is kept out of one of them."""

GUARDS = """
-- A row never moves to another person: not even the rows one may write.
create function hg.stays() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'a row stays with its person' using errcode = 'insufficient_privilege';
end $$;

create function hg.own_account() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  chief boolean := coalesce(hg.ctx_centre() = old.centre_id and hg.ctx_duties() && array['N', 'D'], false);
begin
  if (old.id, old.centre_id, old.agency_id, old.account) is distinct from (new.id, new.centre_id, new.agency_id, new.account) then
    raise exception 'an account stays what it is' using errcode = 'insufficient_privilege';
  end if;
  if not chief and (old.is_active, old.name, old.email) is distinct from (new.is_active, new.name, new.email) then
    raise exception 'only an administrator changes an account' using errcode = 'insufficient_privilege';
  end if;
  if not chief and old.password is distinct from new.password and hg.ctx_worker() is distinct from old.id then
    raise exception 'only its owner changes a password' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create function hg.past_stays() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if old.until is not null
    or (old.id, old.centre_id, old.worker_id, old.post_id, old.since, old.appointed_by)
      is distinct from (new.id, new.centre_id, new.worker_id, new.post_id, new.since, new.appointed_by) then
    raise exception 'a sitting is only ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger past_stays before update on public.hangot_sitting for each row execute function hg.past_stays();

-- What a post may do is the pack's: nobody who sits in the house gives a post another duty.
create function hg.duties_stay() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the duties of a post stay' using errcode = 'insufficient_privilege';
end $$;
create trigger duties_stay before update on public.hangot_post for each row
  when ((old.duties, old.agency_id, old.slug) is distinct from (new.duties, new.agency_id, new.slug))
  execute function hg.duties_stay();

-- What was finished about a person, and the text of a form, stay as they are.
create function hg.answers_stay() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'what was answered stays' using errcode = 'insufficient_privilege';
end $$;
create trigger answers_stay before update on public.hangot_response for each row
  when (old.state <> 'draft' and (old.form, old.answers, old.result, old.asked_on, old.finished_at, old.post_id)
    is distinct from (new.form, new.answers, new.result, new.asked_on, new.finished_at, new.post_id))
  execute function hg.answers_stay();
create trigger alarm_stays before update on public.hangot_alarm for each row
  when ((old.state = 'settled' and old is distinct from new) or (old.what, old.errand, old.for_agency, old.report, old.due, old.post_id)
    is distinct from (new.what, new.errand, new.for_agency, new.report, new.due, new.post_id))
  execute function hg.answers_stay();
create trigger form_stays before update on public.hangot_formchange for each row
  when ((old.code, old.number, old.digest, old.worker_id, old.post_id)
    is distinct from (new.code, new.number, new.digest, new.worker_id, new.post_id))
  execute function hg.answers_stay();

-- A month of the log that was signed stays as it was signed.
create trigger month_stays before update on public.hangot_monthreview for each row
  when (old.closed_at is not null
    or (old.id, old.centre_id, old.month, old.entries, old.opened_at, old.opened_by)
      is distinct from (new.id, new.centre_id, new.month, new.entries, new.opened_at, new.opened_by))
  execute function hg.answers_stay();

-- An answer link is only opened, counted and ended: it never comes back and leads nowhere else.
create function hg.link_stays() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if old.ended_at is not null
    or (old.id, old.centre_id, old.referral_id, old.subject_id, old.from_agency, old.agency_id,
        old.digest, old.code, old.made_at, old.ends)
      is distinct from (new.id, new.centre_id, new.referral_id, new.subject_id, new.from_agency, new.agency_id,
        new.digest, new.code, new.made_at, new.ends) then
    raise exception 'an answer link is only ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger link_stays before update on public.hangot_answerlink for each row execute function hg.link_stays();

-- An emergency ends when it was said to end, or earlier.
create function hg.glass_stays() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if new.ends_at > old.ends_at
    or (old.sections, old.agency_id, old.post_id, old.worker_id, old.opened_at)
      is distinct from (new.sections, new.agency_id, new.post_id, new.worker_id, new.opened_at) then
    raise exception 'an emergency is only ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger glass_stays before update on public.hangot_breakglass for each row execute function hg.glass_stays();
create trigger own_account before update on public.hangot_worker for each row execute function hg.own_account();
"""


def table_sql(name: str, rule: Rule) -> list[str]:
    """Enable, force and write the policies of one table; grant no more than they allow."""
    table = PREFIX + name
    lines = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy seen on {table} for select to hangot_app using ({rule.read})",
    ]
    verbs = ["select"]
    for verb, shape in (("insert", "with check"), ("update", "using"), ("delete", "using")):
        if condition := getattr(rule, verb):
            lines.append(
                f"create policy {verb}s on {table} for {verb} to hangot_app {shape} ({condition})"
                + (f" with check ({rule.left})" if verb == "update" and rule.left else "")
            )
            verbs.append(verb)
    if rule.denied_by:
        lines.append(
            f"create policy denied on {table} as restrictive for all to hangot_app using"
            f" ({' and '.join(_not_denied(one) for one in rule.denied_by.split())})"
        )
    lines.extend(_stays(table, rule))
    lines.append(f"grant {', '.join(verbs)} on {table} to hangot_app")
    # `@.` stands for the guarded row: a bare column inside a sub-select would mean the access row's.
    return [line.replace("@.", f"{table}.") for line in lines]


def _stays(table: str, rule: Rule) -> list[str]:
    """A row that may be changed is not moved to another person by it."""
    columns = [one for one in (rule.denied_by or "").split() if one not in ("id", MANY)]
    if not rule.update or not columns:
        return []
    moved = " or ".join(
        f"old.{one} is not null and old.{one} is distinct from new.{one}" for one in columns
    )
    return [
        f"create trigger stays before update on {table} for each row when ({moved})"
        " execute function hg.stays()"
    ]


def _not_denied(column: str) -> str:
    if column == MANY:
        return f"not (@.{column} && (select hg.my_denials())::uuid[])"
    hit = f"@.{column} <> all ((select hg.my_denials())::uuid[])"
    return f"(@.{column} is null or {hit})" if column == "person_id" else hit


def open_sql(table: str) -> list[str]:
    """A table of the sign-in library: forced row security, open to the application role."""
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy sign_in on {table} for all to hangot_app using (true) with check (true)",
        f"create policy upkeep on {table} for all to hangot_owner using (true) with check (true)",
        f"grant select, insert, update, delete on {table} to hangot_app",
    ]


def statements() -> list[str]:
    """All policies, in the order in which a fresh database takes them."""
    lines: list[str] = []
    for name, rule in TABLES.items():
        lines.extend(table_sql(name, rule))
    for table in SIGN_IN:
        lines.extend(open_sql(table))
    return lines
