"""How people come to be known, how they may safely be reached, who must not meet whom."""

from hangot.people.apart import deny, end_denial, end_separation, separate
from hangot.people.household import Part, change_member, join, move_out
from hangot.people.identity import (
    add_alias,
    add_tokens,
    create_person,
    identify,
    texts_of,
    write_alias,
    write_tokens,
)
from hangot.people.links import decide_link, suspect
from hangot.people.moving_in import move_in
from hangot.people.reaching import (
    SAFETY_LASTS,
    Safety,
    add_access_need,
    end_access_need,
    put_contact,
    put_safety,
    reveal_contact,
    said,
    stricter,
    write_contact,
    write_safety,
)
from hangot.people.relations import add_relationship, change_relationship, end_relationship

__all__ = [
    "SAFETY_LASTS", "Part", "Safety", "add_access_need", "add_alias", "add_relationship",
    "add_tokens", "change_member", "change_relationship", "create_person", "decide_link", "deny",
    "end_access_need", "end_denial", "end_relationship", "end_separation", "identify", "join",
    "move_in", "move_out", "put_contact", "put_safety", "reveal_contact", "said", "separate", "stricter", "suspect", "texts_of",
    "write_alias", "write_contact", "write_safety", "write_tokens",
]  # fmt: skip
