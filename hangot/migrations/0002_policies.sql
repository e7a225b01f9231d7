create schema hg;
create table hg.context_key (one boolean primary key default true check (one), inner_pad bytea, outer_pad bytea);
alter table hg.context_key enable row level security;
create policy keeper on hg.context_key for all to hangot_owner using (true) with check (true);
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
  if c is null then return '{}'; end if;
  return array(
    select d.subject_id from public.hangot_denial d
    where (d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp()));
end $$;
create policy asked on public.hangot_accessrow for select to hangot_search using (true);
create policy asked on public.hangot_denial for select to hangot_search using (true);
grant select on public.hangot_accessrow, public.hangot_denial to hangot_search;

create function hg.touches(who uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  return exists (select 1 from public.hangot_accessrow a where a.agency_id = nullif(c[4], '')::uuid and a.subject_id = who and a.purpose = c[7] and (a.post_id is null or a.post_id = nullif(c[5], '')::uuid) and (a.duty is null or a.duty = any(string_to_array(c[8], ','))) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and (a.duty is distinct from 'X' or a.post_id = nullif(c[5], '')::uuid) and a.duty is distinct from 'X') and not exists (select 1 from public.hangot_denial d where d.subject_id = who and (d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp()));
end $$;

create function hg.flows(who uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  return exists (select 1 from public.hangot_accessrow a where a.agency_id = nullif(c[4], '')::uuid and a.subject_id = who and a.purpose = c[7] and (a.post_id is null or a.post_id = nullif(c[5], '')::uuid) and (a.duty is null or a.duty = any(string_to_array(c[8], ','))) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and (a.duty is distinct from 'X' or a.post_id = nullif(c[5], '')::uuid) and 0 < any (a.levels)) and not exists (select 1 from public.hangot_denial d where d.subject_id = who and (d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp()));
end $$;

create function hg.shows(who uuid, part integer, least_of integer, whose uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  return exists (select 1 from public.hangot_accessrow a where a.agency_id = nullif(c[4], '')::uuid and a.subject_id = who and a.purpose = c[7] and (a.post_id is null or a.post_id = nullif(c[5], '')::uuid) and (a.duty is null or a.duty = any(string_to_array(c[8], ','))) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and (a.duty is distinct from 'X' or a.post_id = nullif(c[5], '')::uuid) and least(coalesce(greatest(a.levels[part], case when whose = a.agency_id then a.own[part] else 0 end), 0), case when a.emergency then 3 else split_part(c[9], ',', part)::smallint end) >= least_of) and not exists (select 1 from public.hangot_denial d where d.subject_id = who and (d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp()));
end $$;

create function hg.reads(who uuid, part integer, whose uuid, by_post uuid, at_centre uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare c text[] := hg.ctx();
begin
  return case part
    when 13 then by_post = nullif(c[5], '')::uuid and split_part(c[9], ',', 13)::smallint >= 3
    when 14 then whose = nullif(c[4], '')::uuid and split_part(c[9], ',', 14)::smallint >= 3
    when 15 then (by_post = nullif(c[5], '')::uuid or 'S' = any(string_to_array(c[8], ',')))
      and at_centre = nullif(c[3], '')::uuid and split_part(c[9], ',', 15)::smallint >= 3
    else exists (select 1 from public.hangot_accessrow a where a.agency_id = nullif(c[4], '')::uuid and a.subject_id = who and a.purpose = c[7] and (a.post_id is null or a.post_id = nullif(c[5], '')::uuid) and (a.duty is null or a.duty = any(string_to_array(c[8], ','))) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and (a.duty is distinct from 'X' or a.post_id = nullif(c[5], '')::uuid) and least(coalesce(greatest(a.levels[part], case when whose = a.agency_id then a.own[part] else 0 end), 0), case when a.emergency then 3 else split_part(c[9], ',', part)::smallint end) >= 3) and not exists (select 1 from public.hangot_denial d where d.subject_id = who and (d.worker_id = nullif(c[6], '')::uuid or d.post_id = nullif(c[5], '')::uuid or d.agency_id = nullif(c[4], '')::uuid)
      and d.starts <= statement_timestamp() and (d.ends is null or d.ends > statement_timestamp())) end;
end $$;
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
alter table hangot_auditentry enable row level security;
alter table hangot_auditentry force row level security;
create policy seen on hangot_auditentry for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (worker_id = (select hg.ctx_worker()) and done or (hangot_auditentry.subject_id is null or hangot_auditentry.subject_id <> all ((select hg.my_denials())::uuid[])) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['D']::text[]) or ((select hg.ctx_duties())::text[] && array['U','V']::text[]) or subject_id = (select hg.ctx_log()))));
create policy inserts on hangot_auditentry for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and worker_id = (select hg.ctx_worker()));
grant select, insert on hangot_auditentry to hangot_app;
alter table hangot_chainhead enable row level security;
alter table hangot_chainhead force row level security;
create policy seen on hangot_chainhead for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V','N']::text[]));
grant select on hangot_chainhead to hangot_app;
alter table hangot_auditreview enable row level security;
alter table hangot_auditreview force row level security;
create policy seen on hangot_auditreview for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]));
create policy inserts on hangot_auditreview for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]));
grant select, insert on hangot_auditreview to hangot_app;
alter table hangot_centrekey enable row level security;
alter table hangot_centrekey force row level security;
create policy seen on hangot_centrekey for select to hangot_app using (true);
create policy inserts on hangot_centrekey for insert to hangot_app with check (true);
grant select, insert on hangot_centrekey to hangot_app;
alter table hangot_datakey enable row level security;
alter table hangot_datakey force row level security;
create policy seen on hangot_datakey for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_datakey for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_datakey for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
create policy deletes on hangot_datakey for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[]));
grant select, insert, update, delete on hangot_datakey to hangot_app;
alter table hangot_persontokens enable row level security;
alter table hangot_persontokens force row level security;
create policy seen on hangot_persontokens for select to hangot_app using (person_id = (select hg.ctx_scope()));
create policy inserts on hangot_persontokens for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_persontokens for update to hangot_app using (person_id = (select hg.ctx_scope()));
create policy deletes on hangot_persontokens for delete to hangot_app using (person_id = (select hg.ctx_scope()));
grant select, insert, update, delete on hangot_persontokens to hangot_app;
alter table hangot_centre enable row level security;
alter table hangot_centre force row level security;
create policy seen on hangot_centre for select to hangot_app using (((select hg.ctx_centre()) is null or id = (select hg.ctx_centre())));
create policy inserts on hangot_centre for insert to hangot_app with check (id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
create policy updates on hangot_centre for update to hangot_app using (id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
grant select, insert, update on hangot_centre to hangot_app;
alter table hangot_agency enable row level security;
alter table hangot_agency force row level security;
create policy seen on hangot_agency for select to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
create policy inserts on hangot_agency for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','L']::text[]) and hangot_agency.outside);
create policy updates on hangot_agency for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
grant select, insert, update on hangot_agency to hangot_app;
alter table hangot_service enable row level security;
alter table hangot_service force row level security;
create policy seen on hangot_service for select to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
create policy inserts on hangot_service for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','L']::text[]) and exists (select 1 from hangot_agency a where a.id = hangot_service.agency_id and a.outside) and hangot_service.minutes = 0);
create policy updates on hangot_service for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
grant select, insert, update on hangot_service to hangot_app;
alter table hangot_post enable row level security;
alter table hangot_post force row level security;
create policy seen on hangot_post for select to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
create policy inserts on hangot_post for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','L']::text[]) and exists (select 1 from hangot_agency a where a.id = hangot_post.agency_id and a.outside) and cardinality(hangot_post.duties) = 0);
create policy updates on hangot_post for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
grant select, insert, update on hangot_post to hangot_app;
alter table hangot_edition enable row level security;
alter table hangot_edition force row level security;
create policy seen on hangot_edition for select to hangot_app using (true);
create policy inserts on hangot_edition for insert to hangot_app with check (true);
create policy updates on hangot_edition for update to hangot_app using (true);
grant select, insert, update on hangot_edition to hangot_app;
alter table hangot_counter enable row level security;
alter table hangot_counter force row level security;
create policy seen on hangot_counter for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_counter for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_counter for update to hangot_app using (centre_id = (select hg.ctx_centre()));
grant select, insert, update on hangot_counter to hangot_app;
alter table hangot_worker enable row level security;
alter table hangot_worker force row level security;
create policy seen on hangot_worker for select to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
create policy inserts on hangot_worker for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
create policy updates on hangot_worker for update to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
grant select, insert, update on hangot_worker to hangot_app;
alter table hangot_counted enable row level security;
alter table hangot_counted force row level security;
create policy seen on hangot_counted for select to hangot_app using (true);
create policy inserts on hangot_counted for insert to hangot_app with check (true);
create policy updates on hangot_counted for update to hangot_app using (true);
create policy deletes on hangot_counted for delete to hangot_app using (true);
grant select, insert, update, delete on hangot_counted to hangot_app;
alter table hangot_login enable row level security;
alter table hangot_login force row level security;
create policy seen on hangot_login for select to hangot_app using (true);
create policy inserts on hangot_login for insert to hangot_app with check (true);
create policy updates on hangot_login for update to hangot_app using (true);
create policy deletes on hangot_login for delete to hangot_app using (true);
grant select, insert, update, delete on hangot_login to hangot_app;
alter table hangot_sitting enable row level security;
alter table hangot_sitting force row level security;
create policy seen on hangot_sitting for select to hangot_app using (((select hg.ctx_centre()) is null or centre_id = (select hg.ctx_centre())));
create policy inserts on hangot_sitting for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N']::text[]) or exists (select 1 from hangot_post p where p.id = hangot_sitting.post_id and not p.duties::text[] && array['S', 'V', 'U', 'N'] and (((select hg.ctx_duties())::text[] && array['D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and p.agency_id = (select hg.ctx_agency())))) and worker_id is distinct from (select hg.ctx_worker()));
create policy updates on hangot_sitting for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N']::text[]) or exists (select 1 from hangot_post p where p.id = hangot_sitting.post_id and not p.duties::text[] && array['S', 'V', 'U', 'N'] and (((select hg.ctx_duties())::text[] && array['D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and p.agency_id = (select hg.ctx_agency())))));
grant select, insert, update on hangot_sitting to hangot_app;
alter table hangot_accesssubject enable row level security;
alter table hangot_accesssubject force row level security;
create policy seen on hangot_accesssubject for select to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_accesssubject for insert to hangot_app with check (subject_id = (select hg.ctx_scope()));
create policy updates on hangot_accesssubject for update to hangot_app using (subject_id = (select hg.ctx_scope()));
grant select, insert, update on hangot_accesssubject to hangot_app;
alter table hangot_accessclaim enable row level security;
alter table hangot_accessclaim force row level security;
create policy seen on hangot_accessclaim for select to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) and (duty is distinct from 'X' or post_id = (select hg.ctx_post())) or (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D','L']::text[])) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]) and (select hg.ctx_purpose()) = 'oversight' end);
create policy inserts on hangot_accessclaim for insert to hangot_app with check (subject_id = (select hg.ctx_scope()));
create policy updates on hangot_accessclaim for update to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy deletes on hangot_accessclaim for delete to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy denied on hangot_accessclaim as restrictive for all to hangot_app using (hangot_accessclaim.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_accessclaim for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update, delete on hangot_accessclaim to hangot_app;
alter table hangot_accessgate enable row level security;
alter table hangot_accessgate force row level security;
create policy seen on hangot_accessgate for select to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) and not ((select hg.ctx_duties())::text[] && array['X']::text[]) end);
create policy inserts on hangot_accessgate for insert to hangot_app with check (subject_id = (select hg.ctx_scope()));
create policy updates on hangot_accessgate for update to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy deletes on hangot_accessgate for delete to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy denied on hangot_accessgate as restrictive for all to hangot_app using (hangot_accessgate.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_accessgate for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update, delete on hangot_accessgate to hangot_app;
alter table hangot_accessrow enable row level security;
alter table hangot_accessrow force row level security;
create policy seen on hangot_accessrow for select to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) and (duty is distinct from 'X' or post_id = (select hg.ctx_post())) end);
create policy inserts on hangot_accessrow for insert to hangot_app with check (subject_id = (select hg.ctx_scope()));
create policy updates on hangot_accessrow for update to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy deletes on hangot_accessrow for delete to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy denied on hangot_accessrow as restrictive for all to hangot_app using (hangot_accessrow.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_accessrow for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update, delete on hangot_accessrow to hangot_app;
alter table hangot_denial enable row level security;
alter table hangot_denial force row level security;
create policy seen on hangot_denial for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['S','V']::text[]) and worker_id is distinct from (select hg.ctx_worker()) and post_id is distinct from (select hg.ctx_post()) or subject_id = (select hg.ctx_scope())));
create policy inserts on hangot_denial for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S','V']::text[]));
create policy updates on hangot_denial for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S','V']::text[]) and worker_id is distinct from (select hg.ctx_worker()) and post_id is distinct from (select hg.ctx_post()));
grant select, insert, update on hangot_denial to hangot_app;
alter table hangot_breakglass enable row level security;
alter table hangot_breakglass force row level security;
create policy seen on hangot_breakglass for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) or ((select hg.ctx_duties())::text[] && array['S','V','L']::text[]) or subject_id = (select hg.ctx_scope())));
create policy inserts on hangot_breakglass for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and worker_id = (select hg.ctx_worker()));
create policy updates on hangot_breakglass for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) or ((select hg.ctx_duties())::text[] && array['S','V','L']::text[])));
create policy denied on hangot_breakglass as restrictive for all to hangot_app using (hangot_breakglass.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_breakglass for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_breakglass to hangot_app;
alter table hangot_once enable row level security;
alter table hangot_once force row level security;
create policy seen on hangot_once for select to hangot_app using (worker_id = (select hg.ctx_worker()) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
create policy inserts on hangot_once for insert to hangot_app with check (worker_id = (select hg.ctx_worker()));
create policy updates on hangot_once for update to hangot_app using (worker_id = (select hg.ctx_worker()));
create policy deletes on hangot_once for delete to hangot_app using (worker_id = (select hg.ctx_worker()) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
grant select, insert, update, delete on hangot_once to hangot_app;
alter table hangot_parked enable row level security;
alter table hangot_parked force row level security;
create policy seen on hangot_parked for select to hangot_app using (true);
create policy inserts on hangot_parked for insert to hangot_app with check (true);
create policy deletes on hangot_parked for delete to hangot_app using (true);
grant select, insert, delete on hangot_parked to hangot_app;
alter table hangot_task enable row level security;
alter table hangot_task force row level security;
create policy seen on hangot_task for select to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) and (hangot_task.duty is null or hangot_task.duty::text <> all (array['S', 'V']) or hangot_task.duty = any((select hg.ctx_duties())::text[])) end);
create policy inserts on hangot_task for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_task for update to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) and (hangot_task.duty is null or hangot_task.duty::text <> all (array['S', 'V']) or hangot_task.duty = any((select hg.ctx_duties())::text[])) end);
create policy denied on hangot_task as restrictive for all to hangot_app using (hangot_task.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_task for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_task to hangot_app;
alter table hangot_clock enable row level security;
alter table hangot_clock force row level security;
create policy seen on hangot_clock for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else case when subject_id = (select hg.ctx_scope()) then true else agency_id = (select hg.ctx_agency()) end end);
create policy inserts on hangot_clock for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_clock for update to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy denied on hangot_clock as restrictive for all to hangot_app using (hangot_clock.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_clock for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_clock to hangot_app;
alter table hangot_moved enable row level security;
alter table hangot_moved force row level security;
create policy seen on hangot_moved for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hg.reads(hangot_moved.subject_id, hangot_moved.section, hangot_moved.agency_id, hangot_moved.post_id, hangot_moved.centre_id) or agency_id = (select hg.ctx_agency()) and case hangot_moved.section when 4 then false when 5 then false when 6 then false when 7 then false when 13 then false when 14 then false when 15 then false else hg.touches(hangot_moved.subject_id) end) end);
create policy inserts on hangot_moved for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_moved as restrictive for all to hangot_app using (hangot_moved.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_moved to hangot_app;
alter table hangot_attachment enable row level security;
alter table hangot_attachment force row level security;
create policy seen on hangot_attachment for select to hangot_app using (hg.reads(hangot_attachment.subject_id, hangot_attachment.section, hangot_attachment.agency_id, hangot_attachment.post_id, hangot_attachment.centre_id));
create policy inserts on hangot_attachment for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_attachment.subject_id, hangot_attachment.section, hangot_attachment.agency_id, hangot_attachment.post_id, hangot_attachment.centre_id));
create policy updates on hangot_attachment for update to hangot_app using ((hg.reads(hangot_attachment.subject_id, hangot_attachment.section, hangot_attachment.agency_id, hangot_attachment.post_id, hangot_attachment.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_attachment as restrictive for all to hangot_app using (hangot_attachment.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_attachment for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_attachment to hangot_app;
alter table hangot_attachmentbody enable row level security;
alter table hangot_attachmentbody force row level security;
create policy seen on hangot_attachmentbody for select to hangot_app using (hg.reads(hangot_attachmentbody.subject_id, hangot_attachmentbody.section, hangot_attachmentbody.agency_id, hangot_attachmentbody.post_id, hangot_attachmentbody.centre_id));
create policy inserts on hangot_attachmentbody for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_attachmentbody.subject_id, hangot_attachmentbody.section, hangot_attachmentbody.agency_id, hangot_attachmentbody.post_id, hangot_attachmentbody.centre_id));
create policy denied on hangot_attachmentbody as restrictive for all to hangot_app using (hangot_attachmentbody.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_attachmentbody to hangot_app;
alter table hangot_person enable row level security;
alter table hangot_person force row level security;
create policy seen on hangot_person for select to hangot_app using (exists (select 1 from hangot_accessrow a where a.agency_id = (select hg.ctx_agency()) and a.subject_id = hangot_person.id and a.purpose = (select hg.ctx_purpose()) and (a.post_id is null or a.post_id = (select hg.ctx_post())) and (a.duty is null or a.duty = any((select hg.ctx_duties())::text[])) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and least(coalesce(a.levels[2], 0), case when a.emergency then 3 else ((select hg.ctx_caps())::smallint[])[2] end) >= 3) or id = (select hg.ctx_scope()));
create policy inserts on hangot_person for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P']::text[]));
create policy updates on hangot_person for update to hangot_app using (hg.shows(hangot_person.id, 2, 3, null));
create policy denied on hangot_person as restrictive for all to hangot_app using (hangot_person.id <> all ((select hg.my_denials())::uuid[]));
grant select, insert, update on hangot_person to hangot_app;
alter table hangot_alias enable row level security;
alter table hangot_alias force row level security;
create policy seen on hangot_alias for select to hangot_app using (hg.shows(hangot_alias.subject_id, 2, 3, null));
create policy inserts on hangot_alias for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.shows(hangot_alias.subject_id, 2, 3, null));
create policy updates on hangot_alias for update to hangot_app using (hg.shows(hangot_alias.subject_id, 2, 3, null));
create policy denied on hangot_alias as restrictive for all to hangot_app using (hangot_alias.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_alias for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_alias to hangot_app;
alter table hangot_personidentifier enable row level security;
alter table hangot_personidentifier force row level security;
create policy seen on hangot_personidentifier for select to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.shows(hangot_personidentifier.subject_id, 2, 3, hangot_personidentifier.agency_id));
create policy inserts on hangot_personidentifier for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_personidentifier.subject_id));
create policy denied on hangot_personidentifier as restrictive for all to hangot_app using (hangot_personidentifier.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_personidentifier to hangot_app;
alter table hangot_contactpoint enable row level security;
alter table hangot_contactpoint force row level security;
create policy seen on hangot_contactpoint for select to hangot_app using (case when (select hg.ctx_purpose()) = 'safety' and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else hg.shows(hangot_contactpoint.subject_id, 4, 3, hangot_contactpoint.agency_id) end);
create policy inserts on hangot_contactpoint for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.flows(hangot_contactpoint.subject_id));
create policy updates on hangot_contactpoint for update to hangot_app using (hg.shows(hangot_contactpoint.subject_id, 4, 3, hangot_contactpoint.agency_id));
create policy denied on hangot_contactpoint as restrictive for all to hangot_app using (hangot_contactpoint.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_contactpoint for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_contactpoint to hangot_app;
alter table hangot_contactsafety enable row level security;
alter table hangot_contactsafety force row level security;
create policy seen on hangot_contactsafety for select to hangot_app using (case when (select hg.ctx_purpose()) = 'safety' and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else ((((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_duties())::text[] && array['X']::text[])) and hg.flows(hangot_contactsafety.subject_id)) end);
create policy inserts on hangot_contactsafety for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.flows(hangot_contactsafety.subject_id));
create policy updates on hangot_contactsafety for update to hangot_app using (((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.flows(hangot_contactsafety.subject_id));
create policy denied on hangot_contactsafety as restrictive for all to hangot_app using (hangot_contactsafety.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_contactsafety for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_contactsafety to hangot_app;
alter table hangot_accessneed enable row level security;
alter table hangot_accessneed force row level security;
create policy seen on hangot_accessneed for select to hangot_app using (hg.shows(hangot_accessneed.subject_id, 1, 2, null));
create policy inserts on hangot_accessneed for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.shows(hangot_accessneed.subject_id, 1, 2, null));
create policy updates on hangot_accessneed for update to hangot_app using (hg.shows(hangot_accessneed.subject_id, 1, 2, null));
create policy denied on hangot_accessneed as restrictive for all to hangot_app using (hangot_accessneed.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_accessneed for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_accessneed to hangot_app;
alter table hangot_relationship enable row level security;
alter table hangot_relationship force row level security;
create policy seen on hangot_relationship for select to hangot_app using (hg.shows(hangot_relationship.subject_id, 3, 3, hangot_relationship.agency_id));
create policy inserts on hangot_relationship for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.flows(hangot_relationship.subject_id));
create policy updates on hangot_relationship for update to hangot_app using (hg.shows(hangot_relationship.subject_id, 3, 3, hangot_relationship.agency_id));
create policy denied on hangot_relationship as restrictive for all to hangot_app using (hangot_relationship.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_relationship for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_relationship to hangot_app;
alter table hangot_household enable row level security;
alter table hangot_household force row level security;
create policy seen on hangot_household for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_household for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_household to hangot_app;
alter table hangot_member enable row level security;
alter table hangot_member force row level security;
create policy seen on hangot_member for select to hangot_app using (hg.shows(hangot_member.subject_id, 3, 3, hangot_member.agency_id));
create policy inserts on hangot_member for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.flows(hangot_member.subject_id));
create policy updates on hangot_member for update to hangot_app using (hg.shows(hangot_member.subject_id, 3, 3, hangot_member.agency_id));
create policy denied on hangot_member as restrictive for all to hangot_app using (hangot_member.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_member for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_member to hangot_app;
alter table hangot_identitylink enable row level security;
alter table hangot_identitylink force row level security;
create policy seen on hangot_identitylink for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[])) end);
create policy inserts on hangot_identitylink for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['S']::text[]) or ((select hg.ctx_duties())::text[] && array['C','M']::text[]) and hg.shows(hangot_identitylink.one_id, 2, 3, null) and hg.shows(hangot_identitylink.other_id, 2, 3, null)));
create policy updates on hangot_identitylink for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
create policy denied on hangot_identitylink as restrictive for all to hangot_app using (hangot_identitylink.one_id <> all ((select hg.my_denials())::uuid[]) and hangot_identitylink.other_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_identitylink for each row when (old.one_id is not null and old.one_id is distinct from new.one_id or old.other_id is not null and old.other_id is distinct from new.other_id) execute function hg.stays();
grant select, insert, update on hangot_identitylink to hangot_app;
alter table hangot_separationrule enable row level security;
alter table hangot_separationrule force row level security;
create policy seen on hangot_separationrule for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
create policy inserts on hangot_separationrule for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
create policy updates on hangot_separationrule for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
create policy denied on hangot_separationrule as restrictive for all to hangot_app using (hangot_separationrule.one_id <> all ((select hg.my_denials())::uuid[]) and hangot_separationrule.other_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_separationrule for each row when (old.one_id is not null and old.one_id is distinct from new.one_id or old.other_id is not null and old.other_id is distinct from new.other_id) execute function hg.stays();
grant select, insert, update on hangot_separationrule to hangot_app;
alter table hangot_namecheck enable row level security;
alter table hangot_namecheck force row level security;
create policy seen on hangot_namecheck for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
create policy inserts on hangot_namecheck for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_namecheck for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['S']::text[]));
grant select, insert, update on hangot_namecheck to hangot_app;
alter table hangot_consent enable row level security;
alter table hangot_consent force row level security;
create policy seen on hangot_consent for select to hangot_app using ((case when asked_by_agency = (select hg.ctx_agency()) then true else agency_id = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[])) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_consent for insert to hangot_app with check (asked_by_agency = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_consent.subject_id));
create policy updates on hangot_consent for update to hangot_app using (asked_by_agency = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','S','V']::text[]) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_consent as restrictive for all to hangot_app using (hangot_consent.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_consent for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_consent to hangot_app;
alter table hangot_sharingbasis enable row level security;
alter table hangot_sharingbasis force row level security;
create policy seen on hangot_sharingbasis for select to hangot_app using ((case when proposed_agency = (select hg.ctx_agency()) then true else agency_id = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[])) or centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['S','V']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy inserts on hangot_sharingbasis for insert to hangot_app with check (proposed_agency = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.touches(hangot_sharingbasis.subject_id));
create policy updates on hangot_sharingbasis for update to hangot_app using (proposed_agency = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['S','V']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy denied on hangot_sharingbasis as restrictive for all to hangot_app using (hangot_sharingbasis.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_sharingbasis for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_sharingbasis to hangot_app;
alter table hangot_disclosure enable row level security;
alter table hangot_disclosure force row level security;
create policy seen on hangot_disclosure for select to hangot_app using ((case when from_agency = (select hg.ctx_agency()) then true else agency_id = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[])) or ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.shows(hangot_disclosure.subject_id, 1, 3, null)) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_disclosure for insert to hangot_app with check (from_agency = (select hg.ctx_agency()) and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_disclosure for update to hangot_app using (subject_id = (select hg.ctx_scope()));
create policy denied on hangot_disclosure as restrictive for all to hangot_app using (hangot_disclosure.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_disclosure for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_disclosure to hangot_app;
alter table hangot_subjectrequest enable row level security;
alter table hangot_subjectrequest force row level security;
create policy seen on hangot_subjectrequest for select to hangot_app using (agency_id = (select hg.ctx_agency()) or centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[]));
create policy inserts on hangot_subjectrequest for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_subjectrequest for update to hangot_app using (agency_id = (select hg.ctx_agency()));
create policy denied on hangot_subjectrequest as restrictive for all to hangot_app using (hangot_subjectrequest.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_subjectrequest for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_subjectrequest to hangot_app;
alter table hangot_case enable row level security;
alter table hangot_case force row level security;
create policy seen on hangot_case for select to hangot_app using (exists (select 1 from hangot_accessrow a where a.agency_id = (select hg.ctx_agency()) and a.subject_id = hangot_case.person_id and a.purpose = (select hg.ctx_purpose()) and (a.post_id is null or a.post_id = (select hg.ctx_post())) and (a.duty is null or a.duty = any((select hg.ctx_duties())::text[])) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and a.duty is distinct from 'X') or person_id = (select hg.ctx_scope()));
create policy inserts on hangot_case for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and person_id = (select hg.ctx_scope()));
create policy updates on hangot_case for update to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.touches(hangot_case.person_id));
create policy denied on hangot_case as restrictive for all to hangot_app using ((hangot_case.person_id is null or hangot_case.person_id <> all ((select hg.my_denials())::uuid[])));
create trigger stays before update on hangot_case for each row when (old.person_id is not null and old.person_id is distinct from new.person_id) execute function hg.stays();
grant select, insert, update on hangot_case to hangot_app;
alter table hangot_seat enable row level security;
alter table hangot_seat force row level security;
create policy seen on hangot_seat for select to hangot_app using (hg.shows(hangot_seat.subject_id, 1, 2, hangot_seat.agency_id) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_seat for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_seat for update to hangot_app using (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_seat as restrictive for all to hangot_app using (hangot_seat.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_seat for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_seat to hangot_app;
alter table hangot_incident enable row level security;
alter table hangot_incident force row level security;
create policy seen on hangot_incident for select to hangot_app using (hg.reads(hangot_incident.subject_id, hangot_incident.section, hangot_incident.agency_id, hangot_incident.post_id, hangot_incident.centre_id));
create policy inserts on hangot_incident for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_incident.subject_id, hangot_incident.section, hangot_incident.agency_id, hangot_incident.post_id, hangot_incident.centre_id));
create policy denied on hangot_incident as restrictive for all to hangot_app using (hangot_incident.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_incident to hangot_app;
alter table hangot_note enable row level security;
alter table hangot_note force row level security;
create policy seen on hangot_note for select to hangot_app using (hg.reads(hangot_note.subject_id, hangot_note.section, hangot_note.agency_id, hangot_note.post_id, hangot_note.centre_id));
create policy inserts on hangot_note for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_note.subject_id, hangot_note.section, hangot_note.agency_id, hangot_note.post_id, hangot_note.centre_id));
create policy denied on hangot_note as restrictive for all to hangot_app using (hangot_note.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_note to hangot_app;
alter table hangot_sectionsummary enable row level security;
alter table hangot_sectionsummary force row level security;
create policy seen on hangot_sectionsummary for select to hangot_app using (hg.shows(hangot_sectionsummary.subject_id, hangot_sectionsummary.section, 2, hangot_sectionsummary.agency_id) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_sectionsummary for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_sectionsummary for update to hangot_app using (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_sectionsummary as restrictive for all to hangot_app using (hangot_sectionsummary.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_sectionsummary for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_sectionsummary to hangot_app;
alter table hangot_casepointer enable row level security;
alter table hangot_casepointer force row level security;
create policy seen on hangot_casepointer for select to hangot_app using (hg.shows(hangot_casepointer.subject_id, hangot_casepointer.section, 1, hangot_casepointer.agency_id) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_casepointer for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_casepointer for update to hangot_app using (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_casepointer as restrictive for all to hangot_app using (hangot_casepointer.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_casepointer for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_casepointer to hangot_app;
alter table hangot_need enable row level security;
alter table hangot_need force row level security;
create policy seen on hangot_need for select to hangot_app using (hg.reads(hangot_need.subject_id, hangot_need.section, hangot_need.agency_id, hangot_need.post_id, hangot_need.centre_id));
create policy inserts on hangot_need for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_need.subject_id, hangot_need.section, hangot_need.agency_id, hangot_need.post_id, hangot_need.centre_id));
create policy updates on hangot_need for update to hangot_app using ((hg.reads(hangot_need.subject_id, hangot_need.section, hangot_need.agency_id, hangot_need.post_id, hangot_need.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_need as restrictive for all to hangot_app using (hangot_need.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_need for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_need to hangot_app;
alter table hangot_serviceplan enable row level security;
alter table hangot_serviceplan force row level security;
create policy seen on hangot_serviceplan for select to hangot_app using (hg.reads(hangot_serviceplan.subject_id, hangot_serviceplan.section, hangot_serviceplan.agency_id, hangot_serviceplan.post_id, hangot_serviceplan.centre_id));
create policy inserts on hangot_serviceplan for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_serviceplan.subject_id, hangot_serviceplan.section, hangot_serviceplan.agency_id, hangot_serviceplan.post_id, hangot_serviceplan.centre_id) and (exists (select 1 from hangot_case c where c.person_id = hangot_serviceplan.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_serviceplan.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)));
create policy updates on hangot_serviceplan for update to hangot_app using ((hg.reads(hangot_serviceplan.subject_id, hangot_serviceplan.section, hangot_serviceplan.agency_id, hangot_serviceplan.post_id, hangot_serviceplan.centre_id)) and centre_id = (select hg.ctx_centre())) with check ((hg.reads(hangot_serviceplan.subject_id, hangot_serviceplan.section, hangot_serviceplan.agency_id, hangot_serviceplan.post_id, hangot_serviceplan.centre_id)) and centre_id = (select hg.ctx_centre()) and ((exists (select 1 from hangot_case c where c.person_id = hangot_serviceplan.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_serviceplan.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)) or false));
create policy denied on hangot_serviceplan as restrictive for all to hangot_app using (hangot_serviceplan.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_serviceplan for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_serviceplan to hangot_app;
alter table hangot_goal enable row level security;
alter table hangot_goal force row level security;
create policy seen on hangot_goal for select to hangot_app using (hg.reads(hangot_goal.subject_id, hangot_goal.section, hangot_goal.agency_id, hangot_goal.post_id, hangot_goal.centre_id));
create policy inserts on hangot_goal for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_goal.subject_id, hangot_goal.section, hangot_goal.agency_id, hangot_goal.post_id, hangot_goal.centre_id) and (exists (select 1 from hangot_case c where c.person_id = hangot_goal.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_goal.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)));
create policy updates on hangot_goal for update to hangot_app using ((hg.reads(hangot_goal.subject_id, hangot_goal.section, hangot_goal.agency_id, hangot_goal.post_id, hangot_goal.centre_id)) and centre_id = (select hg.ctx_centre())) with check ((hg.reads(hangot_goal.subject_id, hangot_goal.section, hangot_goal.agency_id, hangot_goal.post_id, hangot_goal.centre_id)) and centre_id = (select hg.ctx_centre()) and ((exists (select 1 from hangot_case c where c.person_id = hangot_goal.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_goal.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)) or false));
create policy denied on hangot_goal as restrictive for all to hangot_app using (hangot_goal.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_goal for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_goal to hangot_app;
alter table hangot_plannedaction enable row level security;
alter table hangot_plannedaction force row level security;
create policy seen on hangot_plannedaction for select to hangot_app using (hg.reads(hangot_plannedaction.subject_id, hangot_plannedaction.section, hangot_plannedaction.agency_id, hangot_plannedaction.post_id, hangot_plannedaction.centre_id));
create policy inserts on hangot_plannedaction for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_plannedaction.subject_id, hangot_plannedaction.section, hangot_plannedaction.agency_id, hangot_plannedaction.post_id, hangot_plannedaction.centre_id) and (exists (select 1 from hangot_case c where c.person_id = hangot_plannedaction.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_plannedaction.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)));
create policy updates on hangot_plannedaction for update to hangot_app using ((hg.reads(hangot_plannedaction.subject_id, hangot_plannedaction.section, hangot_plannedaction.agency_id, hangot_plannedaction.post_id, hangot_plannedaction.centre_id)) and centre_id = (select hg.ctx_centre())) with check ((hg.reads(hangot_plannedaction.subject_id, hangot_plannedaction.section, hangot_plannedaction.agency_id, hangot_plannedaction.post_id, hangot_plannedaction.centre_id)) and centre_id = (select hg.ctx_centre()) and ((exists (select 1 from hangot_case c where c.person_id = hangot_plannedaction.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_plannedaction.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)) or hangot_plannedaction.by_agency = (select hg.ctx_agency())));
create policy denied on hangot_plannedaction as restrictive for all to hangot_app using (hangot_plannedaction.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_plannedaction for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_plannedaction to hangot_app;
alter table hangot_deskpart enable row level security;
alter table hangot_deskpart force row level security;
create policy seen on hangot_deskpart for select to hangot_app using (case when agency_id = (select hg.ctx_agency()) and hg.reads(hangot_deskpart.subject_id, hangot_deskpart.section, hangot_deskpart.agency_id, hangot_deskpart.post_id, hangot_deskpart.centre_id) then true else ((select hg.ctx_agency()) = any(hangot_deskpart.also) and hg.touches(hangot_deskpart.subject_id) and ((select hg.ctx_caps())::smallint[])[hangot_deskpart.section] >= 3 and exists (select 1 from hangot_accessgate g where g.agency_id = (select hg.ctx_agency()) and g.subject_id = hangot_deskpart.subject_id and (select hg.ctx_purpose()) = any(g.purposes) and g.starts <= statement_timestamp() and (g.ends is null or g.ends > statement_timestamp()) and g.levels[hangot_deskpart.section] >= 3)) end);
create policy inserts on hangot_deskpart for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_deskpart.subject_id, hangot_deskpart.section, hangot_deskpart.agency_id, hangot_deskpart.post_id, hangot_deskpart.centre_id));
create policy updates on hangot_deskpart for update to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.reads(hangot_deskpart.subject_id, hangot_deskpart.section, hangot_deskpart.agency_id, hangot_deskpart.post_id, hangot_deskpart.centre_id));
create policy denied on hangot_deskpart as restrictive for all to hangot_app using (hangot_deskpart.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_deskpart for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_deskpart to hangot_app;
alter table hangot_check enable row level security;
alter table hangot_check force row level security;
create policy seen on hangot_check for select to hangot_app using (hg.reads(hangot_check.subject_id, hangot_check.section, hangot_check.agency_id, hangot_check.post_id, hangot_check.centre_id));
create policy inserts on hangot_check for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and (hg.reads(hangot_check.subject_id, hangot_check.section, hangot_check.agency_id, hangot_check.post_id, hangot_check.centre_id)) and ((exists (select 1 from hangot_case c where c.person_id = hangot_check.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_check.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)) or hangot_check.for_agency = (select hg.ctx_agency())));
create policy updates on hangot_check for update to hangot_app using ((hg.reads(hangot_check.subject_id, hangot_check.section, hangot_check.agency_id, hangot_check.post_id, hangot_check.centre_id)) and centre_id = (select hg.ctx_centre()) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre())) with check ((hg.reads(hangot_check.subject_id, hangot_check.section, hangot_check.agency_id, hangot_check.post_id, hangot_check.centre_id)) and centre_id = (select hg.ctx_centre()) and ((exists (select 1 from hangot_case c where c.person_id = hangot_check.subject_id and (c.lead_post_id = (select hg.ctx_post()) or c.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or exists (select 1 from hangot_seat s where s.subject_id = hangot_check.subject_id and s.post_id = (select hg.ctx_post()) and s.until is null)) or hangot_check.for_agency = (select hg.ctx_agency())) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_check as restrictive for all to hangot_app using (hangot_check.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_check for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_check to hangot_app;
alter table hangot_goalcheck enable row level security;
alter table hangot_goalcheck force row level security;
create policy seen on hangot_goalcheck for select to hangot_app using (hg.reads(hangot_goalcheck.subject_id, hangot_goalcheck.section, hangot_goalcheck.agency_id, hangot_goalcheck.post_id, hangot_goalcheck.centre_id));
create policy inserts on hangot_goalcheck for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_goalcheck.subject_id, hangot_goalcheck.section, hangot_goalcheck.agency_id, hangot_goalcheck.post_id, hangot_goalcheck.centre_id));
create policy denied on hangot_goalcheck as restrictive for all to hangot_app using (hangot_goalcheck.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_goalcheck to hangot_app;
alter table hangot_servicedelivery enable row level security;
alter table hangot_servicedelivery force row level security;
create policy seen on hangot_servicedelivery for select to hangot_app using (hg.reads(hangot_servicedelivery.subject_id, hangot_servicedelivery.section, hangot_servicedelivery.agency_id, hangot_servicedelivery.post_id, hangot_servicedelivery.centre_id));
create policy inserts on hangot_servicedelivery for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_servicedelivery.subject_id, hangot_servicedelivery.section, hangot_servicedelivery.agency_id, hangot_servicedelivery.post_id, hangot_servicedelivery.centre_id));
create policy updates on hangot_servicedelivery for update to hangot_app using ((hg.reads(hangot_servicedelivery.subject_id, hangot_servicedelivery.section, hangot_servicedelivery.agency_id, hangot_servicedelivery.post_id, hangot_servicedelivery.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_servicedelivery as restrictive for all to hangot_app using (hangot_servicedelivery.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_servicedelivery for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_servicedelivery to hangot_app;
alter table hangot_closure enable row level security;
alter table hangot_closure force row level security;
create policy seen on hangot_closure for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hg.reads(hangot_closure.subject_id, hangot_closure.section, hangot_closure.agency_id, hangot_closure.post_id, hangot_closure.centre_id)) end);
create policy inserts on hangot_closure for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_closure.subject_id, hangot_closure.section, hangot_closure.agency_id, hangot_closure.post_id, hangot_closure.centre_id));
create policy updates on hangot_closure for update to hangot_app using ((hg.reads(hangot_closure.subject_id, hangot_closure.section, hangot_closure.agency_id, hangot_closure.post_id, hangot_closure.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_closure as restrictive for all to hangot_app using (hangot_closure.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_closure for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_closure to hangot_app;
alter table hangot_referral enable row level security;
alter table hangot_referral force row level security;
create policy seen on hangot_referral for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else ((case when from_agency = (select hg.ctx_agency()) then true else to_agency = (select hg.ctx_agency()) and sent_at is not null end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.shows(hangot_referral.subject_id, 12, 3, null))) or subject_id = (select hg.ctx_scope()) or id = (select hg.ctx_post()) and id = (select hg.my_link()) and to_agency = (select hg.ctx_agency()) and sent_at is not null) end);
create policy inserts on hangot_referral for insert to hangot_app with check (from_agency = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_referral.subject_id));
create policy updates on hangot_referral for update to hangot_app using ((case when from_agency = (select hg.ctx_agency()) then true else to_agency = (select hg.ctx_agency()) and sent_at is not null end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[])) or subject_id = (select hg.ctx_scope()) or id = (select hg.ctx_post()) and id = (select hg.my_link()) and to_agency = (select hg.ctx_agency()) and sent_at is not null);
create policy denied on hangot_referral as restrictive for all to hangot_app using (hangot_referral.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_referral for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_referral to hangot_app;
alter table hangot_answerlink enable row level security;
alter table hangot_answerlink force row level security;
create policy seen on hangot_answerlink for select to hangot_app using (from_agency = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or id = (select hg.ctx_worker()) and ((select hg.ctx_duties())::text[] && array['X']::text[]));
create policy inserts on hangot_answerlink for insert to hangot_app with check (from_agency = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and exists (select 1 from hangot_referral r where r.id = hangot_answerlink.referral_id and r.subject_id = hangot_answerlink.subject_id and r.from_agency = hangot_answerlink.from_agency and r.to_agency = hangot_answerlink.agency_id));
create policy updates on hangot_answerlink for update to hangot_app using (from_agency = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or id = (select hg.ctx_worker()) and ((select hg.ctx_duties())::text[] && array['X']::text[]));
create policy denied on hangot_answerlink as restrictive for all to hangot_app using (hangot_answerlink.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_answerlink for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_answerlink to hangot_app;
alter table hangot_reply enable row level security;
alter table hangot_reply force row level security;
create policy seen on hangot_reply for select to hangot_app using ((case when agency_id = (select hg.ctx_agency()) then true else to_agency = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[])) or referral_id = (select hg.ctx_post()) and referral_id = (select hg.my_link()));
create policy inserts on hangot_reply for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_referral r where r.id = hangot_reply.referral_id and r.subject_id = hangot_reply.subject_id and hangot_reply.to_agency in (r.from_agency, r.to_agency)));
create policy denied on hangot_reply as restrictive for all to hangot_app using (hangot_reply.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_reply to hangot_app;
alter table hangot_answeredfact enable row level security;
alter table hangot_answeredfact force row level security;
create policy seen on hangot_answeredfact for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hg.shows(hangot_answeredfact.subject_id, hangot_answeredfact.section, 3, hangot_answeredfact.agency_id) or agency_id = (select hg.ctx_agency()) and hg.shows(hangot_answeredfact.subject_id, hangot_answeredfact.section, 2, hangot_answeredfact.agency_id)) end);
create policy inserts on hangot_answeredfact for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and hg.shows(hangot_answeredfact.subject_id, hangot_answeredfact.section, 2, hangot_answeredfact.agency_id));
create policy denied on hangot_answeredfact as restrictive for all to hangot_app using (hangot_answeredfact.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_answeredfact to hangot_app;
alter table hangot_asked enable row level security;
alter table hangot_asked force row level security;
create policy seen on hangot_asked for select to hangot_app using ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy inserts on hangot_asked for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_asked to hangot_app;
alter table hangot_mark enable row level security;
alter table hangot_mark force row level security;
create policy seen on hangot_mark for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid and ((select hg.ctx_duties())::text[] && array['V']::text[]) end);
create policy inserts on hangot_mark for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy deletes on hangot_mark for delete to hangot_app using (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid and ((select hg.ctx_duties())::text[] && array['V']::text[]));
grant select, insert, delete on hangot_mark to hangot_app;
alter table hangot_finding enable row level security;
alter table hangot_finding force row level security;
create policy seen on hangot_finding for select to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.touches(hangot_finding.subject_id) and not exists (select 1 from unnest(hangot_finding.sections) used where not hg.shows(hangot_finding.subject_id, used, 2, hangot_finding.agency_id)));
create policy inserts on hangot_finding for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and hg.touches(hangot_finding.subject_id) and not exists (select 1 from unnest(hangot_finding.sections) used where not hg.shows(hangot_finding.subject_id, used, 2, hangot_finding.agency_id)));
create policy updates on hangot_finding for update to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.touches(hangot_finding.subject_id) and not exists (select 1 from unnest(hangot_finding.sections) used where not hg.shows(hangot_finding.subject_id, used, 2, hangot_finding.agency_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_finding as restrictive for all to hangot_app using (hangot_finding.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_finding for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_finding to hangot_app;
alter table hangot_benefit enable row level security;
alter table hangot_benefit force row level security;
create policy seen on hangot_benefit for select to hangot_app using ((case when hangot_benefit.from_agency = (select hg.ctx_agency()) then hg.shows(hangot_benefit.subject_id, hangot_benefit.section, 2, (select hg.ctx_agency())) else hangot_benefit.to_agency = (select hg.ctx_agency()) and hg.shows(hangot_benefit.subject_id, hangot_benefit.section, 3, (select hg.ctx_agency())) end) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_benefit for insert to hangot_app with check (from_agency = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_benefit.subject_id));
create policy updates on hangot_benefit for update to hangot_app using ((case when hangot_benefit.from_agency = (select hg.ctx_agency()) then hg.shows(hangot_benefit.subject_id, hangot_benefit.section, 2, (select hg.ctx_agency())) else hangot_benefit.to_agency = (select hg.ctx_agency()) and hg.shows(hangot_benefit.subject_id, hangot_benefit.section, 3, (select hg.ctx_agency())) end));
create policy denied on hangot_benefit as restrictive for all to hangot_app using (hangot_benefit.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_benefit for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_benefit to hangot_app;
alter table hangot_payment enable row level security;
alter table hangot_payment force row level security;
create policy seen on hangot_payment for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else exists (select 1 from hangot_benefit b where b.id = hangot_payment.benefit_id) end);
create policy inserts on hangot_payment for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_benefit b where b.id = hangot_payment.benefit_id));
create policy updates on hangot_payment for update to hangot_app using (agency_id = (select hg.ctx_agency()) and exists (select 1 from hangot_benefit b where b.id = hangot_payment.benefit_id));
create policy denied on hangot_payment as restrictive for all to hangot_app using (hangot_payment.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_payment for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_payment to hangot_app;
alter table hangot_ruledoubt enable row level security;
alter table hangot_ruledoubt force row level security;
create policy seen on hangot_ruledoubt for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','V']::text[]));
create policy inserts on hangot_ruledoubt for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_ruledoubt to hangot_app;
alter table hangot_ruleversion enable row level security;
alter table hangot_ruleversion force row level security;
create policy seen on hangot_ruleversion for select to hangot_app using (true);
create policy inserts on hangot_ruleversion for insert to hangot_app with check (true);
grant select, insert on hangot_ruleversion to hangot_app;
alter table hangot_rulechange enable row level security;
alter table hangot_rulechange force row level security;
create policy seen on hangot_rulechange for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
create policy inserts on hangot_rulechange for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) and worker_id = (select hg.ctx_worker()) and post_id = (select hg.ctx_post()));
create policy updates on hangot_rulechange for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
grant select, insert, update on hangot_rulechange to hangot_app;
alter table hangot_ruleuse enable row level security;
alter table hangot_ruleuse force row level security;
create policy seen on hangot_ruleuse for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_ruleuse for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) and exists (select 1 from hangot_rulechange c where c.id = hangot_ruleuse.change_id and c.centre_id = hangot_ruleuse.centre_id and c.state = 'approved' and c.result = hangot_ruleuse.rules and c.decided_by = (select hg.ctx_worker())));
grant select, insert on hangot_ruleuse to hangot_app;
alter table hangot_conference enable row level security;
alter table hangot_conference force row level security;
create policy seen on hangot_conference for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) or called_at is not null and (select hg.ctx_post()) = any(posts)));
create policy inserts on hangot_conference for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['M','L','A','D']::text[]));
create policy updates on hangot_conference for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) or called_at is not null and (select hg.ctx_post()) = any(posts)));
create policy denied on hangot_conference as restrictive for all to hangot_app using (not (hangot_conference.subjects && (select hg.my_denials())::uuid[]));
grant select, insert, update on hangot_conference to hangot_app;
alter table hangot_attendance enable row level security;
alter table hangot_attendance force row level security;
create policy seen on hangot_attendance for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id) and (post_id = (select hg.ctx_post()) or exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id and c.agency_id = (select hg.ctx_agency())) or not exists (select 1 from hangot_agency g where g.id = hangot_attendance.agency_id and g.guarded)));
create policy inserts on hangot_attendance for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id and c.agency_id = (select hg.ctx_agency())));
create policy updates on hangot_attendance for update to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id) and (post_id = (select hg.ctx_post()) or exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id and c.agency_id = (select hg.ctx_agency()))));
create policy deletes on hangot_attendance for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_conference c where c.id = hangot_attendance.conference_id and c.agency_id = (select hg.ctx_agency())));
grant select, insert, update, delete on hangot_attendance to hangot_app;
alter table hangot_agendaitem enable row level security;
alter table hangot_agendaitem force row level security;
create policy seen on hangot_agendaitem for select to hangot_app using ((subject_id = (select hg.ctx_scope()) or hg.touches(hangot_agendaitem.subject_id) and case when hangot_agendaitem.conference_id is null then hangot_agendaitem.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) else exists (select 1 from hangot_conference c where c.id = hangot_agendaitem.conference_id) end));
create policy inserts on hangot_agendaitem for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_agendaitem.subject_id) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_agendaitem for update to hangot_app using ((subject_id = (select hg.ctx_scope()) or hg.touches(hangot_agendaitem.subject_id) and case when hangot_agendaitem.conference_id is null then hangot_agendaitem.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) else exists (select 1 from hangot_conference c where c.id = hangot_agendaitem.conference_id) end));
create policy denied on hangot_agendaitem as restrictive for all to hangot_app using (hangot_agendaitem.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_agendaitem for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_agendaitem to hangot_app;
alter table hangot_itemsight enable row level security;
alter table hangot_itemsight force row level security;
create policy seen on hangot_itemsight for select to hangot_app using ((subject_id = (select hg.ctx_scope()) or hg.touches(hangot_itemsight.subject_id) and (post_id = (select hg.ctx_post()) or exists (select 1 from hangot_conference c where c.id = hangot_itemsight.conference_id and c.agency_id = (select hg.ctx_agency())))));
create policy inserts on hangot_itemsight for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_itemsight for update to hangot_app using (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_itemsight as restrictive for all to hangot_app using (hangot_itemsight.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_itemsight for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_itemsight to hangot_app;
alter table hangot_contribution enable row level security;
alter table hangot_contribution force row level security;
create policy seen on hangot_contribution for select to hangot_app using (hg.reads(hangot_contribution.subject_id, hangot_contribution.section, hangot_contribution.agency_id, hangot_contribution.post_id, hangot_contribution.centre_id));
create policy inserts on hangot_contribution for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_contribution.subject_id, hangot_contribution.section, hangot_contribution.agency_id, hangot_contribution.post_id, hangot_contribution.centre_id));
create policy updates on hangot_contribution for update to hangot_app using ((hg.reads(hangot_contribution.subject_id, hangot_contribution.section, hangot_contribution.agency_id, hangot_contribution.post_id, hangot_contribution.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_contribution as restrictive for all to hangot_app using (hangot_contribution.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_contribution for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_contribution to hangot_app;
alter table hangot_decision enable row level security;
alter table hangot_decision force row level security;
create policy seen on hangot_decision for select to hangot_app using (hg.reads(hangot_decision.subject_id, hangot_decision.section, hangot_decision.agency_id, hangot_decision.post_id, hangot_decision.centre_id));
create policy inserts on hangot_decision for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_decision.subject_id, hangot_decision.section, hangot_decision.agency_id, hangot_decision.post_id, hangot_decision.centre_id));
create policy denied on hangot_decision as restrictive for all to hangot_app using (hangot_decision.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_decision to hangot_app;
alter table hangot_actionitem enable row level security;
alter table hangot_actionitem force row level security;
create policy seen on hangot_actionitem for select to hangot_app using ((hg.reads(hangot_actionitem.subject_id, hangot_actionitem.section, hangot_actionitem.agency_id, hangot_actionitem.post_id, hangot_actionitem.centre_id) or subject_id = (select hg.ctx_scope())));
create policy inserts on hangot_actionitem for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_actionitem for update to hangot_app using ((hg.reads(hangot_actionitem.subject_id, hangot_actionitem.section, hangot_actionitem.agency_id, hangot_actionitem.post_id, hangot_actionitem.centre_id) and agency_id = (select hg.ctx_agency()) or subject_id = (select hg.ctx_scope())));
create policy denied on hangot_actionitem as restrictive for all to hangot_app using (hangot_actionitem.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_actionitem for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_actionitem to hangot_app;
alter table hangot_training enable row level security;
alter table hangot_training force row level security;
create policy seen on hangot_training for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (called_at is not null or (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or trainer_post = (select hg.ctx_post()))));
create policy inserts on hangot_training for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]));
create policy updates on hangot_training for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or trainer_post = (select hg.ctx_post())));
grant select, insert, update on hangot_training to hangot_app;
alter table hangot_trainee enable row level security;
alter table hangot_trainee force row level security;
create policy seen on hangot_trainee for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_trainee.training_id)) end);
create policy inserts on hangot_trainee for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_trainee.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))));
create policy updates on hangot_trainee for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (exists (select 1 from hangot_training t where t.id = hangot_trainee.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))) or exists (select 1 from hangot_traineename n where n.trainee_id = hangot_trainee.id and n.post_id = (select hg.ctx_post()))));
grant select, insert, update on hangot_trainee to hangot_app;
alter table hangot_traineename enable row level security;
alter table hangot_traineename force row level security;
create policy seen on hangot_traineename for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) or hangot_traineename.shares is true or (((select hg.ctx_duties())::text[] && array['D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or exists (select 1 from hangot_training t where t.id = hangot_traineename.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post())))) and exists (select 1 from hangot_training t where t.id = hangot_traineename.training_id)) end);
create policy inserts on hangot_traineename for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_traineename.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))));
create policy updates on hangot_traineename for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (exists (select 1 from hangot_training t where t.id = hangot_traineename.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))) or post_id = (select hg.ctx_post())) and exists (select 1 from hangot_training t where t.id = hangot_traineename.training_id));
grant select, insert, update on hangot_traineename to hangot_app;
alter table hangot_trainingreply enable row level security;
alter table hangot_trainingreply force row level security;
create policy seen on hangot_trainingreply for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_trainingreply.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))));
create policy inserts on hangot_trainingreply for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_traineename n join hangot_trainee e on e.id = n.trainee_id where n.training_id = hangot_trainingreply.training_id and n.worker_id = (select hg.ctx_worker()) and e.state = 'came'));
grant select, insert on hangot_trainingreply to hangot_app;
alter table hangot_material enable row level security;
alter table hangot_material force row level security;
create policy seen on hangot_material for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_material.training_id));
create policy inserts on hangot_material for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_training t where t.id = hangot_material.training_id and (t.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L','D']::text[]) or t.trainer_post = (select hg.ctx_post()))));
grant select, insert on hangot_material to hangot_app;
alter table hangot_materialbody enable row level security;
alter table hangot_materialbody force row level security;
create policy seen on hangot_materialbody for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_material m where m.id = hangot_materialbody.material_id));
create policy inserts on hangot_materialbody for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_material m where m.id = hangot_materialbody.material_id and m.post_id = (select hg.ctx_post())));
grant select, insert on hangot_materialbody to hangot_app;
alter table hangot_boardquestion enable row level security;
alter table hangot_boardquestion force row level security;
create policy seen on hangot_boardquestion for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
create policy inserts on hangot_boardquestion for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
create policy updates on hangot_boardquestion for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) and agency_id = (select hg.ctx_agency()));
grant select, insert, update on hangot_boardquestion to hangot_app;
alter table hangot_boardanswer enable row level security;
alter table hangot_boardanswer force row level security;
create policy seen on hangot_boardanswer for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) and exists (select 1 from hangot_boardquestion q where q.id = hangot_boardanswer.question_id));
create policy inserts on hangot_boardanswer for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) and exists (select 1 from hangot_boardquestion q where q.id = hangot_boardanswer.question_id));
grant select, insert on hangot_boardanswer to hangot_app;
alter table hangot_response enable row level security;
alter table hangot_response force row level security;
create policy seen on hangot_response for select to hangot_app using (hg.reads(hangot_response.subject_id, hangot_response.section, hangot_response.agency_id, hangot_response.post_id, hangot_response.centre_id));
create policy inserts on hangot_response for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_response.subject_id, hangot_response.section, hangot_response.agency_id, hangot_response.post_id, hangot_response.centre_id));
create policy updates on hangot_response for update to hangot_app using ((hg.reads(hangot_response.subject_id, hangot_response.section, hangot_response.agency_id, hangot_response.post_id, hangot_response.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_response as restrictive for all to hangot_app using (hangot_response.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_response for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_response to hangot_app;
alter table hangot_alarm enable row level security;
alter table hangot_alarm force row level security;
create policy seen on hangot_alarm for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((hangot_alarm.for_agency = (select hg.ctx_agency()) and (hangot_alarm.errand = 'safety' and ((select hg.ctx_duties())::text[] && array['S']::text[]) or hangot_alarm.errand = 'supervisor' and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and hg.touches(hangot_alarm.subject_id))));
create policy inserts on hangot_alarm for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_alarm.subject_id));
create policy updates on hangot_alarm for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((hangot_alarm.for_agency = (select hg.ctx_agency()) and (hangot_alarm.errand = 'safety' and ((select hg.ctx_duties())::text[] && array['S']::text[]) or hangot_alarm.errand = 'supervisor' and ((select hg.ctx_duties())::text[] && array['L']::text[]))) or (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and hg.touches(hangot_alarm.subject_id))));
create policy denied on hangot_alarm as restrictive for all to hangot_app using (hangot_alarm.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_alarm for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_alarm to hangot_app;
alter table hangot_formtext enable row level security;
alter table hangot_formtext force row level security;
create policy seen on hangot_formtext for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_formtext for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_formtext to hangot_app;
alter table hangot_formchange enable row level security;
alter table hangot_formchange force row level security;
create policy seen on hangot_formchange for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_formchange for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]) and worker_id = (select hg.ctx_worker()) and post_id = (select hg.ctx_post()));
create policy updates on hangot_formchange for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D']::text[]));
grant select, insert, update on hangot_formchange to hangot_app;
alter table hangot_room enable row level security;
alter table hangot_room force row level security;
create policy seen on hangot_room for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_room for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_room for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
grant select, insert, update on hangot_room to hangot_app;
alter table hangot_opening enable row level security;
alter table hangot_opening force row level security;
create policy seen on hangot_opening for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_opening for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_opening.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
create policy updates on hangot_opening for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_opening.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
create policy deletes on hangot_opening for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_opening.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
grant select, insert, update, delete on hangot_opening to hangot_app;
alter table hangot_closedperiod enable row level security;
alter table hangot_closedperiod force row level security;
create policy seen on hangot_closedperiod for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_closedperiod for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_closedperiod.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
create policy updates on hangot_closedperiod for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_closedperiod.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
create policy deletes on hangot_closedperiod for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_closedperiod.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))));
grant select, insert, update, delete on hangot_closedperiod to hangot_app;
alter table hangot_dayoff enable row level security;
alter table hangot_dayoff force row level security;
create policy seen on hangot_dayoff for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_dayoff for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_dayoff for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy deletes on hangot_dayoff for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
grant select, insert, update, delete on hangot_dayoff to hangot_app;
alter table hangot_servicerule enable row level security;
alter table hangot_servicerule force row level security;
create policy seen on hangot_servicerule for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_servicerule for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_servicerule for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
grant select, insert, update on hangot_servicerule to hangot_app;
alter table hangot_aide enable row level security;
alter table hangot_aide force row level security;
create policy seen on hangot_aide for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_aide for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_aide for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
grant select, insert, update on hangot_aide to hangot_app;
alter table hangot_availability enable row level security;
alter table hangot_availability force row level security;
create policy seen on hangot_availability for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_availability for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_availability.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_availability.post_id = (select hg.ctx_post())));
create policy updates on hangot_availability for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_availability.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_availability.post_id = (select hg.ctx_post())));
create policy deletes on hangot_availability for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_availability.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_availability.post_id = (select hg.ctx_post())));
grant select, insert, update, delete on hangot_availability to hangot_app;
alter table hangot_skill enable row level security;
alter table hangot_skill force row level security;
create policy seen on hangot_skill for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_skill for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or exists (select 1 from hangot_post p where p.id = hangot_skill.post_id and p.agency_id = (select hg.ctx_agency())))));
create policy deletes on hangot_skill for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or exists (select 1 from hangot_post p where p.id = hangot_skill.post_id and p.agency_id = (select hg.ctx_agency())))));
grant select, insert, delete on hangot_skill to hangot_app;
alter table hangot_tongue enable row level security;
alter table hangot_tongue force row level security;
create policy seen on hangot_tongue for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_tongue for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or exists (select 1 from hangot_post p where p.id = hangot_tongue.post_id and p.agency_id = (select hg.ctx_agency())))));
create policy deletes on hangot_tongue for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or exists (select 1 from hangot_post p where p.id = hangot_tongue.post_id and p.agency_id = (select hg.ctx_agency())))));
grant select, insert, delete on hangot_tongue to hangot_app;
alter table hangot_arranged enable row level security;
alter table hangot_arranged force row level security;
create policy seen on hangot_arranged for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_arranged for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D','L']::text[]) and post_id = (select hg.ctx_post()));
create policy updates on hangot_arranged for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N','D','L']::text[]));
grant select, insert, update on hangot_arranged to hangot_app;
alter table hangot_absence enable row level security;
alter table hangot_absence force row level security;
create policy seen on hangot_absence for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_absence for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_absence.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_absence.post_id = (select hg.ctx_post())));
create policy updates on hangot_absence for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_absence.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_absence.post_id = (select hg.ctx_post())));
create policy deletes on hangot_absence for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (hangot_absence.agency_id = (select hg.ctx_agency()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or hangot_absence.post_id = (select hg.ctx_post())));
grant select, insert, update, delete on hangot_absence to hangot_app;
alter table hangot_childcareplace enable row level security;
alter table hangot_childcareplace force row level security;
create policy seen on hangot_childcareplace for select to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_childcareplace for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_childcareplace for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
grant select, insert, update on hangot_childcareplace to hangot_app;
alter table hangot_calendarfeed enable row level security;
alter table hangot_calendarfeed force row level security;
create policy seen on hangot_calendarfeed for select to hangot_app using (true);
create policy inserts on hangot_calendarfeed for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and post_id = (select hg.ctx_post()) and worker_id = (select hg.ctx_worker()));
create policy updates on hangot_calendarfeed for update to hangot_app using (centre_id = (select hg.ctx_centre()) and post_id = (select hg.ctx_post()));
grant select, insert, update on hangot_calendarfeed to hangot_app;
alter table hangot_bookable enable row level security;
alter table hangot_bookable force row level security;
create policy seen on hangot_bookable for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (kind <> 'person' or target = (select hg.ctx_scope()) or hg.touches(hangot_bookable.target)));
create policy inserts on hangot_bookable for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (kind <> 'person' or target = (select hg.ctx_scope()) or hg.touches(hangot_bookable.target)));
grant select, insert on hangot_bookable to hangot_app;
alter table hangot_itinerary enable row level security;
alter table hangot_itinerary force row level security;
create policy seen on hangot_itinerary for select to hangot_app using (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.touches(hangot_itinerary.subject_id) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.touches(hangot_itinerary.subject_id) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_itinerary for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_itinerary.subject_id));
create policy updates on hangot_itinerary for update to hangot_app using (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.touches(hangot_itinerary.subject_id));
create policy denied on hangot_itinerary as restrictive for all to hangot_app using (hangot_itinerary.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_itinerary for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_itinerary to hangot_app;
alter table hangot_appointment enable row level security;
alter table hangot_appointment force row level security;
create policy seen on hangot_appointment for select to hangot_app using ((case when made_agency = (select hg.ctx_agency()) then true else agency_id = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[])) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.touches(hangot_appointment.subject_id) or subject_id = (select hg.ctx_scope()));
create policy inserts on hangot_appointment for insert to hangot_app with check (made_agency = (select hg.ctx_agency()) and made_post = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_appointment.subject_id));
create policy updates on hangot_appointment for update to hangot_app using ((case when made_agency = (select hg.ctx_agency()) then true else agency_id = (select hg.ctx_agency()) end and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[])) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.touches(hangot_appointment.subject_id) or subject_id = (select hg.ctx_scope()));
create policy denied on hangot_appointment as restrictive for all to hangot_app using (hangot_appointment.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_appointment for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_appointment to hangot_app;
alter table hangot_hold enable row level security;
alter table hangot_hold force row level security;
create policy seen on hangot_hold for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_hold.appointment_id));
create policy inserts on hangot_hold for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_hold.appointment_id) and true);
create policy updates on hangot_hold for update to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_hold.appointment_id));
grant select, insert, update on hangot_hold to hangot_app;
alter table hangot_waitoffer enable row level security;
alter table hangot_waitoffer force row level security;
create policy seen on hangot_waitoffer for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_waitoffer.appointment_id));
create policy inserts on hangot_waitoffer for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_waitoffer.appointment_id) and agency_id = (select hg.ctx_agency()));
create policy updates on hangot_waitoffer for update to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_appointment p where p.id = hangot_waitoffer.appointment_id));
create policy denied on hangot_waitoffer as restrictive for all to hangot_app using (hangot_waitoffer.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_waitoffer for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_waitoffer to hangot_app;
alter table hangot_accompaniment enable row level security;
alter table hangot_accompaniment force row level security;
create policy seen on hangot_accompaniment for select to hangot_app using (hg.reads(hangot_accompaniment.subject_id, hangot_accompaniment.section, hangot_accompaniment.agency_id, hangot_accompaniment.post_id, hangot_accompaniment.centre_id));
create policy inserts on hangot_accompaniment for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_accompaniment.subject_id, hangot_accompaniment.section, hangot_accompaniment.agency_id, hangot_accompaniment.post_id, hangot_accompaniment.centre_id));
create policy updates on hangot_accompaniment for update to hangot_app using ((hg.reads(hangot_accompaniment.subject_id, hangot_accompaniment.section, hangot_accompaniment.agency_id, hangot_accompaniment.post_id, hangot_accompaniment.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_accompaniment as restrictive for all to hangot_app using (hangot_accompaniment.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_accompaniment for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_accompaniment to hangot_app;
alter table hangot_protectiveorder enable row level security;
alter table hangot_protectiveorder force row level security;
create policy seen on hangot_protectiveorder for select to hangot_app using ((hg.reads(hangot_protectiveorder.subject_id, hangot_protectiveorder.section, hangot_protectiveorder.agency_id, hangot_protectiveorder.post_id, hangot_protectiveorder.centre_id)) or agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['S']::text[]) and hg.touches(hangot_protectiveorder.subject_id));
create policy inserts on hangot_protectiveorder for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_protectiveorder.subject_id, hangot_protectiveorder.section, hangot_protectiveorder.agency_id, hangot_protectiveorder.post_id, hangot_protectiveorder.centre_id));
create policy updates on hangot_protectiveorder for update to hangot_app using (((hg.reads(hangot_protectiveorder.subject_id, hangot_protectiveorder.section, hangot_protectiveorder.agency_id, hangot_protectiveorder.post_id, hangot_protectiveorder.centre_id)) or agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['S']::text[]) and hg.touches(hangot_protectiveorder.subject_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_protectiveorder as restrictive for all to hangot_app using (hangot_protectiveorder.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_protectiveorder for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_protectiveorder to hangot_app;
alter table hangot_orderterm enable row level security;
alter table hangot_orderterm force row level security;
create policy seen on hangot_orderterm for select to hangot_app using ((hg.reads(hangot_orderterm.subject_id, hangot_orderterm.section, hangot_orderterm.agency_id, hangot_orderterm.post_id, hangot_orderterm.centre_id)) or agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['S']::text[]) and hg.touches(hangot_orderterm.subject_id));
create policy inserts on hangot_orderterm for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_orderterm.subject_id, hangot_orderterm.section, hangot_orderterm.agency_id, hangot_orderterm.post_id, hangot_orderterm.centre_id));
create policy denied on hangot_orderterm as restrictive for all to hangot_app using (hangot_orderterm.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_orderterm to hangot_app;
alter table hangot_budget enable row level security;
alter table hangot_budget force row level security;
create policy seen on hangot_budget for select to hangot_app using (hg.reads(hangot_budget.subject_id, hangot_budget.section, hangot_budget.agency_id, hangot_budget.post_id, hangot_budget.centre_id));
create policy inserts on hangot_budget for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_budget.subject_id, hangot_budget.section, hangot_budget.agency_id, hangot_budget.post_id, hangot_budget.centre_id));
create policy updates on hangot_budget for update to hangot_app using ((hg.reads(hangot_budget.subject_id, hangot_budget.section, hangot_budget.agency_id, hangot_budget.post_id, hangot_budget.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_budget as restrictive for all to hangot_app using (hangot_budget.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_budget for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_budget to hangot_app;
alter table hangot_debtitem enable row level security;
alter table hangot_debtitem force row level security;
create policy seen on hangot_debtitem for select to hangot_app using (hg.reads(hangot_debtitem.subject_id, hangot_debtitem.section, hangot_debtitem.agency_id, hangot_debtitem.post_id, hangot_debtitem.centre_id));
create policy inserts on hangot_debtitem for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_debtitem.subject_id, hangot_debtitem.section, hangot_debtitem.agency_id, hangot_debtitem.post_id, hangot_debtitem.centre_id));
create policy updates on hangot_debtitem for update to hangot_app using ((hg.reads(hangot_debtitem.subject_id, hangot_debtitem.section, hangot_debtitem.agency_id, hangot_debtitem.post_id, hangot_debtitem.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_debtitem as restrictive for all to hangot_app using (hangot_debtitem.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_debtitem for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_debtitem to hangot_app;
alter table hangot_debtdate enable row level security;
alter table hangot_debtdate force row level security;
create policy seen on hangot_debtdate for select to hangot_app using (hg.reads(hangot_debtdate.subject_id, hangot_debtdate.section, hangot_debtdate.agency_id, hangot_debtdate.post_id, hangot_debtdate.centre_id));
create policy inserts on hangot_debtdate for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_debtdate.subject_id, hangot_debtdate.section, hangot_debtdate.agency_id, hangot_debtdate.post_id, hangot_debtdate.centre_id));
create policy updates on hangot_debtdate for update to hangot_app using ((hg.reads(hangot_debtdate.subject_id, hangot_debtdate.section, hangot_debtdate.agency_id, hangot_debtdate.post_id, hangot_debtdate.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_debtdate as restrictive for all to hangot_app using (hangot_debtdate.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_debtdate for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_debtdate to hangot_app;
alter table hangot_debtprocedure enable row level security;
alter table hangot_debtprocedure force row level security;
create policy seen on hangot_debtprocedure for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hg.reads(hangot_debtprocedure.subject_id, hangot_debtprocedure.section, hangot_debtprocedure.agency_id, hangot_debtprocedure.post_id, hangot_debtprocedure.centre_id)) end);
create policy inserts on hangot_debtprocedure for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_debtprocedure.subject_id, hangot_debtprocedure.section, hangot_debtprocedure.agency_id, hangot_debtprocedure.post_id, hangot_debtprocedure.centre_id));
create policy updates on hangot_debtprocedure for update to hangot_app using ((hg.reads(hangot_debtprocedure.subject_id, hangot_debtprocedure.section, hangot_debtprocedure.agency_id, hangot_debtprocedure.post_id, hangot_debtprocedure.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_debtprocedure as restrictive for all to hangot_app using (hangot_debtprocedure.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_debtprocedure for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_debtprocedure to hangot_app;
alter table hangot_debtrelease enable row level security;
alter table hangot_debtrelease force row level security;
create policy seen on hangot_debtrelease for select to hangot_app using (hg.reads(hangot_debtrelease.subject_id, hangot_debtrelease.section, hangot_debtrelease.agency_id, hangot_debtrelease.post_id, hangot_debtrelease.centre_id));
create policy inserts on hangot_debtrelease for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_debtrelease.subject_id, hangot_debtrelease.section, hangot_debtrelease.agency_id, hangot_debtrelease.post_id, hangot_debtrelease.centre_id));
create policy denied on hangot_debtrelease as restrictive for all to hangot_app using (hangot_debtrelease.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_debtrelease to hangot_app;
alter table hangot_item enable row level security;
alter table hangot_item force row level security;
create policy seen on hangot_item for select to hangot_app using (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
create policy inserts on hangot_item for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
create policy updates on hangot_item for update to hangot_app using (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
grant select, insert, update on hangot_item to hangot_app;
alter table hangot_lending enable row level security;
alter table hangot_lending force row level security;
create policy seen on hangot_lending for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else case when subject_id = (select hg.ctx_scope()) then true else (agency_id = (select hg.ctx_agency()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid or hg.reads(hangot_lending.subject_id, hangot_lending.section, hangot_lending.agency_id, hangot_lending.post_id, hangot_lending.centre_id)) end end);
create policy inserts on hangot_lending for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_lending.subject_id, hangot_lending.section, hangot_lending.agency_id, hangot_lending.post_id, hangot_lending.centre_id));
create policy updates on hangot_lending for update to hangot_app using (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid or hg.reads(hangot_lending.subject_id, hangot_lending.section, hangot_lending.agency_id, hangot_lending.post_id, hangot_lending.centre_id)));
create policy denied on hangot_lending as restrictive for all to hangot_app using (hangot_lending.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_lending for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_lending to hangot_app;
alter table hangot_roomfault enable row level security;
alter table hangot_roomfault force row level security;
create policy seen on hangot_roomfault for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_duties())::text[] && array['D','N']::text[])));
create policy inserts on hangot_roomfault for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_duties())::text[] && array['D','N']::text[])));
create policy updates on hangot_roomfault for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_duties())::text[] && array['D','N']::text[])));
grant select, insert, update on hangot_roomfault to hangot_app;
alter table hangot_securitycheck enable row level security;
alter table hangot_securitycheck force row level security;
create policy seen on hangot_securitycheck for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_duties())::text[] && array['D','N']::text[])));
create policy inserts on hangot_securitycheck for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['N','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))) or ((select hg.ctx_duties())::text[] && array['S']::text[])));
grant select, insert on hangot_securitycheck to hangot_app;
alter table hangot_removal enable row level security;
alter table hangot_removal force row level security;
create policy seen on hangot_removal for select to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.reads(hangot_removal.subject_id, hangot_removal.section, hangot_removal.agency_id, hangot_removal.post_id, hangot_removal.centre_id));
create policy inserts on hangot_removal for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_removal.subject_id, hangot_removal.section, hangot_removal.agency_id, hangot_removal.post_id, hangot_removal.centre_id));
create policy updates on hangot_removal for update to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.reads(hangot_removal.subject_id, hangot_removal.section, hangot_removal.agency_id, hangot_removal.post_id, hangot_removal.centre_id));
create policy denied on hangot_removal as restrictive for all to hangot_app using (hangot_removal.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_removal for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_removal to hangot_app;
alter table hangot_taken enable row level security;
alter table hangot_taken force row level security;
create policy seen on hangot_taken for select to hangot_app using (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]));
create policy inserts on hangot_taken for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) and exists (select 1 from hangot_lending l where l.id = hangot_taken.lending_id and l.agency_id = hangot_taken.agency_id));
create policy updates on hangot_taken for update to hangot_app using (centre_id = (select hg.ctx_centre()) and agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','A','P','L','D']::text[]) and exists (select 1 from hangot_lending l where l.id = hangot_taken.lending_id and l.agency_id = hangot_taken.agency_id));
grant select, insert, update on hangot_taken to hangot_app;
alter table hangot_jobsearch enable row level security;
alter table hangot_jobsearch force row level security;
create policy seen on hangot_jobsearch for select to hangot_app using (hg.reads(hangot_jobsearch.subject_id, hangot_jobsearch.section, hangot_jobsearch.agency_id, hangot_jobsearch.post_id, hangot_jobsearch.centre_id));
create policy inserts on hangot_jobsearch for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_jobsearch.subject_id, hangot_jobsearch.section, hangot_jobsearch.agency_id, hangot_jobsearch.post_id, hangot_jobsearch.centre_id));
create policy updates on hangot_jobsearch for update to hangot_app using ((hg.reads(hangot_jobsearch.subject_id, hangot_jobsearch.section, hangot_jobsearch.agency_id, hangot_jobsearch.post_id, hangot_jobsearch.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_jobsearch as restrictive for all to hangot_app using (hangot_jobsearch.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_jobsearch for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_jobsearch to hangot_app;
alter table hangot_introduction enable row level security;
alter table hangot_introduction force row level security;
create policy seen on hangot_introduction for select to hangot_app using (hg.reads(hangot_introduction.subject_id, hangot_introduction.section, hangot_introduction.agency_id, hangot_introduction.post_id, hangot_introduction.centre_id));
create policy inserts on hangot_introduction for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_introduction.subject_id, hangot_introduction.section, hangot_introduction.agency_id, hangot_introduction.post_id, hangot_introduction.centre_id));
create policy updates on hangot_introduction for update to hangot_app using ((hg.reads(hangot_introduction.subject_id, hangot_introduction.section, hangot_introduction.agency_id, hangot_introduction.post_id, hangot_introduction.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_introduction as restrictive for all to hangot_app using (hangot_introduction.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_introduction for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_introduction to hangot_app;
alter table hangot_enrolment enable row level security;
alter table hangot_enrolment force row level security;
create policy seen on hangot_enrolment for select to hangot_app using (hg.reads(hangot_enrolment.subject_id, hangot_enrolment.section, hangot_enrolment.agency_id, hangot_enrolment.post_id, hangot_enrolment.centre_id));
create policy inserts on hangot_enrolment for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_enrolment.subject_id, hangot_enrolment.section, hangot_enrolment.agency_id, hangot_enrolment.post_id, hangot_enrolment.centre_id));
create policy updates on hangot_enrolment for update to hangot_app using ((hg.reads(hangot_enrolment.subject_id, hangot_enrolment.section, hangot_enrolment.agency_id, hangot_enrolment.post_id, hangot_enrolment.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_enrolment as restrictive for all to hangot_app using (hangot_enrolment.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_enrolment for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_enrolment to hangot_app;
alter table hangot_recognitionday enable row level security;
alter table hangot_recognitionday force row level security;
create policy seen on hangot_recognitionday for select to hangot_app using (hg.reads(hangot_recognitionday.subject_id, hangot_recognitionday.section, hangot_recognitionday.agency_id, hangot_recognitionday.post_id, hangot_recognitionday.centre_id));
create policy inserts on hangot_recognitionday for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_recognitionday.subject_id, hangot_recognitionday.section, hangot_recognitionday.agency_id, hangot_recognitionday.post_id, hangot_recognitionday.centre_id));
create policy updates on hangot_recognitionday for update to hangot_app using ((hg.reads(hangot_recognitionday.subject_id, hangot_recognitionday.section, hangot_recognitionday.agency_id, hangot_recognitionday.post_id, hangot_recognitionday.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_recognitionday as restrictive for all to hangot_app using (hangot_recognitionday.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_recognitionday for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_recognitionday to hangot_app;
alter table hangot_jobcheck enable row level security;
alter table hangot_jobcheck force row level security;
create policy seen on hangot_jobcheck for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hg.reads(hangot_jobcheck.subject_id, hangot_jobcheck.section, hangot_jobcheck.agency_id, hangot_jobcheck.post_id, hangot_jobcheck.centre_id)) end);
create policy inserts on hangot_jobcheck for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_jobcheck.subject_id, hangot_jobcheck.section, hangot_jobcheck.agency_id, hangot_jobcheck.post_id, hangot_jobcheck.centre_id));
create policy updates on hangot_jobcheck for update to hangot_app using ((hg.reads(hangot_jobcheck.subject_id, hangot_jobcheck.section, hangot_jobcheck.agency_id, hangot_jobcheck.post_id, hangot_jobcheck.centre_id)) and agency_id = (select hg.ctx_agency()));
create policy denied on hangot_jobcheck as restrictive for all to hangot_app using (hangot_jobcheck.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_jobcheck for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_jobcheck to hangot_app;
alter table hangot_joblimits enable row level security;
alter table hangot_joblimits force row level security;
create policy seen on hangot_joblimits for select to hangot_app using (case when agency_id = (select hg.ctx_agency()) and hg.reads(hangot_joblimits.subject_id, hangot_joblimits.section, hangot_joblimits.agency_id, hangot_joblimits.post_id, hangot_joblimits.centre_id) then true else (false and hg.touches(hangot_joblimits.subject_id) and ((select hg.ctx_caps())::smallint[])[hangot_joblimits.section] >= 3 and exists (select 1 from hangot_accessgate g where g.agency_id = (select hg.ctx_agency()) and g.subject_id = hangot_joblimits.subject_id and (select hg.ctx_purpose()) = any(g.purposes) and g.starts <= statement_timestamp() and (g.ends is null or g.ends > statement_timestamp()) and g.levels[hangot_joblimits.section] >= 3)) end);
create policy inserts on hangot_joblimits for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_joblimits.subject_id, hangot_joblimits.section, hangot_joblimits.agency_id, hangot_joblimits.post_id, hangot_joblimits.centre_id));
create policy updates on hangot_joblimits for update to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.reads(hangot_joblimits.subject_id, hangot_joblimits.section, hangot_joblimits.agency_id, hangot_joblimits.post_id, hangot_joblimits.centre_id));
create policy denied on hangot_joblimits as restrictive for all to hangot_app using (hangot_joblimits.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_joblimits for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_joblimits to hangot_app;
alter table hangot_vacancy enable row level security;
alter table hangot_vacancy force row level security;
create policy seen on hangot_vacancy for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A']::text[]));
create policy inserts on hangot_vacancy for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['A']::text[]));
create policy updates on hangot_vacancy for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['A']::text[]));
grant select, insert, update on hangot_vacancy to hangot_app;
alter table hangot_course enable row level security;
alter table hangot_course force row level security;
create policy seen on hangot_course for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','A']::text[]));
create policy inserts on hangot_course for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['A']::text[]));
create policy updates on hangot_course for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['A']::text[]));
grant select, insert, update on hangot_course to hangot_app;
alter table hangot_homevisit enable row level security;
alter table hangot_homevisit force row level security;
create policy seen on hangot_homevisit for select to hangot_app using (centre_id = (select hg.ctx_centre()) and hg.touches(hangot_homevisit.subject_id) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','P','L','S']::text[]) or (hangot_homevisit.first_post = (select hg.ctx_post()) or hangot_homevisit.second_post = (select hg.ctx_post()))) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_homevisit for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['C','M','P','L','S']::text[]) and hg.touches(hangot_homevisit.subject_id));
create policy updates on hangot_homevisit for update to hangot_app using (centre_id = (select hg.ctx_centre()) and hg.touches(hangot_homevisit.subject_id) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['C','M','P','L','S']::text[]) or (hangot_homevisit.first_post = (select hg.ctx_post()) or hangot_homevisit.second_post = (select hg.ctx_post()))) or subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()));
create policy denied on hangot_homevisit as restrictive for all to hangot_app using (hangot_homevisit.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_homevisit for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_homevisit to hangot_app;
alter table hangot_message enable row level security;
alter table hangot_message force row level security;
create policy seen on hangot_message for select to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid or ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.touches(hangot_message.subject_id))) end);
create policy inserts on hangot_message for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_message.subject_id));
create policy updates on hangot_message for update to hangot_app using (case when subject_id = (select hg.ctx_scope()) then true else (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid or ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) and hg.touches(hangot_message.subject_id))) end);
create policy denied on hangot_message as restrictive for all to hangot_app using (hangot_message.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_message for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_message to hangot_app;
alter table hangot_attempt enable row level security;
alter table hangot_attempt force row level security;
create policy seen on hangot_attempt for select to hangot_app using (exists (select 1 from hangot_message m where m.id = hangot_attempt.message_id));
create policy inserts on hangot_attempt for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and exists (select 1 from hangot_message m where m.id = hangot_attempt.message_id));
create policy updates on hangot_attempt for update to hangot_app using (agency_id = (select hg.ctx_agency()) and exists (select 1 from hangot_message m where m.id = hangot_attempt.message_id));
create policy denied on hangot_attempt as restrictive for all to hangot_app using (hangot_attempt.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_attempt for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_attempt to hangot_app;
alter table hangot_visit enable row level security;
alter table hangot_visit force row level security;
create policy seen on hangot_visit for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and ((select hg.ctx_duties())::text[] && array['R']::text[])) or subject_id = (select hg.ctx_scope()) or exists (select 1 from hangot_stop s where s.visit_id = hangot_visit.id)));
create policy inserts on hangot_visit for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]));
create policy updates on hangot_visit for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and ((select hg.ctx_duties())::text[] && array['R']::text[])) or subject_id = (select hg.ctx_scope())));
create policy denied on hangot_visit as restrictive for all to hangot_app using (hangot_visit.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_visit for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_visit to hangot_app;
alter table hangot_stop enable row level security;
alter table hangot_stop force row level security;
create policy seen on hangot_stop for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and ((select hg.ctx_duties())::text[] && array['R']::text[])) or subject_id = (select hg.ctx_scope()) or (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and hg.shows(hangot_stop.subject_id, 12, 3, null)));
create policy inserts on hangot_stop for insert to hangot_app with check (subject_id = (select hg.ctx_scope()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]));
create policy updates on hangot_stop for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['R','C','M','A','P','L','S']::text[]) or ((select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) and ((select hg.ctx_duties())::text[] && array['R']::text[])) or subject_id = (select hg.ctx_scope())));
create policy denied on hangot_stop as restrictive for all to hangot_app using (hangot_stop.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_stop for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_stop to hangot_app;
alter table hangot_called enable row level security;
alter table hangot_called force row level security;
create policy seen on hangot_called for select to hangot_app using (true);
create policy inserts on hangot_called for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_called for update to hangot_app using (centre_id = (select hg.ctx_centre()));
create policy deletes on hangot_called for delete to hangot_app using (centre_id = (select hg.ctx_centre()));
grant select, insert, update, delete on hangot_called to hangot_app;
alter table hangot_pulse enable row level security;
alter table hangot_pulse force row level security;
create policy seen on hangot_pulse for select to hangot_app using (true);
create policy inserts on hangot_pulse for insert to hangot_app with check (centre_id = (select hg.ctx_centre()));
create policy updates on hangot_pulse for update to hangot_app using (centre_id = (select hg.ctx_centre()));
grant select, insert, update on hangot_pulse to hangot_app;
alter table hangot_notice enable row level security;
alter table hangot_notice force row level security;
create policy seen on hangot_notice for select to hangot_app using (exists (select 1 from hangot_accessrow a where a.agency_id = (select hg.ctx_agency()) and a.subject_id = hangot_notice.id and a.purpose = (select hg.ctx_purpose()) and (a.post_id is null or a.post_id = (select hg.ctx_post())) and (a.duty is null or a.duty = any((select hg.ctx_duties())::text[])) and a.valid_from <= statement_timestamp() and (a.valid_until is null or a.valid_until > statement_timestamp()) and least(coalesce(greatest(a.levels[1], case when hangot_notice.agency_id = a.agency_id then a.own[1] else 0 end), 0), case when a.emergency then 3 else ((select hg.ctx_caps())::smallint[])[1] end) >= 3) or id = (select hg.ctx_scope()));
create policy inserts on hangot_notice for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and post_id = (select hg.ctx_post()) and (agency_id = (select hg.ctx_agency()) or ((select hg.ctx_duties())::text[] && array['P']::text[]) and hangot_notice.agency_id in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre()))));
create policy updates on hangot_notice for update to hangot_app using (hg.shows(hangot_notice.id, 1, 3, hangot_notice.agency_id));
create policy denied on hangot_notice as restrictive for all to hangot_app using (hangot_notice.id <> all ((select hg.my_denials())::uuid[]) and (hangot_notice.person_id is null or hangot_notice.person_id <> all ((select hg.my_denials())::uuid[])));
create trigger stays before update on hangot_notice for each row when (old.person_id is not null and old.person_id is distinct from new.person_id) execute function hg.stays();
grant select, insert, update on hangot_notice to hangot_app;
alter table hangot_callattempt enable row level security;
alter table hangot_callattempt force row level security;
create policy seen on hangot_callattempt for select to hangot_app using (agency_id = (select hg.ctx_agency()) and hg.touches(hangot_callattempt.notice_id));
create policy inserts on hangot_callattempt for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.touches(hangot_callattempt.notice_id));
create policy denied on hangot_callattempt as restrictive for all to hangot_app using (hangot_callattempt.notice_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_callattempt to hangot_app;
alter table hangot_searchreceipt enable row level security;
alter table hangot_searchreceipt force row level security;
create policy seen on hangot_searchreceipt for select to hangot_app using (worker_id = (select hg.ctx_worker()));
create policy inserts on hangot_searchreceipt for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_searchreceipt to hangot_app;
alter table hangot_judgement enable row level security;
alter table hangot_judgement force row level security;
create policy seen on hangot_judgement for select to hangot_app using (hg.reads(hangot_judgement.subject_id, hangot_judgement.section, hangot_judgement.agency_id, hangot_judgement.post_id, hangot_judgement.centre_id));
create policy inserts on hangot_judgement for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_judgement.subject_id, hangot_judgement.section, hangot_judgement.agency_id, hangot_judgement.post_id, hangot_judgement.centre_id));
create policy denied on hangot_judgement as restrictive for all to hangot_app using (hangot_judgement.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_judgement to hangot_app;
alter table hangot_report enable row level security;
alter table hangot_report force row level security;
create policy seen on hangot_report for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (exists (select 1 from hangot_notice n where n.id = hangot_report.notice_id) or hangot_report.from_agency = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['P']::text[]) and hg.touches(hangot_report.notice_id)) end);
create policy inserts on hangot_report for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and from_agency = (select hg.ctx_agency()) and from_post = (select hg.ctx_post()) and hg.touches(hangot_report.notice_id));
create policy updates on hangot_report for update to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else exists (select 1 from hangot_notice n where n.id = hangot_report.notice_id) end);
create policy denied on hangot_report as restrictive for all to hangot_app using (hangot_report.notice_id <> all ((select hg.my_denials())::uuid[]) and (hangot_report.person_id is null or hangot_report.person_id <> all ((select hg.my_denials())::uuid[])));
create trigger stays before update on hangot_report for each row when (old.notice_id is not null and old.notice_id is distinct from new.notice_id or old.person_id is not null and old.person_id is distinct from new.person_id) execute function hg.stays();
grant select, insert, update on hangot_report to hangot_app;
alter table hangot_policeanswer enable row level security;
alter table hangot_policeanswer force row level security;
create policy seen on hangot_policeanswer for select to hangot_app using ((exists (select 1 from hangot_notice n where n.id = hangot_policeanswer.notice_id) or hangot_policeanswer.agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['P']::text[]) and hg.touches(hangot_policeanswer.notice_id)));
create policy inserts on hangot_policeanswer for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['P']::text[]) and hg.touches(hangot_policeanswer.notice_id));
create policy denied on hangot_policeanswer as restrictive for all to hangot_app using (hangot_policeanswer.notice_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_policeanswer to hangot_app;
alter table hangot_measure enable row level security;
alter table hangot_measure force row level security;
create policy seen on hangot_measure for select to hangot_app using ((exists (select 1 from hangot_notice n where n.id = hangot_measure.notice_id) or hangot_measure.agency_id = (select hg.ctx_agency()) and (((select hg.ctx_duties())::text[] && array['P']::text[]) and hg.touches(hangot_measure.notice_id) or ((select hg.ctx_duties())::text[] && array['N']::text[]))));
create policy inserts on hangot_measure for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['P']::text[]) and hg.touches(hangot_measure.notice_id));
create policy updates on hangot_measure for update to hangot_app using (agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['P','N']::text[]));
create policy denied on hangot_measure as restrictive for all to hangot_app using (hangot_measure.notice_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_measure for each row when (old.notice_id is not null and old.notice_id is distinct from new.notice_id) execute function hg.stays();
grant select, insert, update on hangot_measure to hangot_app;
alter table hangot_arrived enable row level security;
alter table hangot_arrived force row level security;
create policy seen on hangot_arrived for select to hangot_app using (agency_id = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()));
create policy inserts on hangot_arrived for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and centre_id = (select hg.ctx_centre()));
grant select, insert on hangot_arrived to hangot_app;
alter table hangot_hometoken enable row level security;
alter table hangot_hometoken force row level security;
create policy seen on hangot_hometoken for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
create policy inserts on hangot_hometoken for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
create policy updates on hangot_hometoken for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
grant select, insert, update on hangot_hometoken to hangot_app;
alter table hangot_reporter enable row level security;
alter table hangot_reporter force row level security;
create policy seen on hangot_reporter for select to hangot_app using (hg.reads(hangot_reporter.subject_id, hangot_reporter.section, hangot_reporter.agency_id, hangot_reporter.post_id, hangot_reporter.centre_id));
create policy inserts on hangot_reporter for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and hg.reads(hangot_reporter.subject_id, hangot_reporter.section, hangot_reporter.agency_id, hangot_reporter.post_id, hangot_reporter.centre_id));
create policy denied on hangot_reporter as restrictive for all to hangot_app using (hangot_reporter.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert on hangot_reporter to hangot_app;
alter table hangot_followed enable row level security;
alter table hangot_followed force row level security;
create policy seen on hangot_followed for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or (select hg.ctx_scope()) = (select hg.ctx_centre())));
create policy inserts on hangot_followed for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
create policy deletes on hangot_followed for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
grant select, insert, delete on hangot_followed to hangot_app;
alter table hangot_citysum enable row level security;
alter table hangot_citysum force row level security;
create policy seen on hangot_citysum for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hangot_citysum.to_centre = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['T','D']::text[])) end);
create policy inserts on hangot_citysum for insert to hangot_app with check ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy updates on hangot_citysum for update to hangot_app using ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy deletes on hangot_citysum for delete to hangot_app using ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
grant select, insert, update, delete on hangot_citysum to hangot_app;
alter table hangot_cityfigures enable row level security;
alter table hangot_cityfigures force row level security;
create policy seen on hangot_cityfigures for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (hangot_cityfigures.to_centre = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['T','D']::text[])) end);
create policy inserts on hangot_cityfigures for insert to hangot_app with check ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy updates on hangot_cityfigures for update to hangot_app using ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy deletes on hangot_cityfigures for delete to hangot_app using ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
grant select, insert, update, delete on hangot_cityfigures to hangot_app;
alter table hangot_released enable row level security;
alter table hangot_released force row level security;
create policy seen on hangot_released for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (centre_id = (select hg.ctx_centre()) and not exact and (((select hg.ctx_duties())::text[] && array['T','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())))) end);
create policy inserts on hangot_released for insert to hangot_app with check ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
grant select, insert on hangot_released to hangot_app;
alter table hangot_turned enable row level security;
alter table hangot_turned force row level security;
create policy seen on hangot_turned for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['T','D']::text[]) or ((select hg.ctx_duties())::text[] && array['L']::text[]) and (select hg.ctx_agency()) in (select c.lead_agency_id from hangot_centre c where c.id = (select hg.ctx_centre())) or (select hg.ctx_scope()) = (select hg.ctx_centre())));
create policy inserts on hangot_turned for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
create policy updates on hangot_turned for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (select hg.ctx_scope()) = (select hg.ctx_centre()));
grant select, insert, update on hangot_turned to hangot_app;
alter table hangot_importbatch enable row level security;
alter table hangot_importbatch force row level security;
create policy seen on hangot_importbatch for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post())) end);
create policy inserts on hangot_importbatch for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()));
create policy updates on hangot_importbatch for update to hangot_app using (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()));
grant select, insert, update on hangot_importbatch to hangot_app;
alter table hangot_importpart enable row level security;
alter table hangot_importpart force row level security;
create policy seen on hangot_importpart for select to hangot_app using (exists (select 1 from hangot_importbatch b where b.id = hangot_importpart.batch_id and b.post_id = (select hg.ctx_post())));
create policy inserts on hangot_importpart for insert to hangot_app with check (exists (select 1 from hangot_importbatch b where b.id = hangot_importpart.batch_id and b.post_id = (select hg.ctx_post())));
create policy updates on hangot_importpart for update to hangot_app using (exists (select 1 from hangot_importbatch b where b.id = hangot_importpart.batch_id and b.post_id = (select hg.ctx_post())));
create policy deletes on hangot_importpart for delete to hangot_app using (exists (select 1 from hangot_importbatch b where b.id = hangot_importpart.batch_id and b.post_id = (select hg.ctx_post())));
grant select, insert, update, delete on hangot_importpart to hangot_app;
alter table hangot_feedkey enable row level security;
alter table hangot_feedkey force row level security;
create policy seen on hangot_feedkey for select to hangot_app using (true);
create policy inserts on hangot_feedkey for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
create policy updates on hangot_feedkey for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['N']::text[]));
grant select, insert, update on hangot_feedkey to hangot_app;
alter table hangot_monthreview enable row level security;
alter table hangot_monthreview force row level security;
create policy seen on hangot_monthreview for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]));
create policy inserts on hangot_monthreview for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]) and opened_by = (select hg.ctx_worker()));
create policy updates on hangot_monthreview for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]));
grant select, insert, update on hangot_monthreview to hangot_app;
alter table hangot_monthfinding enable row level security;
alter table hangot_monthfinding force row level security;
create policy seen on hangot_monthfinding for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]));
create policy inserts on hangot_monthfinding for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['U','V']::text[]) and exists (select 1 from hangot_monthreview r where r.id = hangot_monthfinding.review_id and r.centre_id = hangot_monthfinding.centre_id and r.closed_at is null));
grant select, insert on hangot_monthfinding to hangot_app;
alter table hangot_export enable row level security;
alter table hangot_export force row level security;
create policy seen on hangot_export for select to hangot_app using (centre_id = (select hg.ctx_centre()) and (post_id = (select hg.ctx_post()) or ((select hg.ctx_duties())::text[] && array['V','D']::text[]) or (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid));
create policy inserts on hangot_export for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and worker_id = (select hg.ctx_worker()));
create policy updates on hangot_export for update to hangot_app using (centre_id = (select hg.ctx_centre()) and (post_id = (select hg.ctx_post()) or ((select hg.ctx_duties())::text[] && array['V','D']::text[]) or (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid));
grant select, insert, update on hangot_export to hangot_app;
alter table hangot_retained enable row level security;
alter table hangot_retained force row level security;
create policy seen on hangot_retained for select to hangot_app using (case when (select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid then true else (centre_id = (select hg.ctx_centre()) and (((select hg.ctx_duties())::text[] && array['V']::text[]) or agency_id = (select hg.ctx_agency()) and ((select hg.ctx_duties())::text[] && array['L']::text[]))) end);
create policy inserts on hangot_retained for insert to hangot_app with check ((select hg.ctx_purpose()) = 'statistics' and centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy deletes on hangot_retained for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy denied on hangot_retained as restrictive for all to hangot_app using (hangot_retained.subject_id <> all ((select hg.my_denials())::uuid[]));
grant select, insert, delete on hangot_retained to hangot_app;
alter table hangot_legalhold enable row level security;
alter table hangot_legalhold force row level security;
create policy seen on hangot_legalhold for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V','L']::text[]));
create policy inserts on hangot_legalhold for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[]) and worker_id = (select hg.ctx_worker()));
create policy updates on hangot_legalhold for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V']::text[]));
create policy denied on hangot_legalhold as restrictive for all to hangot_app using (hangot_legalhold.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_legalhold for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_legalhold to hangot_app;
alter table hangot_destruction enable row level security;
alter table hangot_destruction force row level security;
create policy seen on hangot_destruction for select to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V','L']::text[]));
create policy inserts on hangot_destruction for insert to hangot_app with check (agency_id = (select hg.ctx_agency()) and post_id = (select hg.ctx_post()) and centre_id = (select hg.ctx_centre()) and worker_id = (select hg.ctx_worker()) and ((select hg.ctx_duties())::text[] && array['V','L']::text[]));
create policy updates on hangot_destruction for update to hangot_app using (centre_id = (select hg.ctx_centre()) and ((select hg.ctx_duties())::text[] && array['V','L']::text[]));
create policy denied on hangot_destruction as restrictive for all to hangot_app using (hangot_destruction.subject_id <> all ((select hg.my_denials())::uuid[]));
create trigger stays before update on hangot_destruction for each row when (old.subject_id is not null and old.subject_id is distinct from new.subject_id) execute function hg.stays();
grant select, insert, update on hangot_destruction to hangot_app;
alter table hangot_exportpart enable row level security;
alter table hangot_exportpart force row level security;
create policy seen on hangot_exportpart for select to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_export e where e.id = hangot_exportpart.export_id and e.post_id = (select hg.ctx_post()) and e.worker_id = (select hg.ctx_worker())) or centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
create policy inserts on hangot_exportpart for insert to hangot_app with check (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_export e where e.id = hangot_exportpart.export_id and e.post_id = (select hg.ctx_post()) and e.worker_id = (select hg.ctx_worker())));
create policy deletes on hangot_exportpart for delete to hangot_app using (centre_id = (select hg.ctx_centre()) and exists (select 1 from hangot_export e where e.id = hangot_exportpart.export_id and e.post_id = (select hg.ctx_post()) and e.worker_id = (select hg.ctx_worker())) or centre_id = (select hg.ctx_centre()) and (select hg.ctx_worker()) = '00000000-0000-0000-0000-000000000000'::uuid);
grant select, insert, delete on hangot_exportpart to hangot_app;
alter table django_content_type enable row level security;
alter table django_content_type force row level security;
create policy sign_in on django_content_type for all to hangot_app using (true) with check (true);
create policy upkeep on django_content_type for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on django_content_type to hangot_app;
alter table django_migrations enable row level security;
alter table django_migrations force row level security;
create policy sign_in on django_migrations for all to hangot_app using (true) with check (true);
create policy upkeep on django_migrations for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on django_migrations to hangot_app;
alter table auth_permission enable row level security;
alter table auth_permission force row level security;
create policy sign_in on auth_permission for all to hangot_app using (true) with check (true);
create policy upkeep on auth_permission for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on auth_permission to hangot_app;
alter table auth_group enable row level security;
alter table auth_group force row level security;
create policy sign_in on auth_group for all to hangot_app using (true) with check (true);
create policy upkeep on auth_group for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on auth_group to hangot_app;
alter table auth_group_permissions enable row level security;
alter table auth_group_permissions force row level security;
create policy sign_in on auth_group_permissions for all to hangot_app using (true) with check (true);
create policy upkeep on auth_group_permissions for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on auth_group_permissions to hangot_app;
alter table account_emailaddress enable row level security;
alter table account_emailaddress force row level security;
create policy sign_in on account_emailaddress for all to hangot_app using (true) with check (true);
create policy upkeep on account_emailaddress for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on account_emailaddress to hangot_app;
alter table account_emailconfirmation enable row level security;
alter table account_emailconfirmation force row level security;
create policy sign_in on account_emailconfirmation for all to hangot_app using (true) with check (true);
create policy upkeep on account_emailconfirmation for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on account_emailconfirmation to hangot_app;
alter table mfa_authenticator enable row level security;
alter table mfa_authenticator force row level security;
create policy sign_in on mfa_authenticator for all to hangot_app using (true) with check (true);
create policy upkeep on mfa_authenticator for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on mfa_authenticator to hangot_app;
alter table axes_accessattempt enable row level security;
alter table axes_accessattempt force row level security;
create policy sign_in on axes_accessattempt for all to hangot_app using (true) with check (true);
create policy upkeep on axes_accessattempt for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on axes_accessattempt to hangot_app;
alter table axes_accesslog enable row level security;
alter table axes_accesslog force row level security;
create policy sign_in on axes_accesslog for all to hangot_app using (true) with check (true);
create policy upkeep on axes_accesslog for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on axes_accesslog to hangot_app;
alter table axes_accessfailurelog enable row level security;
alter table axes_accessfailurelog force row level security;
create policy sign_in on axes_accessfailurelog for all to hangot_app using (true) with check (true);
create policy upkeep on axes_accessfailurelog for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on axes_accessfailurelog to hangot_app;
alter table axes_accessattemptexpiration enable row level security;
alter table axes_accessattemptexpiration force row level security;
create policy sign_in on axes_accessattemptexpiration for all to hangot_app using (true) with check (true);
create policy upkeep on axes_accessattemptexpiration for all to hangot_owner using (true) with check (true);
grant select, insert, update, delete on axes_accessattemptexpiration to hangot_app;
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
create policy looked_up on public.hangot_answerlink for select to hangot_owner using (true);
-- Before any context: whoever brings a secret learns which link it is; nobody can list them.
create function hg.answer_link(secret text) returns table (id uuid, centre_id uuid, agency_id uuid, referral_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.centre_id, l.agency_id, l.referral_id from public.hangot_answerlink l where l.digest = secret
$$;
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
create function hg.new_edition() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.hangot_edition (centre_id, edition)
  values ((to_jsonb(coalesce(new, old)) ->> tg_argv[0])::uuid, gen_random_uuid())
  on conflict (centre_id) do update set edition = excluded.edition;
  return null;
end $$;
create trigger new_edition after insert or update or delete on public.hangot_centre for each row execute function hg.new_edition('id');
create trigger new_edition after insert or update or delete on public.hangot_agency for each row execute function hg.new_edition('centre_id');
create trigger new_edition after insert or update or delete on public.hangot_post for each row execute function hg.new_edition('centre_id');
create trigger new_edition after insert or update or delete on public.hangot_service for each row execute function hg.new_edition('centre_id');
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
insert into hg.moves values ('action_item', '', 'open'), ('action_item', 'not_done', 'carried'), ('action_item', 'not_possible', 'carried'), ('action_item', 'open', 'done'), ('action_item', 'open', 'not_done'), ('action_item', 'open', 'not_possible');
create trigger allowed_move before insert or update on public.hangot_actionitem for each row execute function hg.allowed_move('action_item');
insert into hg.moves values ('agenda_item', '', 'listed'), ('agenda_item', 'listed', 'deferred'), ('agenda_item', 'listed', 'presented'), ('agenda_item', 'listed', 'withdrawn'), ('agenda_item', 'presented', 'decided'), ('agenda_item', 'presented', 'deferred');
create trigger allowed_move before insert or update on public.hangot_agendaitem for each row execute function hg.allowed_move('agenda_item');
insert into hg.moves values ('alarm', '', 'raised'), ('alarm', 'raised', 'settled');
create trigger allowed_move before insert or update on public.hangot_alarm for each row execute function hg.allowed_move('alarm');
insert into hg.moves values ('appointment', '', 'proposed'), ('appointment', 'booked', 'cancelled_by_person'), ('appointment', 'booked', 'cancelled_by_service'), ('appointment', 'booked', 'checked_in'), ('appointment', 'booked', 'confirmed'), ('appointment', 'booked', 'moved'), ('appointment', 'booked', 'no_show'), ('appointment', 'checked_in', 'cancelled_by_person'), ('appointment', 'checked_in', 'cancelled_by_service'), ('appointment', 'checked_in', 'done'), ('appointment', 'confirmed', 'cancelled_by_person'), ('appointment', 'confirmed', 'cancelled_by_service'), ('appointment', 'confirmed', 'checked_in'), ('appointment', 'confirmed', 'moved'), ('appointment', 'confirmed', 'no_show'), ('appointment', 'proposed', 'booked'), ('appointment', 'proposed', 'cancelled_by_person'), ('appointment', 'proposed', 'lapsed');
create trigger allowed_move before insert or update on public.hangot_appointment for each row execute function hg.allowed_move('appointment');
insert into hg.moves values ('basis', '', 'proposed'), ('basis', 'active', 'active'), ('basis', 'active', 'annulled'), ('basis', 'active', 'ended'), ('basis', 'proposed', 'active'), ('basis', 'proposed', 'rejected');
create trigger allowed_move before insert or update on public.hangot_sharingbasis for each row execute function hg.allowed_move('basis');
insert into hg.moves values ('benefit', '', 'requested'), ('benefit', 'approved', 'cancelled'), ('benefit', 'approved', 'paid'), ('benefit', 'checking', 'approved'), ('benefit', 'checking', 'cancelled'), ('benefit', 'checking', 'refused'), ('benefit', 'paid', 'paid'), ('benefit', 'paid', 'reconciled'), ('benefit', 'paid', 'returned'), ('benefit', 'refused', 'checking'), ('benefit', 'requested', 'cancelled'), ('benefit', 'requested', 'checking'), ('benefit', 'returned', 'reconciled');
create trigger allowed_move before insert or update on public.hangot_benefit for each row execute function hg.allowed_move('benefit');
insert into hg.moves values ('break_glass', '', 'opened'), ('break_glass', 'expired', 'improper'), ('break_glass', 'expired', 'proper'), ('break_glass', 'opened', 'expired');
create trigger allowed_move before insert or update on public.hangot_breakglass for each row execute function hg.allowed_move('break_glass');
insert into hg.moves values ('case', '', 'intake'), ('case', 'active', 'assessment'), ('case', 'active', 'closing'), ('case', 'active', 'suspended'), ('case', 'active', 'transferred'), ('case', 'aftercare', 'archived'), ('case', 'aftercare', 'assessment'), ('case', 'archived', 'destroyed'), ('case', 'assessment', 'assessment'), ('case', 'assessment', 'closing'), ('case', 'assessment', 'conference'), ('case', 'assessment', 'selected'), ('case', 'assessment', 'transferred'), ('case', 'closed', 'aftercare'), ('case', 'closed', 'archived'), ('case', 'closed', 'assessment'), ('case', 'closing', 'active'), ('case', 'closing', 'assessment'), ('case', 'closing', 'closed'), ('case', 'conference', 'not_selected'), ('case', 'conference', 'selected'), ('case', 'intake', 'assessment'), ('case', 'intake', 'closing'), ('case', 'intake', 'selected'), ('case', 'intake', 'transferred'), ('case', 'not_selected', 'archived'), ('case', 'not_selected', 'assessment'), ('case', 'planning', 'active'), ('case', 'planning', 'assessment'), ('case', 'planning', 'closing'), ('case', 'planning', 'transferred'), ('case', 'selected', 'active'), ('case', 'selected', 'closing'), ('case', 'selected', 'planning'), ('case', 'selected', 'transferred'), ('case', 'suspended', 'active'), ('case', 'suspended', 'closing'), ('case', 'suspended', 'transferred'), ('case', 'transferred', 'archived');
create trigger allowed_move before insert or update on public.hangot_case for each row execute function hg.allowed_move('case');
insert into hg.moves values ('check', '', 'planned'), ('check', 'planned', 'called_off'), ('check', 'planned', 'done');
create trigger allowed_move before insert or update on public.hangot_check for each row execute function hg.allowed_move('check');
insert into hg.moves values ('conference', '', 'draft'), ('conference', 'called', 'cancelled'), ('conference', 'called', 'open'), ('conference', 'called', 'postponed'), ('conference', 'decided', 'minuted'), ('conference', 'draft', 'called'), ('conference', 'draft', 'cancelled'), ('conference', 'minuted', 'closed'), ('conference', 'open', 'decided'), ('conference', 'postponed', 'called'), ('conference', 'postponed', 'cancelled');
create trigger allowed_move before insert or update on public.hangot_conference for each row execute function hg.allowed_move('conference');
insert into hg.moves values ('consent', '', 'requested'), ('consent', 'given', 'expired'), ('consent', 'given', 'invalidated'), ('consent', 'given', 'superseded'), ('consent', 'given', 'withdrawn'), ('consent', 'requested', 'given'), ('consent', 'requested', 'refused');
create trigger allowed_move before insert or update on public.hangot_consent for each row execute function hg.allowed_move('consent');
insert into hg.moves values ('debt_procedure', '', 'counselling'), ('debt_procedure', 'commenced', 'commenced'), ('debt_procedure', 'commenced', 'discharged'), ('debt_procedure', 'commenced', 'dismissed'), ('debt_procedure', 'commenced', 'plan'), ('debt_procedure', 'commenced', 'withdrawn'), ('debt_procedure', 'counselling', 'documents'), ('debt_procedure', 'counselling', 'withdrawn'), ('debt_procedure', 'discharged', 'dismissed'), ('debt_procedure', 'discharged', 'final'), ('debt_procedure', 'documents', 'filed'), ('debt_procedure', 'documents', 'withdrawn'), ('debt_procedure', 'filed', 'commenced'), ('debt_procedure', 'filed', 'dismissed'), ('debt_procedure', 'filed', 'plan'), ('debt_procedure', 'filed', 'withdrawn'), ('debt_procedure', 'plan', 'completed'), ('debt_procedure', 'plan', 'discharged'), ('debt_procedure', 'plan', 'dismissed'), ('debt_procedure', 'plan', 'withdrawn');
create trigger allowed_move before insert or update on public.hangot_debtprocedure for each row execute function hg.allowed_move('debt_procedure');
insert into hg.moves values ('destruction', '', 'proposed'), ('destruction', 'proposed', 'done'), ('destruction', 'proposed', 'refused'), ('destruction', 'proposed', 'withdrawn');
create trigger allowed_move before insert or update on public.hangot_destruction for each row execute function hg.allowed_move('destruction');
insert into hg.moves values ('export', '', 'asked'), ('export', 'allowed', 'failed'), ('export', 'allowed', 'made'), ('export', 'allowed', 'over'), ('export', 'allowed', 'withdrawn'), ('export', 'asked', 'allowed'), ('export', 'asked', 'over'), ('export', 'asked', 'refused'), ('export', 'asked', 'withdrawn'), ('export', 'made', 'over'), ('export', 'made', 'withdrawn');
create trigger allowed_move before insert or update on public.hangot_export for each row execute function hg.allowed_move('export');
insert into hg.moves values ('form', '', 'drafted'), ('form', 'drafted', 'proposed'), ('form', 'drafted', 'withdrawn'), ('form', 'proposed', 'published'), ('form', 'proposed', 'refused'), ('form', 'proposed', 'withdrawn'), ('form', 'published', 'retired');
create trigger allowed_move before insert or update on public.hangot_formchange for each row execute function hg.allowed_move('form');
insert into hg.moves values ('home_visit', '', 'planned'), ('home_visit', 'departed', 'on_site'), ('home_visit', 'departed', 'overdue'), ('home_visit', 'departed', 'safe_back'), ('home_visit', 'on_site', 'on_site'), ('home_visit', 'on_site', 'overdue'), ('home_visit', 'on_site', 'safe_back'), ('home_visit', 'overdue', 'on_site'), ('home_visit', 'overdue', 'safe_back'), ('home_visit', 'planned', 'cancelled'), ('home_visit', 'planned', 'departed'), ('home_visit', 'planned', 'planned');
create trigger allowed_move before insert or update on public.hangot_homevisit for each row execute function hg.allowed_move('home_visit');
insert into hg.moves values ('identity_link', '', 'suspected'), ('identity_link', 'different', 'suspected'), ('identity_link', 'linked', 'different'), ('identity_link', 'suspected', 'different'), ('identity_link', 'suspected', 'linked');
create trigger allowed_move before insert or update on public.hangot_identitylink for each row execute function hg.allowed_move('identity_link');
insert into hg.moves values ('item', '', 'ready'), ('item', 'lost', 'ready'), ('item', 'lost', 'retired'), ('item', 'ready', 'lost'), ('item', 'ready', 'repair'), ('item', 'ready', 'retired'), ('item', 'repair', 'lost'), ('item', 'repair', 'ready'), ('item', 'repair', 'retired');
create trigger allowed_move before insert or update on public.hangot_item for each row execute function hg.allowed_move('item');
insert into hg.moves values ('job_search', '', 'looking'), ('job_search', 'looking', 'stopped'), ('job_search', 'looking', 'working'), ('job_search', 'working', 'kept'), ('job_search', 'working', 'looking');
create trigger allowed_move before insert or update on public.hangot_jobsearch for each row execute function hg.allowed_move('job_search');
insert into hg.moves values ('judgement', '', 'crisis'), ('judgement', '', 'no_crisis'), ('judgement', '', 'watch');
create trigger allowed_move before insert or update on public.hangot_judgement for each row execute function hg.allowed_move('judgement');
insert into hg.moves values ('lending', '', 'reserved'), ('lending', '', 'waiting'), ('lending', 'issued', 'issued'), ('lending', 'issued', 'lost'), ('lending', 'issued', 'overdue'), ('lending', 'issued', 'returned'), ('lending', 'lost', 'returned'), ('lending', 'overdue', 'issued'), ('lending', 'overdue', 'lost'), ('lending', 'overdue', 'returned'), ('lending', 'reserved', 'cancelled'), ('lending', 'reserved', 'issued'), ('lending', 'waiting', 'cancelled'), ('lending', 'waiting', 'reserved');
create trigger allowed_move before insert or update on public.hangot_lending for each row execute function hg.allowed_move('lending');
insert into hg.moves values ('message', '', 'waiting'), ('message', 'asking', 'asking'), ('message', 'asking', 'denied'), ('message', 'asking', 'dropped'), ('message', 'asking', 'settled'), ('message', 'asking', 'waiting'), ('message', 'denied', 'asking'), ('message', 'denied', 'settled'), ('message', 'failed', 'settled'), ('message', 'handed', 'denied'), ('message', 'handed', 'dropped'), ('message', 'handed', 'sent'), ('message', 'handed', 'settled'), ('message', 'sending', 'failed'), ('message', 'sending', 'sent'), ('message', 'sending', 'unsure'), ('message', 'sending', 'waiting'), ('message', 'unsure', 'settled'), ('message', 'waiting', 'asking'), ('message', 'waiting', 'denied'), ('message', 'waiting', 'dropped'), ('message', 'waiting', 'handed'), ('message', 'waiting', 'sending');
create trigger allowed_move before insert or update on public.hangot_message for each row execute function hg.allowed_move('message');
insert into hg.moves values ('notice', '', 'new'), ('notice', 'declined', 'screening'), ('notice', 'helped', 'screening'), ('notice', 'lost', 'screening'), ('notice', 'new', 'duplicate'), ('notice', 'new', 'redirected'), ('notice', 'new', 'screening'), ('notice', 'new', 'unreachable'), ('notice', 'redirected', 'screening'), ('notice', 'screening', 'declined'), ('notice', 'screening', 'duplicate'), ('notice', 'screening', 'helped'), ('notice', 'screening', 'opened'), ('notice', 'screening', 'redirected'), ('notice', 'screening', 'unreachable'), ('notice', 'unreachable', 'lost'), ('notice', 'unreachable', 'screening'), ('notice', 'unreachable', 'unreachable');
create trigger allowed_move before insert or update on public.hangot_notice for each row execute function hg.allowed_move('notice');
insert into hg.moves values ('order', '', 'emergency'), ('order', '', 'in_force'), ('order', '', 'requested'), ('order', 'emergency', 'ended'), ('order', 'emergency', 'in_force'), ('order', 'emergency', 'refused'), ('order', 'emergency', 'requested'), ('order', 'in_force', 'ended'), ('order', 'in_force', 'in_force'), ('order', 'requested', 'ended'), ('order', 'requested', 'in_force'), ('order', 'requested', 'refused');
create trigger allowed_move before insert or update on public.hangot_protectiveorder for each row execute function hg.allowed_move('order');
insert into hg.moves values ('plan', '', 'draft'), ('plan', 'active', 'finished'), ('plan', 'active', 'revised'), ('plan', 'agreed', 'approved'), ('plan', 'agreed', 'draft'), ('plan', 'approved', 'active'), ('plan', 'draft', 'agreed');
create trigger allowed_move before insert or update on public.hangot_serviceplan for each row execute function hg.allowed_move('plan');
insert into hg.moves values ('referral', '', 'draft'), ('referral', 'accepted', 'declined'), ('referral', 'accepted', 'in_service'), ('referral', 'accepted', 'no_contact'), ('referral', 'accepted', 'scheduled'), ('referral', 'completed', 'acknowledged'), ('referral', 'declined', 'acknowledged'), ('referral', 'draft', 'completed'), ('referral', 'draft', 'discarded'), ('referral', 'draft', 'held'), ('referral', 'draft', 'sent'), ('referral', 'expired', 'accepted'), ('referral', 'expired', 'acknowledged'), ('referral', 'expired', 'declined'), ('referral', 'held', 'discarded'), ('referral', 'held', 'sent'), ('referral', 'held', 'withdrawn'), ('referral', 'in_service', 'completed'), ('referral', 'in_service', 'stopped'), ('referral', 'no_contact', 'acknowledged'), ('referral', 'returned', 'sent'), ('referral', 'returned', 'withdrawn'), ('referral', 'scheduled', 'accepted'), ('referral', 'scheduled', 'declined'), ('referral', 'scheduled', 'in_service'), ('referral', 'scheduled', 'no_contact'), ('referral', 'sent', 'accepted'), ('referral', 'sent', 'declined'), ('referral', 'sent', 'expired'), ('referral', 'sent', 'returned'), ('referral', 'sent', 'withdrawn'), ('referral', 'stopped', 'acknowledged'), ('referral', 'withdrawn', 'acknowledged');
create trigger allowed_move before insert or update on public.hangot_referral for each row execute function hg.allowed_move('referral');
insert into hg.moves values ('removal', '', 'found'), ('removal', 'back', 'blocked'), ('removal', 'back', 'deleted'), ('removal', 'back', 'requested'), ('removal', 'blocked', 'back'), ('removal', 'confirmed', 'back'), ('removal', 'deleted', 'back'), ('removal', 'deleted', 'confirmed'), ('removal', 'deleted', 'deleted'), ('removal', 'found', 'blocked'), ('removal', 'found', 'deleted'), ('removal', 'found', 'dropped'), ('removal', 'found', 'requested'), ('removal', 'refused', 'blocked'), ('removal', 'refused', 'deleted'), ('removal', 'refused', 'requested'), ('removal', 'requested', 'blocked'), ('removal', 'requested', 'deleted'), ('removal', 'requested', 'refused');
create trigger allowed_move before insert or update on public.hangot_removal for each row execute function hg.allowed_move('removal');
insert into hg.moves values ('response', '', 'draft'), ('response', 'draft', 'discarded'), ('response', 'draft', 'finished'), ('response', 'finished', 'finished'), ('response', 'finished', 'replaced');
create trigger allowed_move before insert or update on public.hangot_response for each row execute function hg.allowed_move('response');
insert into hg.moves values ('room_fault', '', 'reported'), ('room_fault', 'mended', 'reported'), ('room_fault', 'reported', 'dismissed'), ('room_fault', 'reported', 'mended'), ('room_fault', 'reported', 'taken'), ('room_fault', 'taken', 'dismissed'), ('room_fault', 'taken', 'mended');
create trigger allowed_move before insert or update on public.hangot_roomfault for each row execute function hg.allowed_move('room_fault');
insert into hg.moves values ('rule_change', '', 'drafted'), ('rule_change', 'drafted', 'proposed'), ('rule_change', 'drafted', 'withdrawn'), ('rule_change', 'proposed', 'approved'), ('rule_change', 'proposed', 'refused'), ('rule_change', 'proposed', 'withdrawn');
create trigger allowed_move before insert or update on public.hangot_rulechange for each row execute function hg.allowed_move('rule_change');
insert into hg.moves values ('stop', '', 'planned'), ('stop', 'called', 'moved'), ('stop', 'called', 'receiving'), ('stop', 'called', 'skipped'), ('stop', 'called', 'waiting'), ('stop', 'planned', 'moved'), ('stop', 'planned', 'skipped'), ('stop', 'planned', 'waiting'), ('stop', 'receiving', 'finished'), ('stop', 'waiting', 'called'), ('stop', 'waiting', 'moved'), ('stop', 'waiting', 'receiving'), ('stop', 'waiting', 'skipped');
create trigger allowed_move before insert or update on public.hangot_stop for each row execute function hg.allowed_move('stop');
insert into hg.moves values ('trainee', '', 'came'), ('trainee', '', 'invited'), ('trainee', 'away', 'came'), ('trainee', 'away', 'coming'), ('trainee', 'coming', 'away'), ('trainee', 'coming', 'came'), ('trainee', 'invited', 'away'), ('trainee', 'invited', 'came'), ('trainee', 'invited', 'coming');
create trigger allowed_move before insert or update on public.hangot_trainee for each row execute function hg.allowed_move('trainee');
insert into hg.moves values ('training', '', 'planned'), ('training', 'called', 'cancelled'), ('training', 'called', 'held'), ('training', 'planned', 'called'), ('training', 'planned', 'cancelled');
create trigger allowed_move before insert or update on public.hangot_training for each row execute function hg.allowed_move('training');
insert into hg.moves values ('visit', '', 'planned'), ('visit', 'arrived', 'in_progress'), ('visit', 'arrived', 'left'), ('visit', 'called_off', 'planned'), ('visit', 'in_progress', 'left'), ('visit', 'planned', 'arrived'), ('visit', 'planned', 'called_off'), ('visit', 'planned', 'not_come');
create trigger allowed_move before insert or update on public.hangot_visit for each row execute function hg.allowed_move('visit');
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
grant create on schema hg to hangot_search;
alter function hg.find(bigint[], bigint[], integer) owner to hangot_search;
alter function hg.touches(uuid) owner to hangot_search;
alter function hg.flows(uuid) owner to hangot_search;
alter function hg.shows(uuid, integer, integer, uuid) owner to hangot_search;
alter function hg.reads(uuid, integer, uuid, uuid, uuid) owner to hangot_search;
revoke create on schema hg from hangot_search;
