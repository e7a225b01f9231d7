"""Who plans a day in the house, receives who comes, and calls them from desk to desk."""

from collections.abc import Mapping

from hangot.core.right_rules import DESK, FIELD, HELPERS, Lines, duty, works_at_receiver

VISITS: Mapping[str, Lines] = {
    "visit.find": ((duty("R"),),),
    "visit.plan": ((HELPERS,),),
    "visit.plan_again": ((HELPERS,),),
    "visit.arrive": ((duty("R"),),),
    "visit.call_off": ((HELPERS,),),
    "visit.begin": ((HELPERS,),),
    "visit.leave": ((duty("R", "N"),),),
    "visit.give_up": ((duty("R", "N"),),),
    "visit.print": ((DESK,),),
    "stop.find": ((FIELD,),),
    "stop.plan": ((HELPERS,),),
    "stop.queue": ((duty("R"),), (works_at_receiver,)),
    "stop.call": ((duty("R"),), (works_at_receiver,)),
    "stop.receive": ((FIELD, works_at_receiver),),
    "stop.finish": ((FIELD, works_at_receiver),),
    "stop.late": ((duty("R"),), (works_at_receiver,)),
    "stop.skip": ((duty("R"),), (works_at_receiver,)),
    "stop.move": ((duty("R"),), (works_at_receiver,)),
}
