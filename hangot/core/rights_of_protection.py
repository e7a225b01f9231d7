"""Who may lend a device, a bed or a volunteer's day, and take it back: the agency that has it."""

from collections.abc import Mapping

from hangot.core.right_rules import FIELD, Lines, duty, works_at_lead, works_at_sender

STOCK = duty("C", "M", "A", "P", "L", "D")
LENDING = ("wait", "reserve", "move_up", "issue", "extend", "take_back", "lose", "cancel")
REMOVALS = (
    "register", "request", "delete", "check", "confirm", "refuse", "block", "come_back", "drop",
)  # fmt: skip
ITEMS = ("add", "repair", "mend", "lose", "find", "retire")

STAFF = duty("R", "C", "M", "A", "P", "L", "D", "S", "N")
KEEPS_HOUSE: Lines = ((duty("D", "N"),), (duty("L"), works_at_lead))

PROTECTION: Mapping[str, Lines] = {
    "lending.see": ((duty("C", "M", "A", "P", "S"),),),
    **{f"lending.{event}": ((FIELD, works_at_sender),) for event in LENDING},
    "lending.fall_due": ((duty("N"),),),
    "removal.see": ((duty("C", "M", "A"),),),
    **{f"removal.{event}": ((duty("C", "M", "A"), works_at_sender),) for event in REMOVALS},
    "removal.tell": ((duty("C", "M", "A"), works_at_sender),),
    "stock.see": ((STOCK,),),
    "upkeep.see": ((STAFF,),),
    **{f"room_fault.{event}": ((STAFF,),) for event in ("report", "again")},
    **{f"room_fault.{event}": KEEPS_HOUSE for event in ("take", "mend", "dismiss")},
    "security_check.write": (*KEEPS_HOUSE, (duty("S"), works_at_lead)),
    **{f"item.{event}": ((STOCK, works_at_sender),) for event in ITEMS},
}
