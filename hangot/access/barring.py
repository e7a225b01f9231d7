"""Which posts are kept out of a person's record, for an act that would bring them to it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hangot.access.context import deriving
from hangot.access.models import Denial
from hangot.accounts.queries import sitters


def kept_out(subject: UUID, posts: Mapping[UUID, UUID], *, at: datetime) -> set[UUID]:
    """Of these posts (with their agencies) those that are denied, or whose worker or agency is."""
    seated = sitters(posts, at=at)
    with deriving(subject):
        rows = Denial.objects.filter(subject_id=subject, starts__lte=at)
        live = [one for one in rows if one.ends is None or one.ends > at]
    return {
        post
        for post, agency in posts.items()
        for one in live
        if one.post_id == post
        or one.agency_id == agency
        or (post in seated and one.worker_id == seated[post].pk)
    }
