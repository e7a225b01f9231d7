"""Processor time and memory of processes, read from /proc (Linux only)."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

LOOP = 1_000_000
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(pids: Iterable[int]) -> float:
    """Processor time that these processes have used so far, in milliseconds."""
    return sum(_cpu(pid) for pid in pids)


def _cpu(pid: int) -> float:
    """From the scheduler's own count of every thread where there is one, else from the ticks."""
    total, tasks = 0, Path(f"/proc/{pid}/task")
    try:
        for task in tasks.iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return _ticks(pid)
    return total / 1e6


def _ticks(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * TICK_MS


def loop_ms() -> float:
    """Processor milliseconds of one and the same bare loop, to compare hours and machines."""
    began = time.process_time()
    for number in range(LOOP):
        number * number % 7
    return (time.process_time() - began) * 1000


def children(pid: int) -> list[int]:
    """The processes that this one started, and theirs."""
    found = []
    with suppress(FileNotFoundError):  # a thread or a process that ended meanwhile
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *children(int(child))]
    return found


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory, and its proportional part where pages are shared with others."""
    rss = _field(Path(f"/proc/{pid}/status"), "VmRSS:")
    try:
        pss = _field(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")
    except OSError:
        pss = rss
    return rss / 1024, pss / 1024


def _field(path: Path, name: str) -> float:
    lines = (line.split() for line in path.read_text().splitlines())
    return float(next(words[1] for words in lines if words and words[0] == name))
