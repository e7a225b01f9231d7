"""SQL that the policies stand on: the signed context, denials, the audit chain, the search.

Only core PostgreSQL: no extension. Each definer function pins its search path, and
`DEFINERS` is the list of those that `hangot db check` allows.
"""

from collections.abc import Iterable, Mapping, Sequence

from hangot.access.crossing import CROSSING
from hangot.access.editions import EDITIONS
from hangot.access.meeting import PRESENCE
from hangot.access.reach import KEPT_OUT, REACH
from hangot.core.lives import Life

DEFINERS: Sequence[str] = (
    "hg.ctx", "hg.my_denials", "hg.audit_link", "hg.find", "hg.busy", "hg.at_homes", "hg.free_expired", "hg.kept_away", "hg.barred",
    "hg.same_person", "hg.apart", "hg.presence", "hg.here", "hg.tell_safety", "hg.one_table", "hg.ways_closed", "hg.call_waits",
    "hg.touches", "hg.flows", "hg.shows", "hg.reads",
    "hg.rooms_next", "hg.answer_link", "hg.my_link", "hg.leads_to_opponent", "hg.in_danger", "hg.said_elsewhere",
)  # fmt: skip

# Left out of every backup: made anew where one is put back.
CONTEXT_KEY = """
create table hg.context_key (one boolean primary key default true check (one), inner_pad bytea, outer_pad bytea);
alter table hg.context_key enable row level security;
create policy keeper on hg.context_key for all to hangot_owner using (true) with check (true);
"""

CONTEXT = f"""
create schema hg;
{CONTEXT_KEY.strip()}
"""

CHECKING = f"""
create function hg.ctx() returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
  raw bytea := convert_to(current_setting('app.ctx', true), 'UTF8');
  cut integer := octet_length(raw) - 64;
  inside bytea;
  outside bytea;
  parts text[];
begin
  if cut is null or cut < 2 then return null; end if;
  select inner_pad, outer_pad into inside, outside from hg.context_key;
  if encode(sha256(outside || sha256(inside || substring(raw for cut))), 'hex')
     is distinct from encode(substring(raw from cut + 1), 'escape') then return null; end if;
  parts := string_to_array(convert_from(substring(raw for cut), 'UTF8'), '|');
  if parts[1] <> 'hg1' or parts[2]::bigint < extract(epoch from statement_timestamp()) then return null; end if;
  return parts;
end $$;

create function hg.ctx_centre() returns uuid language sql stable as $$ select nullif((hg.ctx())[3], '')::uuid $$;
create function hg.ctx_agency() returns uuid language sql stable as $$ select nullif((hg.ctx())[4], '')::uuid $$;
create function hg.ctx_post() returns uuid language sql stable as $$ select nullif((hg.ctx())[5], '')::uuid $$;
create function hg.ctx_worker() returns uuid language sql stable as $$ select nullif((hg.ctx())[6], '')::uuid $$;
create function hg.ctx_purpose() returns text language sql stable as $$ select (hg.ctx())[7] $$;
create function hg.ctx_duties() returns text[] language sql stable as $$ select string_to_array((hg.ctx())[8], ',') $$;
create function hg.ctx_caps() returns smallint[] language sql stable as $$ select string_to_array((hg.ctx())[9], ',')::smallint[] $$;
create function hg.ctx_scope() returns uuid language sql stable as $$ select nullif((hg.ctx())[10], '')::uuid $$;
create function hg.ctx_log() returns uuid language sql stable as $$ select nullif((hg.ctx())[11], '')::uuid $$;
create function hg.ctx_token() returns bigint language sql stable as $$ select nullif((hg.ctx())[12], '')::bigint $$;

create function hg.my_denials() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null then return '{{}}'; end if;
  return array(
    select d.subject_id from public.hangot_denial d
    where {KEPT_OUT});
end $$;
"""

AUDIT = """
create function hg.audit_text(e public.hangot_auditentry) returns text language sql immutable as $$
  select string_agg(case when part is null then '-' else length(part) || ':' || part end, '' order by n)
  from unnest(array[
    e.id::text, e.centre_id::text, e.agency_id::text, e.seq::text,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    e.worker_id::text, e.post_id::text, e.act, e.kind, e.subject_id::text, e.object_id::text,
    e.section::text, e.door, e.purpose, e.reason, e.because, e.done::text, e.address
  ]) with ordinality as parts(part, n) $$;

create function hg.audit_link() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare head record;
begin
  -- The person refused at a door cannot know whose record it was; the log must. A number that was
  -- typed is looked up and not kept: it may be no number at all.
  if not new.done and new.reason like 'number:%' then
    select c.person_id, c.id into new.subject_id, new.object_id from public.hangot_case c
    where c.centre_id = new.centre_id and c.number = substr(new.reason, 8);
    new.reason := null;
  end if;
  if not new.done and new.subject_id is null and new.object_id is not null then
    select coalesce(
      (select person_id from public.hangot_case where id = new.object_id),
      (select subject_id from public.hangot_referral where id = new.object_id),
      (select subject_id from public.hangot_benefit where id = new.object_id)) into new.subject_id;
  end if;
  insert into public.hangot_chainhead as h (agency_id, centre_id, seq, hash)
  values (new.agency_id, new.centre_id, 1, repeat('0', 64))
  on conflict (agency_id) do update set seq = h.seq + 1
  returning h.seq, h.hash into head;
  new.seq := head.seq;
  new.previous := head.hash;
  new.recorded_at := clock_timestamp();
  new.hash := encode(sha256(convert_to(new.previous || hg.audit_text(new), 'UTF8')), 'hex');
  update public.hangot_chainhead set hash = new.hash where agency_id = new.agency_id;
  return new;
end $$;
create trigger audit_link before insert on public.hangot_auditentry for each row execute function hg.audit_link();
create policy chain on public.hangot_chainhead for all to hangot_owner using (true) with check (true);
create policy known_denials on public.hangot_denial for select to hangot_owner using (true);
create policy refused_case on public.hangot_case for select to hangot_owner using (true);
create policy refused_referral on public.hangot_referral for select to hangot_owner using (true);
create policy refused_benefit on public.hangot_benefit for select to hangot_owner using (true);
create policy audited on public.hangot_auditentry for select to hangot_auditor using (true);
create policy heads on public.hangot_chainhead for select to hangot_auditor using (true);
grant select on public.hangot_auditentry, public.hangot_chainhead to hangot_auditor;
grant usage on schema hg to hangot_auditor;
"""

SEARCH = """
create index persontokens_found on public.hangot_persontokens using gin (tokens) with (fastupdate = off);
create policy searched on public.hangot_persontokens for select to hangot_search using (true);
grant select on public.hangot_persontokens to hangot_search;
grant usage on schema hg to hangot_search;

create function hg.find(required bigint[], alternatives bigint[], most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine bigint := hg.ctx_token();
  barred uuid[] := hg.my_denials();
begin
  if mine is null then return; end if;
  return query
    with found as materialized (
      select t.person_id from public.hangot_persontokens t
      where t.tokens @> (required || mine) and (cardinality(alternatives) = 0 or t.tokens && alternatives)
        and t.person_id <> all (barred)
      limit least(most, 200))
    select person_id from found;
end $$;
"""

PLANNING = """
create policy planned on public.hangot_hold for select to hangot_owner using (true);
create policy planned on public.hangot_bookable for select to hangot_owner using (true);
create policy planned on public.hangot_appointment for select to hangot_owner using (true);
create policy planned on public.hangot_post for select to hangot_owner using (true);
create policy planned on public.hangot_sitting for select to hangot_owner using (true);
create policy planned on public.hangot_room for select to hangot_owner using (true);
create policy planned on public.hangot_separationrule for select to hangot_owner using (true);
create policy planned on public.hangot_homevisit for select to hangot_owner using (true);
create policy planned on public.hangot_identitylink for select to hangot_owner using (true);

create policy freed on public.hangot_hold for update to hangot_owner using (true) with check (true);

-- Time that nobody booked in its minutes is free, whoever held it; the clock ends the plan later.
-- Whoever was still booking it then began a minute ago at most, and their context ends with it.
create function hg.free_expired() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null then return; end if;
  update public.hangot_hold h set live = false from public.hangot_appointment p
  where p.id = h.appointment_id and h.live and h.centre_id = nullif(c[3], '')::uuid
    and p.state = 'proposed' and p.hold_until <= now() - interval '1 minute';
end $$;

-- Taken time as numbers: of the house, and of the one person who is planned for.
create function hg.busy(since timestamptz, until timestamptz) returns table (taken bigint, span tstzrange)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or c[7] <> 'planning' then return; end if;
  return query
    select h.number, h.during from public.hangot_hold h
    join public.hangot_bookable b on b.number = h.number
    where h.live and h.centre_id = nullif(c[3], '')::uuid and h.during && tstzrange(since, until)
      and (b.kind <> 'person' or b.target = nullif(c[10], '')::uuid);
end $$;

-- When somebody of the house is out at a home, by number; at which home is nowhere in it.
create function hg.at_homes(since timestamptz, until timestamptz) returns table (taken bigint, span tstzrange)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or c[7] <> 'planning' then return; end if;
  return query
    select b.number, tstzrange(v.leaves, v.ends) from public.hangot_homevisit v
    join public.hangot_bookable b on b.target in (v.first_post, v.second_post)
    where v.centre_id = nullif(c[3], '')::uuid and v.state in ('planned', 'departed', 'on_site', 'overdue')
      and v.leaves < until and v.ends > since;
end $$;

-- Who must not serve the person, as numbers; nobody learns whether it is the post or who sits on it.
create function hg.barred(since timestamptz, until timestamptz) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or c[7] <> 'planning' or nullif(c[10], '') is null then return; end if;
  return query
    select distinct b.number from public.hangot_denial d
    join public.hangot_post p on p.centre_id = d.centre_id
      and (p.id = d.post_id or p.agency_id = d.agency_id or exists (
        select 1 from public.hangot_sitting s
        where s.post_id = p.id and s.worker_id = d.worker_id and s.until is null))
    join public.hangot_bookable b on b.target = p.id
    where d.subject_id = c[10]::uuid and d.starts < until and (d.ends is null or d.ends > since);
end $$;
"""

LINKS = """
create policy looked_up on public.hangot_answerlink for select to hangot_owner using (true);
-- Before any context: whoever brings a secret learns which link it is; nobody can list them.
create function hg.answer_link(secret text) returns table (id uuid, centre_id uuid, agency_id uuid, referral_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.centre_id, l.agency_id, l.referral_id from public.hangot_answerlink l where l.digest = secret
$$;
"""
MY_LINK = """
-- The referral of the link that the context acts by, while that link lives.
create function hg.my_link() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or not string_to_array(c[8], ',') && array['X'] then return null; end if;
  return (
    select l.referral_id from public.hangot_answerlink l
    where l.id = nullif(c[6], '')::uuid and l.referral_id = nullif(c[5], '')::uuid
      and l.ended_at is null and l.ends > statement_timestamp());
end $$;
"""

MOVES = """
create table hg.moves (life text, source text, target text, primary key (life, source, target));
alter table hg.moves enable row level security;
create policy read_moves on hg.moves for select using (true);

create function hg.allowed_move() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare before text := case when tg_op = 'INSERT' then '' else old.state end;
begin
  if tg_op = 'UPDATE' and new.version < old.version then
    raise exception 'a version goes only up' using errcode = 'check_violation';
  end if;
  if (tg_op = 'INSERT' or new.state is distinct from old.state) and not exists (
    select 1 from hg.moves m where m.life = tg_argv[0] and m.source = before and m.target = new.state) then
    raise exception 'no such move in the life of %', tg_argv[0] using errcode = 'check_violation';
  end if;
  return new;
end $$;
"""

LIVING: Mapping[str, str] = {
    "notice": "notice",
    "case": "case",
    "referral": "referral",
    "plan": "serviceplan",
    "consent": "consent",
    "basis": "sharingbasis",
    "identity_link": "identitylink",
    "break_glass": "breakglass",
    "appointment": "appointment",
    "visit": "visit",
    "response": "response",
    "alarm": "alarm",
    "form": "formchange",
    "stop": "stop",
    "rule_change": "rulechange",
    "benefit": "benefit",
    "conference": "conference",
    "agenda_item": "agendaitem",
    "action_item": "actionitem",
    "judgement": "judgement",
    "check": "check",
    "home_visit": "homevisit",
    "order": "protectiveorder",
    "message": "message",
    "debt_procedure": "debtprocedure",
    "export": "export",
    "destruction": "destruction",
    "training": "training",
    "trainee": "trainee",
    "item": "item",
    "lending": "lending",
    "removal": "removal",
    "room_fault": "roomfault",
    "job_search": "jobsearch",
}

GRANTS = """
revoke all on all functions in schema hg from public;
grant execute on function hg.ctx_token() to hangot_search;
grant usage on schema hg, public to hangot_app;
grant execute on all functions in schema hg to hangot_app;
revoke execute on function hg.audit_link(), hg.allowed_move(), hg.stays(), hg.own_account(),
  hg.past_stays(), hg.duties_stay(), hg.glass_stays(), hg.answers_stay(), hg.link_stays(), hg.new_edition(),
  hg.same_person(uuid), hg.apart(uuid, timestamptz, timestamptz), hg.presence(uuid, timestamptz, timestamptz)
  from hangot_app;
grant select on hg.moves to hangot_app;
grant execute on function hg.ctx(), hg.my_denials() to hangot_search;
grant usage, select on all sequences in schema public to hangot_app;
-- A dump holds everything but the key of the signed context: pg_dump --exclude-table=hg.context_key
grant usage on schema hg to hangot_backup;
grant select on hg.moves to hangot_backup;
grant select on all tables in schema public to hangot_backup;
grant select on all sequences in schema public to hangot_backup;
"""


# Last of all: once a function is another role's, the owner can no longer take it from PUBLIC.
HAND_OVER = """
grant create on schema hg to hangot_search;
alter function hg.find(bigint[], bigint[], integer) owner to hangot_search;
alter function hg.touches(uuid) owner to hangot_search;
alter function hg.flows(uuid) owner to hangot_search;
alter function hg.shows(uuid, integer, integer, uuid) owner to hangot_search;
alter function hg.reads(uuid, integer, uuid, uuid, uuid) owner to hangot_search;
revoke create on schema hg from hangot_search;
"""


def moves_sql(lives: Iterable[Life]) -> list[str]:
    """The allowed moves of the base tables, and the triggers that refuse every other."""
    lines = [MOVES]
    for life in lives:
        pairs = sorted(_pairs(life))
        values = ", ".join(f"('{life.name}', '{one}', '{two}')" for one, two in pairs)
        table = f"public.hangot_{LIVING[life.name]}"
        lines.append(f"insert into hg.moves values {values};")
        lines.append(
            f"create trigger allowed_move before insert or update on {table}"
            f" for each row execute function hg.allowed_move('{life.name}');"
        )
    return lines


def _pairs(life: Life) -> set[tuple[str, str]]:
    return {
        (life.core(source) if source else "", life.core(step.target))
        for (source, _), step in life.moves.items()
    }


def before_policies() -> list[str]:
    """The signed context, denials and audit functions."""
    return [CONTEXT, CHECKING, REACH, AUDIT, MY_LINK]


def after_policies(lives: Iterable[Life]) -> list[str]:
    """Search, planning, allowed moves and the grants on all of it."""
    return [
        SEARCH,
        PLANNING,
        LINKS,
        PRESENCE,
        CROSSING,
        EDITIONS,
        *moves_sql(lives),
        GRANTS,
        HAND_OVER,
    ]
