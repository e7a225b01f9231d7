"""Who may hold a training, who may come, and who speaks on the board of the network."""

from collections.abc import Mapping

from hangot.core.right_rules import (
    Lines,
    duty,
    holds_lead_seat,
    holds_post,
    signed_in,
    works_at_sender,
)

RUNS_IT: Lines = ((duty("L", "D"), works_at_sender),)
AT_THE_DOOR: Lines = (*RUNS_IT, (holds_lead_seat,))
"""Who holds the training, and its trainer: the post in the place of the lead."""
PRACTICE: Lines = ((duty("C", "M", "A", "P", "L", "D"),),)

TRAINING: Mapping[str, Lines] = {
    "training.see": ((signed_in,),),
    "training.plan": ((duty("L", "D"),),),
    "training.call": RUNS_IT,
    "training.cancel": RUNS_IT,
    "training.hold": AT_THE_DOOR,
    "training.door": AT_THE_DOOR,
    "training.owing": ((duty("L", "D"),),),
    "trainee.invite": RUNS_IT,
    "trainee.accept": ((holds_post,),),
    "trainee.decline": ((holds_post,),),
    "trainee.register": AT_THE_DOOR,
    "trainee.attend": (*AT_THE_DOOR, (holds_post,)),
    "trainee.certify": (*AT_THE_DOOR, (holds_post,)),
    "trainee.reply": ((holds_post,),),
    "material.write": AT_THE_DOOR,
    "board.see": PRACTICE,
    "board.ask": PRACTICE,
    "board.answer": PRACTICE,
    "board.close": ((duty("C", "M", "A", "P", "L", "D"), works_at_sender),),
}
