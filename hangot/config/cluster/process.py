"""Is the server of this data directory alive? A number in a file is no proof: numbers return."""

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hangot.config.cluster.account import ENVIRONMENT
from hangot.config.cluster.model import PORT

PID_FILE = "postmaster.pid"


@dataclass(frozen=True, slots=True)
class PidFile:
    """What the server wrote about itself: its process, its data directory, whether it is up."""

    pid: int
    data: str
    ready: bool


def read_pid_file(data: Path) -> PidFile | None:
    """None if there is none or it is cut short."""
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
        return PidFile(abs(int(lines[0])), lines[1], lines[7:8] == ["ready   "])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def answers(run: Path) -> bool:
    """Does somebody listen on our socket? Only the server's account can put one there."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(run / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def running(data: Path) -> PidFile | None:
    """The living server of this data directory, taking connections or not."""
    written = read_pid_file(data)
    return written if written and is_ours(written, data) else None


def is_up(data: Path, run: Path) -> bool:
    """Does the server of this data directory take connections?"""
    written = running(data)
    return written is not None and written.ready and answers(run)


def is_ours(written: PidFile, data: Path) -> bool:
    """Is the process with this number really a PostgreSQL on this data directory?"""
    if written.data != str(data):
        return False
    words = words_of(written.pid)
    if len(words) == 1:  # a system without /proc gives the whole line
        return f"-D {data} -c" in words[0]
    return "-D" in words and str(data) in words


def words_of(pid: int) -> list[str]:
    """What the process was started with; empty if it is gone or only a zombie is left."""
    if Path("/proc/self/cmdline").exists():
        try:
            listing = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return []
        return listing.decode(errors="replace").split("\0")[:-1]
    asked = subprocess.run(  # noqa: S603 - a fixed program and a number
        ["/bin/ps", "-o", "command=", "-p", str(pid)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.splitlines()[:1]


def clear_stale(data: Path, run: Path) -> None:
    """Remove lock files whose process is not our server. Ours, alive, is never touched.

    PostgreSQL sees to dead processes itself; it refuses to start when the number now belongs
    to somebody else.
    """
    if running(data):
        return
    for path in (data / PID_FILE, run / f".s.PGSQL.{PORT}.lock"):
        path.unlink(missing_ok=True)


def exists(pid: int) -> bool:
    """Is there a process with this number that is more than a zombie?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return words_of(pid) != []
