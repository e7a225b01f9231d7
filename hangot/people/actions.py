"""How people come to be known, how they may safely be reached, who must not meet whom."""

from hangot.people.apart import deny, end_denial, end_separation, separate
from hangot.people.identity import (
    add_alias,
    add_tokens,
    create_person,
    identify,
    texts_of,
    write_alias,
    write_tokens,
)
from hangot.people.links import decide_link
from hangot.people.reaching import (
    SAFETY_LASTS,
    Safety,
    add_access_need,
    put_contact,
    put_safety,
    reveal_contact,
    write_contact,
    write_safety,
)
from hangot.people.relations import add_relationship

__all__ = [
    "SAFETY_LASTS", "Safety", "add_access_need", "add_alias", "add_relationship", "add_tokens",
    "create_person", "decide_link", "deny", "end_denial", "end_separation", "identify",
    "put_contact", "put_safety", "reveal_contact", "separate", "texts_of", "write_alias",
    "write_contact", "write_safety", "write_tokens",
]  # fmt: skip
