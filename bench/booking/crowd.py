"""Many desks at once: processes as of a server, each with its threads and its pool of sessions."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

PROCESSES = 2
"""As many as `hangot serve` has workers."""
LAPS = 3
"""So often a session does something until its statements are prepared."""
Act = Callable[..., str]
Took = tuple[str, float, float]
"""What came of one attempt, when it began and when it was answered, by the clock of the machine."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Processes that are awake and connected; `threads` in each."""

    pool: ProcessPoolExecutor
    threads: int

    def at_once(self, act: Act, jobs: Sequence[Any], *, warm: Any = None) -> list[Took]:
        """All jobs as fast as they come, evenly dealt, by sessions that have done `warm` before."""
        hands = [jobs[n::PROCESSES] for n in range(PROCESSES)]
        started = [self.pool.submit(_together, act, hand, warm, self.threads) for hand in hands]
        return [took for one in started for took in one.result()]

    def one_by_one(self, act: Act, jobs: Iterable[Any]) -> Iterator[list[Took]]:
        """Heaps of jobs, each as soon as a process is free; asked for no sooner."""
        under_way: deque[Future[list[Took]]] = deque()
        for heap in jobs:
            under_way.append(self.pool.submit(_heap, act, heap, self.threads))
            if len(under_way) > PROCESSES:
                yield under_way.popleft().result()
        for one in under_way:
            yield one.result()


@contextmanager
def gathered(threads: int) -> Iterator[Crowd]:
    """So many threads in each process, all connected."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(
        PROCESSES, mp_context=context, initializer=_wake, initargs=(start,)
    ) as pool:
        yield Crowd(pool, threads)


_start: Any = None


def _wake(start: Any) -> None:
    global _start  # noqa: PLW0603 - a process of the pool begins with it
    import django  # noqa: PLC0415 - the database was chosen by the parent

    django.setup()
    from bench.booking import town  # noqa: PLC0415 - needs Django

    town.look()
    django.db.connection.close()
    _start = start


def _together(act: Act, hand: Sequence[Any], warm: Any, threads: int) -> list[Took]:
    ready = Barrier(threads)
    with ThreadPoolExecutor(threads) as desks:
        for _ in range(LAPS):
            list(desks.map(lambda _: _connect(ready, act, warm), range(threads)))
        _start.wait()
        return list(desks.map(lambda job: _timed(act, job), hand))


def _heap(act: Act, heap: Sequence[Any], threads: int) -> list[Took]:
    with ThreadPoolExecutor(threads) as desks:
        return list(desks.map(lambda job: _timed(act, job), heap))


def _connect(ready: Barrier, act: Act, warm: Any) -> None:
    """Every thread has a session of its own before any gives it back to the pool."""
    from django.db import connection  # noqa: PLC0415 - after it woke

    connection.ensure_connection()
    ready.wait()
    if warm is not None:
        act(warm)
    ready.wait()
    connection.close()


def _timed(act: Act, job: Any) -> Took:
    from django.db import connection  # noqa: PLC0415 - after it woke

    began = time.monotonic()
    try:
        return act(job), began, time.monotonic()
    finally:
        connection.close()
