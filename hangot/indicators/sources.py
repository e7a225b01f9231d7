"""Where each event is read: agency, person only to be counted once, moment, kind and amount.

Every statement reads rows of one centre and one span, and no column that says who somebody is.
`at` is a moment, or midnight of a day that somebody typed.
"""

from collections.abc import Mapping

# Any step of any life.
STEP = """
select m.agency_id, m.subject_id, m.at, '' as kind, 0 as amount from hangot_moved m
where m.centre_id = %(centre)s and m.thing_kind = %(thing)s and m.event = %(event)s
  and m.at >= %(start)s and m.at < %(end)s
"""
# Between an earlier step of the same thing, the first of its kind, and this one.
LOOP = """
select m.agency_id, m.subject_id, m.at, '' as kind,
  (m.at at time zone 'Asia/Seoul')::date - (s.at at time zone 'Asia/Seoul')::date as amount
from hangot_moved m cross join lateral (
  select min(f.at) as at from hangot_moved f
  where f.thing_id = m.thing_id and f.thing_kind = 'referral' and f.event = 'send') s
where m.centre_id = %(centre)s and m.thing_kind = 'referral' and m.event = 'acknowledge'
  and s.at is not null and m.at >= %(start)s and m.at < %(end)s
"""
WAIT = """
select m.agency_id, m.subject_id, m.at, '' as kind,
  floor(extract(epoch from m.at - s.at) / 60)::int as amount
from hangot_moved m cross join lateral (
  select min(f.at) as at from hangot_moved f
  where f.thing_id = m.thing_id and f.thing_kind = 'stop' and f.event = 'queue') s
where m.centre_id = %(centre)s and m.thing_kind = 'stop' and m.event = 'receive'
  and s.at is not null and m.at >= %(start)s and m.at < %(end)s
"""
REFUSAL = """
select m.agency_id, m.subject_id, m.at, r.why as kind, 0 as amount
from hangot_moved m join hangot_referral r on r.id = m.thing_id
where m.centre_id = %(centre)s and m.thing_kind = 'referral' and m.event = 'decline'
  and m.at >= %(start)s and m.at < %(end)s
"""
LINKED = """
select m.agency_id, m.subject_id, m.at, s.domain as kind, 0 as amount
from hangot_moved m join hangot_referral r on r.id = m.thing_id
join hangot_service s on s.id = r.service_id
where m.centre_id = %(centre)s and m.thing_kind = 'referral' and m.event = 'accept'
  and m.at >= %(start)s and m.at < %(end)s
"""
OUTCOME = """
select m.agency_id, m.subject_id, m.at, r.outcome as kind, 0 as amount
from hangot_moved m join hangot_referral r on r.id = m.thing_id
where m.centre_id = %(centre)s and m.thing_kind = 'referral' and m.event = 'complete'
  and m.at >= %(start)s and m.at < %(end)s
"""
ENDED = """
select c.agency_id, c.subject_id, c.decided_at as at, c.reason as kind, 0 as amount
from hangot_closure c where c.centre_id = %(centre)s and c.approved
  and c.decided_at >= %(start)s and c.decided_at < %(end)s
"""
CONTENT = ENDED.replace("c.reason", "c.satisfaction")
# A day that was typed is a day in Seoul, whatever the zone of the session.
RELEASED = """
select d.agency_id, d.subject_id, d.day::timestamp at time zone 'Asia/Seoul' as at, d.route as kind,
  coalesce(d.released, 0) as amount
from (select agency_id, subject_id, route, released, coalesce(final_on, ended_on) as day
      from hangot_debtprocedure
      where centre_id = %(centre)s and state in ('final', 'completed')) d
where d.day >= %(first)s and d.day < %(last)s
"""
PAID = """
select p.agency_id, p.subject_id, p.paid_on::timestamp at time zone 'Asia/Seoul' as at, p.kind,
  p.amount
from hangot_payment p where p.centre_id = %(centre)s
  and p.paid_on >= %(first)s and p.paid_on < %(last)s
"""
DUE = """
select c.agency_id, c.subject_id, c.due as at, c.what as kind, 0 as amount from hangot_clock c
where c.centre_id = %(centre)s and not c.soft and (c.paused_at is null or c.met_at is not null)
  and c.due >= %(start)s and c.due < %(end)s
"""
KEPT = f"{DUE} and c.met_at <= c.due"
ASKED = """
select a.agency_id, null::uuid as subject_id, a."on"::timestamp at time zone 'Asia/Seoul' as at,
  '' as kind, 0 as amount
from hangot_asked a where a.centre_id = %(centre)s and a."on" >= %(first)s and a."on" < %(last)s
"""
REPEATED = f"{ASKED} and a.again"
TRAINED = """
select t.agency_id, t.id as subject_id, t.starts as at, t.course as kind, 0 as amount
from hangot_training t where t.centre_id = %(centre)s and t.state = 'held'
  and t.starts >= %(start)s and t.starts < %(end)s
"""
# Whoever came is a keyed token, so that the same person is counted once and nobody is named.
ATTENDED = """
select e.agency_id, md5(n.who::text)::uuid as subject_id, t.starts as at, e.role as kind,
  round(extract(epoch from t.ends - t.starts) / 3600)::int as amount
from hangot_trainee e join hangot_training t on t.id = e.training_id
join hangot_traineename n on n.trainee_id = e.id
where e.centre_id = %(centre)s and e.state = 'came' and t.state = 'held'
  and t.starts >= %(start)s and t.starts < %(end)s
"""
OF_AGENCIES = ATTENDED.replace("md5(n.who::text)::uuid", "e.agency_id")
STATEMENTS: Mapping[str, str] = {
    "training.held": TRAINED, "training.attend": ATTENDED, "training.agency": OF_AGENCIES,
    "debt.release": RELEASED, "benefit.payment": PAID, "stop.wait": WAIT, "referral.loop": LOOP,
    "referral.link": LINKED, "referral.refusal": REFUSAL, "referral.outcome": OUTCOME, "case.end": ENDED,
    "case.content": CONTENT, "clock.due": DUE, "clock.kept": KEPT, "question.ask": ASKED,
    "question.repeat": REPEATED,
}  # fmt: skip


def statement(event: str) -> str:
    """The rows of an event."""
    return STATEMENTS.get(event, STEP)
