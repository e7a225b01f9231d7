"""One walk over what happened for all figures of an event; people are counted and never looked at."""

# What happened in a span, and of which person: several records may be of one.
NAMED = """
with met as ({source}),
named as (
  select case when agency_id = any(%(agencies)s) then agency_id end as agency,
    case when kind = any(%(kinds)s) then kind else '-' end as kind,
    extract(month from at at time zone 'Asia/Seoul')::int as month,
    coalesce(same.stands, subject_id) as person, amount
  from met left join unnest(%(records)s::uuid[], %(persons)s::uuid[]) as same(record, stands)
    on same.record = subject_id)
"""
# Every sum of it in one walk: by month and whole, and each of them by agency; whole by kind.
COUNTED = """
{named}select grouping(month, agency, kind), month, agency, kind,
  count(*), count(distinct person), sum(amount)::bigint, 0, 0
from named group by grouping sets ((), (agency), (kind), (month), (month, agency))
"""
# The same of months alone: what is whole then is nobody's year.
MONTHLY = """
{named}select grouping(month, agency) * 2 + 1, month, agency, null,
  count(*), count(distinct person), sum(amount)::bigint, 0, 0
from named group by grouping sets ((month), (month, agency))
"""
# All of COUNTED, with the two largest parts that one person has of each sum.
LARGEST = """
{named}, own as (
  select grouping(month, agency, kind) as level, month, agency, kind, person,
    count(*) as times, sum(amount)::bigint as amount
  from named group by grouping sets
    ((person), (person, agency), (person, kind), (person, month), (person, month, agency)))
select level, month, agency, kind, sum(times)::bigint, count(person), sum(amount)::bigint,
  coalesce((array_agg(amount order by amount desc))[1], 0),
  coalesce((array_agg(amount order by amount desc))[2], 0)
from own group by level, month, agency, kind
"""
# Where two breakdowns meet. The newest mark of each source counts; several are a row of their own.
CROSSED = """
{named}, newest as (
  select distinct on (person, axis, source) person, axis, value
  from (select coalesce(same.stands, subject_id) as person, axis, source, code as value, at
    from hangot_mark left join unnest(%(records)s::uuid[], %(persons)s::uuid[]) as same(record, stands)
      on same.record = subject_id
    where centre_id = %(centre)s and at < %(end)s and axis in (%(one)s, %(two)s)) told
  order by person, axis, source, at desc),
marked as (
  select person, axis, case when count(distinct value) > 1 then 'several' else min(value) end as value
  from newest where value <> '' group by person, axis),
placed as (
  select named.person, amount,
    case when %(one)s = 'kind' then kind when a.value = any(%(ones)s) then a.value else '-' end as one,
    case when b.value = any(%(twos)s) then b.value else '-' end as two
  from named left join marked a on a.person = named.person and a.axis = %(one)s
    left join marked b on b.person = named.person and b.axis = %(two)s),
own as (
  select grouping(one, two) as level, one, two, person,
    count(*) as times, sum(amount)::bigint as amount
  from placed group by grouping sets ((person, one, two), (person, one), (person, two)))
select level, one, two, sum(times)::bigint, count(person), sum(amount)::bigint,
  coalesce((array_agg(amount order by amount desc))[1], 0),
  coalesce((array_agg(amount order by amount desc))[2], 0)
from own group by level, one, two
"""
