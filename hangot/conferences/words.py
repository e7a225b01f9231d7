"""What somebody has to say about an item, in one section of the record."""

from datetime import datetime

from hangot.access.queries import view
from hangot.conferences.models import AgendaItem, Contribution
from hangot.core.access import Actor, Level, Section
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.people.entries import owned

NO_WORDS = Text("이 구역에는 쓸 수 없습니다.", "You cannot write into this section.")


def put_words(
    item: AgendaItem, section: Section, words: str, *, by: Actor, at: datetime
) -> Contribution:
    """What somebody has to say about an item, once for each section and post; later words replace."""
    seen = view(by, item.subject_id, at=at)
    if section.closed or max(seen.levels[section], seen.own[section]) < Level.FULL:
        raise Missing("section", NO_WORDS)
    known = Contribution.objects.filter(item=item, post_id=by.post, section=section.number).first()
    row = known or Contribution(**owned(item.subject_id, section, by=by, at=at), item=item)
    row.text = words
    row.version += 1 if known else 0
    row.save(force_insert=known is None)
    return row
