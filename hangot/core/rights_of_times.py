"""Who may plan, book and move times: the part of the permission map that follows the calendar."""

from collections.abc import Mapping

from hangot.core.right_rules import (
    DESK,
    Lines,
    duty,
    holds_post,
    works_at_lead,
    works_at_receiver,
    works_at_sender,
)

TIMES: Mapping[str, Lines] = {
    "appointment.see": ((duty("R", "C", "M", "A", "P", "L"),),),
    "appointment.plan": ((duty("R", "C", "M", "A"),),),
    "reasons.see": ((duty("R", "C", "M", "A", "S"),),),
    "reasons.find": ((duty("S"),),),
    "appointment.propose": ((duty("R", "C", "M", "A"),),),
    "appointment.lapse": ((duty("N"),),),
    "appointment.book": ((duty("R", "C", "M", "A"), works_at_sender),),
    "appointment.confirm": ((duty("R"),),),
    "appointment.check_in": ((duty("R"),),),
    "appointment.finish": ((works_at_receiver,), (DESK, works_at_lead)),
    "appointment.cancel_person": ((works_at_sender,), (works_at_receiver,), (DESK, works_at_lead)),
    "appointment.cancel_service": ((works_at_receiver,), (duty("R", "C", "M", "L"), works_at_lead)),
    "appointment.move": ((works_at_sender,), (works_at_receiver,), (DESK, works_at_lead)),
    "appointment.miss": ((duty("R"),),),
    "rota.see": ((duty("R", "C", "M", "A", "P", "L", "D"),),),
    "rota.write": (
        (holds_post,),
        (duty("L", "D"), works_at_lead),
        (duty("L"), works_at_receiver),
    ),
    "places.see": ((duty("R", "C", "M", "A", "P", "L", "D", "N"),),),
    "places.write": ((duty("D", "N"),), (duty("L"), works_at_lead)),
    "places.agency": (
        (duty("D", "N"),),
        (duty("L"), works_at_lead),
        (duty("L"), works_at_receiver),
    ),
    "rooms.see": ((duty("R", "C", "M", "A", "P", "L", "D"),),),
    "rota.repair": ((DESK, works_at_lead),),
}
