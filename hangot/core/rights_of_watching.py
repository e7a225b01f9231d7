"""Who may look through the log, and what leaves the house with it."""

from collections.abc import Mapping

from hangot.core.right_rules import Lines, duty

WATCHING: Mapping[str, Lines] = {
    "audit.see": ((duty("U", "V"),),),
    "audit.review": ((duty("U", "V"),),),
    "audit.close": ((duty("U", "V"),),),
    "audit.bundle": ((duty("U", "V"),),),
}
