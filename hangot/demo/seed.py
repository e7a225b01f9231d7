"""Filling the demo: the cast's house, the told stories, then the crowd; one transaction a person."""

import gc
import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import chain

from django.db import transaction

from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.demo import house
from hangot.demo.crowd import SCENES, crowd
from hangot.demo.outside import asked_outside
from hangot.demo.people import SEED
from hangot.demo.stage import stage_of
from hangot.demo.stories import STORIES
from hangot.demo.today import today
from hangot.demo.trust import EVENTS
from hangot.directory.models import Centre, Counter

Say = Callable[[int, int], None]


def is_empty(centre: Centre) -> bool:
    """Nobody has come yet; asked as the clock, which sees the numbers that were given out."""
    with acting(clockwork(centre)):
        return not Counter.objects.filter(centre_id=centre.pk).exists()


def fill(centre: Centre, *, now: datetime, say: Say) -> int:
    """Fill an empty house; `say(done, all)` hears how far it is. The number of people who came."""
    if not house.is_staffed(centre):
        house.staff(centre, now=now)
    stage = stage_of(centre, now=now)
    dice = random.Random(SEED)  # noqa: S311 - the same invented people every time
    told = [*STORIES, *EVENTS, asked_outside]
    everything = len(told) + sum(count for _, count, _ in SCENES)
    # The told ones first: the caps on look-ups count what lies after a moment, too.
    scenes = chain(
        (partial(story, stage) for story in told),
        (partial(scene, walk) for scene, walk in crowd(stage, dice)),
    )
    gc.disable()  # millions of short-lived rows: a fifth of the time went into looking for cycles
    for done, play in enumerate(scenes, start=1):
        with transaction.atomic():
            play()
        say(done, everything)
        if done % 50 == 0:
            gc.collect()
    gc.enable()
    with transaction.atomic():
        today(stage)
    return everything
