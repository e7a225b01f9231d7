"""Who may look through the log, and what leaves the house with it."""

from collections.abc import Mapping

from hangot.core.right_rules import (
    CASEWORK,
    Lines,
    duty,
    holds_seat,
    is_not_proposer,
    is_proposer,
    works_at_lead,
)

WATCHING: Mapping[str, Lines] = {
    "log.see": ((CASEWORK, holds_seat), (duty("V"),), (duty("L"), works_at_lead)),
    "log.print": ((duty("V"),),),
    "log.find": ((duty("V"),),),
    "audit.see": ((duty("U", "V"),),),
    "audit.review": ((duty("U", "V"),),),
    "audit.close": ((duty("U", "V"),),),
    "audit.bundle": ((duty("U", "V"),),),
    # files that leave the house
    "export.find": ((duty("L", "V", "D"),),),
    "export.ask": ((duty("L", "V"),),),
    "export.allow": ((duty("V", "D"), is_not_proposer),),
    "export.refuse": ((duty("V", "D"), is_not_proposer),),
    "export.make": ((duty("L", "V"), is_proposer),),
    "export.fetch": ((duty("L", "V"), is_proposer),),
    "export.withdraw": ((duty("L", "V"), is_proposer),),
    "export.fail": ((duty("N"),),),
    "export.lapse": ((duty("N"),),),
    # the end of a record
    "destruction.find": ((duty("V", "L"),),),
    "destruction.propose": ((duty("V", "L"),),),
    "destruction.approve": ((duty("V", "L"), is_not_proposer),),
    "destruction.refuse": ((duty("V", "L"), is_not_proposer),),
    "destruction.withdraw": ((duty("V", "L"), is_proposer),),
    "legal_hold.write": ((duty("V"),),),
}
