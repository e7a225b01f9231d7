"""Which directory a cluster lives in, and the mark that says it is ours."""

import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from hangot.config.cluster.account import Account
from hangot.config.cluster.problem import ClusterProblem
from hangot.config.home import HOME

# Where root puts what another user must reach when the wanted place cannot be reached.
SHARED = Path("/var/lib/hangot")
MARK = "hangot-cluster.json"
LOCK = "lock"
KIND = "private PostgreSQL of Hangot"
# `sun_path` holds 107 bytes and a nul; libpq splits a host at commas.
LONGEST = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is written beside a cluster: whose it is, where its socket is, how far it is set up.

    `layout` is the number of the set of roles and grants it was given last, 0 before any.
    """

    kind: str
    uid: int
    socket: str
    throwaway: bool
    layout: int = 0


def settle(directory: Path, account: Account) -> Path:
    """The directory to use: the one asked for, or one below SHARED if `account` cannot reach it.

    The answer is the same each time, so a second call finds the first one's cluster.
    """
    if os.geteuid() != 0:
        return directory
    above = next(place for place in (directory, *directory.parents) if place.exists())
    if account.enters(above):
        return directory
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]
    return SHARED / "clusters" / name


def make(directory: Path) -> None:
    """Make the directory and its missing parents. What exists keeps its mode.

    Root's are passable, not listable, so that the server's account gets to its own part.
    """
    for place in (*reversed(directory.parents), directory):
        if not place.exists():
            place.mkdir(exist_ok=True)
            place.chmod(0o711 if os.geteuid() == 0 else 0o700)


def make_private(directory: Path, account: Account) -> None:
    """A directory for the server's account alone; only ever inside a directory of ours."""
    directory.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(directory, account.uid, account.gid)


def claim(directory: Path) -> None:
    """Refuse a directory that holds anything and lacks our mark."""
    if (directory / MARK).exists() or not directory.exists():
        return
    if not directory.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(directory))
    if any(entry.name not in (LOCK, f".{MARK}.new") for entry in directory.iterdir()):
        raise ClusterProblem(
            f"{directory} 은(는) 한곳이 만든 것이 아니어서 건드리지 않습니다. 다른 곳을 {HOME} 로 정하세요.",
            f"{directory} was not made by Hangot and is left alone. Choose another in {HOME}.",
        )


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """One caller at a time; the lock goes with the process that holds it."""
    handle = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read_mark(directory: Path) -> Mark | None:
    """The mark of a cluster of ours, None where there is none yet."""
    try:
        mark = Mark(**json.loads((directory / MARK).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        mark = None
    if mark is None or mark.kind != KIND:
        raise ClusterProblem(
            f"{directory / MARK} 을(를) 읽을 수 없어 이 데이터베이스를 건드리지 않습니다.",
            f"{directory / MARK} cannot be read, so this database is left alone.",
        )
    return mark


def write_mark(directory: Path, mark: Mark) -> None:
    """Replace the mark as a whole."""
    write(directory / MARK, json.dumps(asdict(mark), indent=2) + "\n")


def write(path: Path, text: str) -> None:
    """Replace one of our files as a whole; it holds no secret and the server may read it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.chmod(0o644)
    fresh.replace(path)


def socket_directory(directory: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """`run` inside the cluster, or a short one where that path is too long for a socket."""
    inside = directory / "run"
    if len(os.fsencode(inside)) <= LONGEST and "," not in str(inside):
        return inside
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]
    if os.geteuid() == 0:
        return Path("/run") / f"hangot-{name}"
    return Path(environ.get("XDG_RUNTIME_DIR") or "/tmp") / f"hangot-{name}"  # noqa: S108
