"""SQL by which the house keeps two people's ways apart without telling anybody why.

Each function answers with one thing that has several causes: a way in is closed because its seats
are taken or because somebody is there; a call waits because the room is taken or because of who
passes. The application never learns which it was. Both answer in the planning purpose only, for
the subject of the signed scope.
"""

CROSSING = """
create policy crossed on public.hangot_visit for select to hangot_owner using (true);
create policy crossed on public.hangot_stop for select to hangot_owner using (true);

-- Whom somebody must not meet at a moment; called by the two functions below only.
create function hg.apart(who uuid, since timestamptz) returns table (other uuid, whole boolean, gap interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive pairs as (
    select one_id as a, other_id as b from public.hangot_identitylink where state = 'linked'
    union all select other_id, one_id from public.hangot_identitylink where state = 'linked'),
  mine(id) as (select who union select p.b from pairs p join mine m on m.id = p.a),
  others(id, whole, gap) as (
    select case when r.one_id in (select id from mine) then r.other_id else r.one_id end,
      r.scope <> 'zone', make_interval(mins => r.buffer_minutes)
    from public.hangot_separationrule r
    where (r.one_id in (select id from mine) or r.other_id in (select id from mine))
      and r.scope <> 'conference' and r.starts <= since and (r.ends is null or r.ends > since)
    union select p.b, o.whole, o.gap from pairs p join others o on o.id = p.a)
  select id, bool_or(o.whole), max(o.gap) from others o group by id
$$;

-- Ways in, and seats as 'way:seat', that are not to be given to the person of the scope.
create function hg.ways_closed(since timestamptz, until timestamptz) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  c text[] := hg.ctx();
  today date := (since at time zone 'Asia/Seoul')::date;
begin
  if c is null or c[7] <> 'planning' or nullif(c[10], '') is null then return '{}'; end if;
  return array(
    select v.zone from public.hangot_visit v
    where v.centre_id = c[3]::uuid and v.day = today and v.state in ('arrived', 'in_progress')
      and v.subject_id <> c[10]::uuid
    group by v.zone having count(*) >= 8
    union
    select v.zone || ':' || v.seat from public.hangot_visit v
    where v.centre_id = c[3]::uuid and v.day = today and v.state in ('planned', 'arrived', 'in_progress')
      and v.subject_id <> c[10]::uuid and v.starts < until and v.ends > since
    union
    select v.zone from hg.apart(c[10]::uuid, since) a join public.hangot_visit v on v.subject_id = a.other
    where v.day = today and (v.state in ('arrived', 'in_progress')
      or v.state = 'planned' and v.starts - a.gap < until and v.ends + a.gap > since
      or v.state = 'left' and v.left_at + a.gap > since)
    union
    select m.zone from hg.apart(c[10]::uuid, since) a
    join public.hangot_visit v on v.subject_id = a.other and v.day = today
    join public.hangot_stop s on s.visit_id = v.id join public.hangot_room m on m.id = s.room_id
    where s.state in ('waiting', 'called', 'receiving')
      or s.state = 'planned' and s.starts - a.gap < until and s.ends + a.gap > since);
end $$;

-- From when on the person may be called to a stop; null means now. Talks begin late: whoever is
-- expected after one counts with half of the gap that was planned between the two.
create function hg.call_clear_at(which uuid, since timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  c text[] := hg.ctx();
  today date := (since at time zone 'Asia/Seoul')::date;
  here record;
  clear timestamptz;
begin
  if c is null or c[7] <> 'planning' then return since; end if;
  select s.id, s.subject_id, s.room_id, m.zone, since + (s.ends - s.starts) as done into here
  from public.hangot_stop s join public.hangot_room m on m.id = s.room_id
  where s.id = which and s.subject_id = nullif(c[10], '')::uuid;
  if not found then return since; end if;
  select max(w.until) into clear from (
    select greatest(s.ends, since + interval '5 minutes') as until
    from public.hangot_stop s join public.hangot_visit v on v.id = s.visit_id
    where s.room_id = here.room_id and s.id <> here.id and v.day = today and s.state in ('called', 'receiving')
    union all
    select case when v.state = 'left' then v.left_at else greatest(v.ends, since) end + a.gap
    from hg.apart(here.subject_id, since) a join public.hangot_visit v on v.subject_id = a.other
    where v.day = today and (a.whole or v.zone = here.zone) and (
      v.state = 'left' or a.whole and v.state = 'planned' and v.starts - a.gap / 2 < here.done
      or v.state in ('arrived', 'in_progress') and (a.whole or not exists (
        select 1 from public.hangot_stop s where s.visit_id = v.id and s.state in ('called', 'receiving'))))
    union all
    select case when s.state = 'finished' then s.finished_at else greatest(s.ends, since) end + a.gap
    from hg.apart(here.subject_id, since) a
    join public.hangot_visit v on v.subject_id = a.other and v.day = today
    join public.hangot_stop s on s.visit_id = v.id join public.hangot_room m on m.id = s.room_id
    where m.zone = here.zone and (s.state in ('called', 'receiving', 'finished')
      or s.state = 'waiting' and s.starts - a.gap < here.done
      or s.state = 'planned' and s.starts - a.gap / 2 < here.done)
  ) w where w.until > since;
  return clear;
end $$;
"""
