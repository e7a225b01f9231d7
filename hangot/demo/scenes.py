"""How many people come to a centre of the demo, how long ago, and how far each gets."""

from hangot.demo.arrivals import (
    heard,
    helped,
    lost,
    nameless,
    new,
    redirected,
    refused,
    unreachable,
)
from hangot.demo.crowd import (
    Scenes,
    active,
    aftercare,
    assessed,
    closed,
    closing,
    conferred,
    not_selected,
    opened,
    planned,
    reopened,
    selected,
    suspended,
    transferred,
)

# How many, and between how many days ago they came.
MANY: Scenes = (
    (new, 9, (0, 2)), (nameless, 3, (0, 3)), (heard, 9, (0, 6)), (unreachable, 6, (1, 5)),
    (lost, 4, (15, 60)), (helped, 7, (3, 60)), (redirected, 5, (3, 60)), (refused, 5, (3, 60)),
    (opened, 32, (0, 12)), (assessed, 36, (12, 28)), (conferred, 16, (8, 22)),
    (selected, 12, (10, 24)), (not_selected, 6, (14, 50)), (planned, 18, (13, 32)),
    (active, 70, (22, 84)), (suspended, 7, (28, 80)), (closing, 10, (32, 70)),
    (closed, 24, (40, 86)), (aftercare, 8, (45, 86)), (reopened, 5, (45, 86)),
    (transferred, 4, (12, 60)),
)  # fmt: skip
# Some tens of people: one of every end, a few of what is under way.
SOME: Scenes = (
    (new, 2, (0, 2)), (nameless, 1, (0, 3)), (heard, 2, (0, 6)), (unreachable, 1, (1, 5)),
    (lost, 1, (15, 60)), (helped, 1, (3, 60)), (redirected, 1, (3, 60)), (refused, 1, (3, 60)),
    (opened, 2, (0, 12)), (assessed, 3, (12, 28)), (conferred, 2, (8, 22)), (selected, 1, (10, 24)),
    (not_selected, 1, (14, 50)), (planned, 2, (13, 32)), (active, 5, (22, 84)),
    (suspended, 1, (28, 80)), (closing, 1, (32, 70)), (closed, 1, (40, 86)), (aftercare, 1, (45, 86)),
    (reopened, 1, (45, 86)),
)  # fmt: skip
FEW: Scenes = (
    (new, 1, (0, 2)), (unreachable, 1, (1, 5)), (assessed, 1, (12, 28)), (active, 1, (22, 84)),
)  # fmt: skip
