"""SQL that knows when two people who must not meet would: who is in the house when, and by what rule.

The application learns times to keep away from, for the one person it plans for. Where a meeting
cannot be planned away, the database itself opens a task that the safety officer alone reads.
"""

PRESENCE = """
create policy crossed on public.hangot_visit for select to hangot_owner using (true);
create policy crossed on public.hangot_stop for select to hangot_owner using (true);
create policy planned on public.hangot_centre for select to hangot_owner using (true);
create policy told on public.hangot_task for select to hangot_owner using (what = 'separation.meet');
create policy tells on public.hangot_task for insert to hangot_owner with check (what = 'separation.meet');

-- Every record of one person.
create function hg.same_person(who uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive pairs as (
    select one_id as a, other_id as b from public.hangot_identitylink where state = 'linked'
    union all select other_id, one_id from public.hangot_identitylink where state = 'linked'),
  mine(id) as (select who union select p.b from pairs p join mine m on m.id = p.a)
  select id from mine
$$;

-- Whom somebody must not meet between two moments, under every record that the other has.
create function hg.apart(who uuid, since timestamptz, until timestamptz)
returns table (rule uuid, other uuid, whole boolean, gap interval, starts timestamptz, ends timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with mine as (select hg.same_person(who) as id)
  select r.id, hg.same_person(case when r.one_id in (select id from mine) then r.other_id else r.one_id end),
    r.scope <> 'zone', make_interval(mins => r.buffer_minutes), r.starts, r.ends
  from public.hangot_separationrule r
  where (r.one_id in (select id from mine) or r.other_id in (select id from mine))
    and r.scope <> 'conference' and r.starts <= until and (r.ends is null or r.ends > since)
$$;

create policy reached on public.hangot_relationship for select to hangot_owner using (kind = 'alleged_perpetrator');
create policy reached on public.hangot_persontokens for select to hangot_owner using (true);

-- Does a number or an address, as keyed tokens, lead to somebody the person of the scope must be
-- kept from? Without a scope the answer is yes: nothing goes. Why, and to whom, nobody learns.
create function hg.leads_to_opponent(marks bigint[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or nullif(c[10], '') is null then return true; end if;
  return exists (
    with mine(id) as (select hg.same_person(c[10]::uuid)),
    theirs(id) as (
      select hg.same_person(r.other_id) from public.hangot_relationship r
      where r.subject_id in (select id from mine) and r.other_id is not null
        and r.kind = 'alleged_perpetrator' and r.ended_at is null
      union select a.other from hg.apart(c[10]::uuid, now(), now()) a),
    perhaps(id) as (
      select id from theirs
      union select l.one_id from public.hangot_identitylink l
      where l.state = 'suspected' and l.other_id in (select id from theirs)
      union select l.other_id from public.hangot_identitylink l
      where l.state = 'suspected' and l.one_id in (select id from theirs))
    select 1 from public.hangot_persontokens t where t.person_id in (select id from perhaps)
      and t.person_id not in (select id from mine) and t.base && marks);
end $$;

-- Is the person of the scope known to be in danger: by a case, or because somebody wrote down who
-- harmed her? Without a scope the answer is yes. Who it is, and who wrote it, nobody learns.
create function hg.in_danger() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or nullif(c[10], '') is null then return true; end if;
  return exists (
    with mine(id) as (select hg.same_person(c[10]::uuid))
    select 1 from public.hangot_case k where k.danger and k.person_id in (select id from mine)
    union all
    select 1 from public.hangot_relationship r where r.subject_id in (select id from mine)
      and r.kind = 'alleged_perpetrator' and r.ended_at is null);
end $$;

create policy reached on public.hangot_contactsafety for select to hangot_owner using (replaced_at is null);

-- What the person of the scope allowed on another record of theirs, later than this moment; null when
-- they said nothing there. Without a scope nothing is allowed. Which record it was nobody learns.
create function hg.said_elsewhere(since timestamptz) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or nullif(c[10], '') is null then return '{}'; end if;
  return (
    select s.channels::text[] from public.hangot_contactsafety s
    where s.subject_id in (select hg.same_person(c[10]::uuid)) and s.subject_id <> c[10]::uuid
      and s.replaced_at is null and (since is null or s.asked_at > since)
    order by s.asked_at desc, s.id desc limit 1);
end $$;

-- When somebody is in the house, by what is held for them and by what happened: place null is the
-- stay from door to door, any other a zone. Who is here later than planned is here until now, and a
-- talk that began late takes as long as it was to take.
create function hg.presence(who uuid, since timestamptz, until timestamptz)
returns table (place text, first timestamptz, last timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with days as (
    select v.id, v.zone, v.state = 'left' as gone, coalesce(v.arrived_at, v.starts) as first,
      case v.state when 'planned' then v.ends when 'left' then v.left_at
        else greatest(v.ends, v.arrived_at, now()) end as last
    from public.hangot_visit v
    where v.subject_id = who and v.state in ('planned', 'arrived', 'in_progress', 'left')
      and v.day between (since at time zone 'Asia/Seoul')::date - 1 and (until at time zone 'Asia/Seoul')::date + 1),
  held as (
    select coalesce(m.zone, '') as zone, lower(h.during) as first, upper(h.during) as last
    from public.hangot_bookable b
    join public.hangot_hold h on h.number = b.number and h.live
      and h.during && tstzrange(since - interval '1 day', until + interval '1 day')
    join public.hangot_appointment p on p.id = h.appointment_id
    left join public.hangot_room m on m.id = p.room_id
    where b.target = who and b.kind = 'person'),
  desks as (
    select m.zone, d.gone, coalesce(s.received_at, s.starts) as first,
      case when s.state = 'finished' then s.finished_at when s.state = 'planned' then s.ends
        else greatest(s.ends, s.received_at + (s.ends - s.starts), now()) end as last
    from days d join public.hangot_stop s on s.visit_id = d.id join public.hangot_room m on m.id = s.room_id
    where s.state not in ('skipped', 'moved')),
  bits as (
    select null as place, false as gone, first, last from held
    union all select null, gone, first, last from days
    union all select null, gone, first, last from desks where not gone
    union all select zone, false, first, last from held
    union all select zone, gone, first, last from desks
    union all select zone, gone, first, last from days where zone <> '')
  select place, min(first), max(greatest(first, last)) from bits
  group by place, gone, (first at time zone 'Asia/Seoul')::date
$$;

-- May the person of the scope and these others be spoken of at one table? Nobody learns which of them.
create function hg.one_table(others uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or nullif(c[10], '') is null then return false; end if;
  return not exists (
    select 1 from hg.same_person(c[10]::uuid) me
    join public.hangot_separationrule r on me in (r.one_id, r.other_id)
    cross join lateral hg.same_person(case when r.one_id = me then r.other_id else r.one_id end) o
    where r.scope = 'conference' and o = any(others)
      and r.starts <= statement_timestamp() and (r.ends is null or r.ends > statement_timestamp()));
end $$;

-- Since when the person of the scope is in the house, until now.
create function hg.here(since timestamptz, until timestamptz) returns setof tstzrange
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or c[7] <> 'planning' or nullif(c[10], '') is null then return; end if;
  return query
    select tstzrange(v.arrived_at, greatest(v.arrived_at + interval '1 minute', now(), (
      select max(coalesce(s.finished_at, s.received_at)) from public.hangot_stop s where s.visit_id = v.id)))
    from public.hangot_visit v
    where v.subject_id = c[10]::uuid and v.state in ('arrived', 'in_progress') and v.arrived_at < until
      and v.day >= (since at time zone 'Asia/Seoul')::date;
end $$;

-- When the person must keep away from the house ('' as place) or from one zone of it.
create function hg.kept_away(since timestamptz, until timestamptz) returns table (place text, span tstzrange)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  if c is null or c[7] <> 'planning' or nullif(c[10], '') is null then return; end if;
  return query
    select coalesce(p.place, ''), tstzrange(p.first - a.gap, p.last + a.gap)
    from hg.apart(c[10]::uuid, since, until) a cross join lateral hg.presence(a.other, since, until) p
    where (p.place is null) = a.whole and a.starts <= p.last and (a.ends is null or a.ends > p.first);
end $$;

-- Of each day on which the person of the scope would meet whom they must not, the safety officer is
-- told, once while nobody has answered. Whoever asks is told nothing.
create function hg.tell_safety(since timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c text[] := hg.ctx();
  year timestamptz := since + interval '1 year';
begin
  if c is null or c[7] <> 'planning' or nullif(c[10], '') is null then return; end if;
  -- One after the other, and after whoever books today: of two that happen at once one sees the other.
  perform pg_advisory_xact_lock(hashtextextended(c[3] || ':' || (since at time zone 'Asia/Seoul')::date, 0));
  insert into public.hangot_task (id, centre_id, version, agency_id, duty, subject_id, what, thing_kind,
    thing_id, created_at, due, soft)
  select gen_random_uuid(), c[3]::uuid, 1, (select lead_agency_id from public.hangot_centre where id = c[3]::uuid),
    'S', c[10]::uuid, 'separation.meet', 'separation', m.rule, since, m.due, false
  from (
    select a.rule, min(greatest(mine.first, theirs.first - a.gap, since)) as due
    from hg.apart(c[10]::uuid, since, year) a
    cross join lateral hg.same_person(c[10]::uuid) me
    cross join lateral hg.presence(me, since, year) mine
    cross join lateral hg.presence(a.other, since, year) theirs
    where (mine.place is null) = a.whole and (theirs.place is null) = a.whole
      and (a.whole or mine.place = theirs.place or '' in (mine.place, theirs.place))
      and mine.first < theirs.last + a.gap and theirs.first - a.gap < mine.last
      and least(mine.last, theirs.last + a.gap) > since
    group by a.rule, (greatest(mine.first, theirs.first) at time zone 'Asia/Seoul')::date) m
  where not exists (
    select 1 from public.hangot_task t where t.what = 'separation.meet' and t.thing_id = m.rule and t.done_at is null
      and (t.due at time zone 'Asia/Seoul')::date = (m.due at time zone 'Asia/Seoul')::date);
end $$;
"""
