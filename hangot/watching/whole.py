"""The whole log of a centre, as only the check of it reads: what it says is whether it holds."""

from contextlib import AbstractContextManager
from uuid import UUID

from hangot.access.context import acting, system
from hangot.core.access import Purpose


def reading(centre: UUID, *, pack: str) -> AbstractContextManager[object]:
    """As the auditor of a centre and of no agency: who is kept out of a record stands in its log, too.

    The centre stands where an agency would, so no denial against one hides an entry from the check,
    and no gap in the chain tells whoever is kept out that they are.
    """
    by = system(centre, centre, frozenset({"U"}), profile=pack)
    return acting(by, Purpose.OVERSIGHT, "audit.verify")
