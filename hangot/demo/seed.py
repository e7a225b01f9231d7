"""Filling the demo: a town's house, its told stories, then its crowd; one transaction a person."""

import gc
import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import chain

from django.db import transaction

from hangot.access.context import acting
from hangot.access.founding import clockwork
from hangot.demo import counted, house
from hangot.demo.crowd import crowd
from hangot.demo.people import SEED
from hangot.demo.stage import stage_of
from hangot.demo.towns import Town
from hangot.directory.models import Centre, Counter

Say = Callable[[int, int], None]


def is_empty(centre: Centre) -> bool:
    """Nobody has come yet; asked as the clock, which sees the numbers that were given out."""
    with acting(clockwork(centre)):
        return not Counter.objects.filter(centre_id=centre.pk).exists()


def size(town: Town) -> int:
    """How many stories and people a town has."""
    return len(town.told) + sum(count for _, count, _ in town.scenes)


def fill(centre: Centre, town: Town, *, now: datetime, say: Say) -> int:
    """Fill an empty house; `say(done, all)` hears how far it is. The number of people who came."""
    if not house.is_staffed(centre):
        house.staff(centre, town, now=now)
    stage = stage_of(centre, now=now)
    dice = random.Random(f"{SEED}{town.dice}")  # noqa: S311 - the same invented people every time
    # The told ones first: the caps on look-ups count what lies after a moment, too.
    scenes = chain(
        (partial(story, stage) for story in town.told),
        (partial(scene, walk) for scene, walk in crowd(stage, dice, town.palette, town.scenes)),
    )
    gc.disable()  # millions of short-lived rows: a fifth of the time went into looking for cycles
    for done, play in enumerate(scenes, start=1):
        with transaction.atomic():
            play()
        say(done, size(town))
        if done % 50 == 0:
            gc.collect()
    gc.enable()
    if town.board is not None:
        with transaction.atomic():
            town.board(stage)
    if town.part:
        _count(centre, town, now)
    for act in town.after:
        with transaction.atomic():
            act(stage)
    return size(town)


def _count(centre: Centre, town: Town, now: datetime) -> None:
    """The year before this one, in numbers alone; the city is told where there is one."""
    city = Centre.objects.filter(slug=town.tells).values_list("pk", flat=True).first()
    with acting(clockwork(centre)):
        Centre.objects.filter(pk=centre.pk).update(answers_to=city)
    known = Centre.objects.get(pk=centre.pk)
    counted.invent(known, dice=town.dice, part=town.part, few=bool(town.tells), now=now)
