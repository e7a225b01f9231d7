"""Which operating-system user runs the server, and what that user can reach."""

import os
import pwd
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hangot.config.cluster.problem import ClusterProblem

# PostgreSQL refuses to run as root. In this order: an account an operator made for us, the one
# that distributions keep for databases, the one that owns nothing.
STAND_INS = ("hangot", "postgres", "nobody")
CHOICE = "HANGOT_DATABASE_ACCOUNT"
# Nothing of our own environment reaches the server: it holds secrets and surprises.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Account:
    """An operating-system user with a name: peer authentication knows people by name."""

    uid: int
    gid: int
    name: str

    def enters(self, directory: Path) -> bool:
        """May this user pass through the directory and every one above it?"""
        return all(self._has(place, 0o1) for place in (directory, *directory.parents))

    def reads(self, path: Path) -> bool:
        """May this user read the file; for a directory also enter it?"""
        return self._has(path, 0o5 if path.is_dir() else 0o4)

    def _has(self, path: Path, bits: int) -> bool:
        found = path.stat()
        mode = stat.S_IMODE(found.st_mode)
        if self.uid == 0:
            return True
        if found.st_uid == self.uid:
            return mode >> 6 & bits == bits
        if found.st_gid == self.gid:
            return mode >> 3 & bits == bits
        return mode & bits == bits


def current() -> Account:
    """Who runs this process."""
    return named(os.geteuid())


def named(uid: int) -> Account:
    """The account of a user id; ClusterProblem if the system has no name for it."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise ClusterProblem(
            f"운영체제 사용자 번호 {uid} 에 이름이 없어 데이터베이스를 켤 수 없습니다.",
            f"The operating system has no name for user id {uid}, and PostgreSQL needs one.",
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def for_server(environ: Mapping[str, str] = os.environ) -> Account:
    """The account of a new cluster: ourselves, or a stand-in when we are root."""
    me = current()
    if me.uid != 0:
        return me
    wanted = environ.get(CHOICE, "")
    for name in (wanted,) if wanted else STAND_INS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
    tried = wanted or ", ".join(STAND_INS)
    raise ClusterProblem(
        f"PostgreSQL 은 root 로 켤 수 없고 대신할 사용자({tried})가 없습니다. {CHOICE} 로 정하세요.",
        f"PostgreSQL does not run as root and there is no {tried}. Name a user in {CHOICE}.",
    )


def run(
    account: Account, command: Sequence[str], *, cwd: Path, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as this account with its bare environment; the caller reads the outcome."""
    other = os.geteuid() == 0
    return subprocess.run(  # noqa: S603 - our own binaries, no shell, no outside text
        list(command),
        cwd=cwd,
        env=ENVIRONMENT,
        input=text or "",
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        start_new_session=True,
        umask=0o077,
        user=account.uid if other else None,
        group=account.gid if other else None,
        extra_groups=[] if other else None,
    )
