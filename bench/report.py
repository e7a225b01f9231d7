"""The figures as a table for people, with every target and whether it was reached."""

from collections.abc import Iterator, Mapping
from typing import Any

MILLION = 1_000_000
TIMES_FLOOR = 5
P95 = {False: 50, True: 100}
FIND_P95 = 50
WORKER_MB = 100
STATEMENTS = 12
HEAD = (
    "job", "p50", "p95", "cpu", "best cpu", "x floor", "rps 4", "rps 16", "sql", "bare p50", "bare cpu",
    "floor p50", "floor cpu",
)  # fmt: skip


def targets(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was to be reached, what was, and whether it was."""
    lines = [line for job in found["jobs"].values() for line in _of_job(job, found)]
    if "month" in found:
        lines.append(_line("month", "p50 ms", found["month"]["p50_ms"], P95[_large(found)]))
    if "memory" in found:
        lines.append(_line("worker", "MB", found["memory"]["each_mb"], WORKER_MB))
    return lines


def _large(found: Mapping[str, Any]) -> bool:
    return int(found["people"]) >= MILLION


def _of_job(job: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    name = job["name"]
    if "failed" in job or name == "door":
        return
    yield _line(name, "x floor cpu", job["cpu_ms"] / job["floor"]["cpu_ms"], TIMES_FLOOR)
    yield _line(name, "p95 ms", job["p95_ms"], FIND_P95 if name == "find" else P95[_large(found)])
    if job["target_cpu_ms"]:
        yield _line(name, "cpu ms", job["cpu_ms"], job["target_cpu_ms"])
    if not job["writes"]:
        yield _line(name, "statements", job["statements"], STATEMENTS)


def _line(job: str, what: str, value: float, most: float) -> dict[str, Any]:
    return {"job": job, "what": what, "value": value, "most": most, "reached": value <= most}


def table(found: Mapping[str, Any]) -> Iterator[str]:
    """Lines for a terminal; milliseconds unless the head says otherwise."""
    yield f"{found['people']:,} people, {found['machine']}"
    if "loop_ms" in found:
        loops = sorted(found["loop_ms"])
        yield f"a bare loop took {loops[0]:.0f} to {loops[-1]:.0f} ms, {loops[len(loops) // 2]:.0f} in the middle"
    yield f"{HEAD[0]:<10}" + "".join(f"{name:>10}" for name in HEAD[1:])
    for job in found["jobs"].values():
        yield f"{job['name']:<10}" + (
            _numbers(job) if "failed" not in job else f"  {job['failed']}"
        )
    if "month" in found:
        month = found["month"]
        yield f"{'month':<10}{month['p50_ms']:>10.1f}{month['p95_ms']:>10.1f}  (in process, no page)"
    if "memory" in found:
        memory = found["memory"]
        yield (
            f"worker: {memory['rss_mb']:.0f} MB resident, {memory['pss_mb']:.0f} MB proportional;"
            f" the whole server is {memory['each_mb']:.0f} MB a worker"
        )
    yield ""
    for one in found["targets"]:
        mark = "reached" if one["reached"] else "MISSED "
        yield f"  {mark}  {one['job']:<10}{one['what']:<12}{one['value']:>9.1f}  at most {one['most']}"


def _numbers(job: Mapping[str, Any]) -> str:
    floor = job["floor"]
    values = (
        job["p50_ms"], job["p95_ms"], job["cpu_ms"], job["best_cpu_ms"], job["cpu_ms"] / floor["cpu_ms"],
        job["per_second_4"], job["per_second_16"], job["statements"], job["bare_p50_ms"],
        job["bare_cpu_ms"], floor["p50_ms"], floor["cpu_ms"],
    )  # fmt: skip
    return "".join(f"{value:>10.1f}" for value in values)
