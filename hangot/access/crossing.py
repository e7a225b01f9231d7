"""SQL by which the house keeps two people's ways apart on the day without telling anybody why.

Each function answers with one thing that has several causes: a way in is closed because its seats
are taken or because somebody is there; a call waits because the room or the corridor is taken or
because of who passes. The application never learns which it was. They answer in the planning
purpose only, for the subject of the signed scope; which room is taken may be known to everybody.
"""

CROSSING = """
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
    where v.centre_id = c[3]::uuid and v.day = today and v.state in ('arrived', 'in_progress')
      and v.subject_id <> c[10]::uuid
    union
    select v.zone from hg.apart(c[10]::uuid, since, since) a
    join public.hangot_visit v on v.subject_id = a.other and v.day = today
    where v.state in ('arrived', 'in_progress') or v.state = 'left' and v.left_at + a.gap > since
    union
    select m.zone from hg.apart(c[10]::uuid, since, since) a
    join public.hangot_visit v on v.subject_id = a.other and v.day = today
    join public.hangot_stop s on s.visit_id = v.id join public.hangot_room m on m.id = s.room_id
    where s.state in ('waiting', 'called', 'receiving')
      or s.state = 'planned' and s.starts - a.gap < until and s.ends + a.gap > since);
end $$;

-- Must the person wait before they are called to a stop? For everybody: while the room is taken, and
-- for three minutes after somebody else was called through the same zone. Of two who must not meet,
-- whoever came first is called first, and the other when they have gone: never do both wait for ever.
create function hg.call_waits(which uuid, since timestamptz) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  c text[] := hg.ctx();
  today date := (since at time zone 'Asia/Seoul')::date;
  here record;
begin
  if c is null or c[7] <> 'planning' then return false; end if;
  select s.id, s.subject_id, s.room_id, m.zone, since + (s.ends - s.starts) as done, v.id as visit,
    v.zone as seat, v.arrived_at into here
  from public.hangot_stop s join public.hangot_room m on m.id = s.room_id
  join public.hangot_visit v on v.id = s.visit_id
  where s.id = which and s.subject_id = nullif(c[10], '')::uuid;
  if not found then return false; end if;
  return exists (
    select 1 from public.hangot_stop s join public.hangot_visit v on v.id = s.visit_id
    join public.hangot_room m on m.id = s.room_id
    where v.centre_id = c[3]::uuid and v.day = today and v.id <> here.visit
      and (s.room_id = here.room_id and s.state in ('called', 'receiving')
        or m.zone = here.zone and coalesce(s.called_at, s.received_at) > since - interval '3 minutes'
          and coalesce(s.called_at, s.received_at) <= since)
    union all
    select 1 from (
      select a.whole, a.gap, v.*, (v.arrived_at, v.id) < (here.arrived_at, here.visit) as earlier,
        exists (select 1 from public.hangot_stop s where s.visit_id = v.id and s.state in ('called', 'receiving'))
          as served
      from hg.apart(here.subject_id, since, since) a
      join public.hangot_visit v on v.subject_id = a.other and v.day = today) v
    where v.state = 'left' and v.left_at + v.gap > since and (v.whole or v.zone = here.zone)
      or v.state in ('arrived', 'in_progress') and case
        when v.whole then v.earlier or v.served
        else v.zone = here.zone and not v.served and (v.earlier or not exists (
          select 1 from public.hangot_stop s join public.hangot_room m on m.id = s.room_id
          where s.visit_id = v.id and s.state = 'waiting' and m.zone in (here.zone, here.seat))) end
    union all
    select 1 from hg.apart(here.subject_id, since, since) a
    join public.hangot_visit v on v.subject_id = a.other and v.day = today
    join public.hangot_stop s on s.visit_id = v.id join public.hangot_room m on m.id = s.room_id
    where m.zone = here.zone and (
      s.state in ('called', 'receiving') or s.state = 'finished' and s.finished_at + a.gap > since
      or v.state in ('arrived', 'in_progress') and s.state in ('planned', 'waiting')
        and (v.arrived_at, v.id) < (here.arrived_at, here.visit) and s.starts - a.gap < here.done));
end $$;

-- From when on each room is next taken, at whole half hours; now for one that somebody waits for.
create function hg.rooms_next(since timestamptz) returns table (room uuid, taken timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  c text[] := hg.ctx();
  today date := (since at time zone 'Asia/Seoul')::date;
begin
  if c is null then return; end if;
  return query
    select t.room_id, to_timestamp(floor(extract(epoch from min(t.starts)) / 1800) * 1800) from (
      select s.room_id, case when s.state = 'planned' then s.starts else since end as starts
      from public.hangot_stop s join public.hangot_visit v on v.id = s.visit_id
      where v.centre_id = c[3]::uuid and v.day = today and v.state in ('planned', 'arrived', 'in_progress')
        and (s.state in ('waiting', 'called', 'receiving') or s.state = 'planned' and s.ends > since)
      union all
      select b.target, lower(h.during) from public.hangot_hold h
      join public.hangot_bookable b on b.number = h.number and b.kind = 'room'
      where h.live and h.centre_id = c[3]::uuid and upper(h.during) > since
        and (lower(h.during) at time zone 'Asia/Seoul')::date = today) t
    group by t.room_id;
end $$;
"""
