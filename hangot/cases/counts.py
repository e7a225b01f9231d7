"""How much moved in a month: plain numbers without a column about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from hangot.access.context import current

# Starts from the access rows of the agency: one standing row of the team lead per case, so that
# a subject is counted once however many posts may see it.
MONTH = """
select 'stage', stage, count(*) from (
  select subject_id, stage from hangot_accessrow
  where agency_id = %(agency)s and purpose = %(purpose)s and post_id is null and duty = 'L'
    and case_id is not null and sort_at >= %(start)s and sort_at < %(end)s
  group by subject_id, stage) moved
group by stage
union all
select 'referral', state, count(*) from hangot_referral
where from_agency = %(agency)s and sent_at >= %(start)s and sent_at < %(end)s
group by state
"""


@dataclass(frozen=True, slots=True)
class Month:
    """People whose case moved last in the month, by stage; referrals sent in it, by state."""

    stages: Mapping[str, int]
    referrals: Mapping[str, int]


def month_counts(*, start: datetime, end: datetime) -> Month:
    """The numbers of the lead agency, for a post that may count; `end` is no longer counted."""
    state = current()
    with connection.cursor() as cursor:
        cursor.execute(MONTH, {
            "agency": state.actor.agency, "purpose": state.purpose.value, "start": start, "end": end,
        })  # fmt: skip
        rows = cursor.fetchall()
    return Month(
        {name: count for kind, name, count in rows if kind == "stage"},
        {name: count for kind, name, count in rows if kind == "referral"},
    )
