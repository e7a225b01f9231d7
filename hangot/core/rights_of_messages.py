"""Who may write, decide and send messages: the part of the permission map about the gate."""

from collections.abc import Mapping

from hangot.core.right_rules import (
    CASEWORK,
    HELPERS,
    Lines,
    duty,
    is_not_proposer,
    works_at_sender,
)

MESSAGES: Mapping[str, Lines] = {
    "message.see": ((HELPERS,),),
    "message.find": ((HELPERS,),),
    "message.write": ((HELPERS,),),
    **dict.fromkeys(
        (f"message.{event}" for event in ("claim", "hand", "ask", "hold_back", "sent")),
        ((duty("N"),),),
    ),
    "message.retry": ((duty("N"),),),
    "message.fail": ((duty("N"),),),
    "message.lose": ((duty("N"),),),
    "message.clear": ((HELPERS, works_at_sender),),
    "message.propose": ((HELPERS, works_at_sender),),
    "message.override": ((CASEWORK, works_at_sender, is_not_proposer),),
    "message.told": ((HELPERS, works_at_sender),),
    "message.settle": ((HELPERS, works_at_sender),),
    "message.drop": ((duty("R", "C", "M", "A", "P", "N"),),),
}
