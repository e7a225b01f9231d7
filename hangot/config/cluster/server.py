"""Making, starting and stopping the server of one cluster directory."""

import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from hangot.config.cluster import process
from hangot.config.cluster.account import Account, current, run
from hangot.config.cluster.binaries import Binaries
from hangot.config.cluster.model import ADMIN, LOGINS, PORT
from hangot.config.cluster.place import Mark, make_private, write
from hangot.config.cluster.problem import ClusterProblem

DATA = "data"
LOG = "server.log"
PATIENCE_S = 60.0
# A killed server's children need a moment to notice; until then their shared memory is in use.
STILL_IN_USE = "pre-existing shared memory block"
START = '"$@" </dev/null >>"$0" 2>&1 & echo $!'

# Messages of level ERROR quote the values of rows ("Key (name)=(…) already exists"), LOG quotes
# statements after a crash. So only FATAL and PANIC, terse, without statements or parameters,
# reach the log file: nobody's name may lie in a plain file beside the sealed tables.
QUIET = {
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_autovacuum_min_duration": "-1",
    "logging_collector": "off",
}
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "Asia/Seoul",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
# Only where losing everything at a power cut is fine: tests.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "48MB",
    "autovacuum_naptime": "10min",
}


def initialise(directory: Path, account: Account, binaries: Binaries, mark: Mark) -> None:
    """Make `data` if there is none; a half made one from an interrupted run is thrown away."""
    if (directory / DATA).exists():
        _check_version(directory, binaries)
        return
    partial = directory / f"{DATA}.partial"
    if partial.exists():
        shutil.rmtree(partial)
    make_private(partial, account)
    done = run(account, _initdb(partial, binaries, mark), cwd=partial)
    if done.returncode != 0:
        raise _could_not("만들지", "be made", done.stderr)
    partial.rename(directory / DATA)


def configure(directory: Path, account: Account, mark: Mark) -> None:
    """Write the three files the server reads. They are ours, outside what the server may write."""
    names = dict.fromkeys(entry.name for entry in (account, current()))
    if os.geteuid() != 0:
        names["root"] = None
    rows = [f'hangot "{name}" {role}\n' for name in names for role in LOGINS]
    write(directory / "pg_ident.conf", "".join(rows))
    write(directory / "pg_hba.conf", "local all all peer map=hangot\n")
    chosen = (
        SETTINGS
        | QUIET
        | {"shared_buffers": f"{_shared_mb()}MB"}
        | (THROWAWAY if mark.throwaway else {})
    )
    chosen |= {
        "unix_socket_directories": '"' + mark.socket.replace('"', '""') + '"',
        "hba_file": str(directory / "pg_hba.conf"),
        "ident_file": str(directory / "pg_ident.conf"),
    }
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in chosen.items()]
    write(directory / "postgresql.conf", "".join(lines))


def _shared_mb() -> int:
    """An eighth of the memory of the machine, for a house of some thousand people no more than 1 GB."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return max(128, min(1024, whole // 8))


def start(directory: Path, account: Account, binaries: Binaries, mark: Mark) -> None:
    """Start the server and wait until it takes connections; one that is on its way is awaited."""
    data, sockets = directory / DATA, Path(mark.socket)
    for _round in _until(PATIENCE_S):
        alive = process.running(data)
        if alive and process.is_up(data, sockets):
            return
        if alive and alive.ready and not sockets.exists():
            # Runtime directories are swept at sign-out; the server lives on without its socket.
            stop(directory, account, binaries)
        elif not alive:
            said = _attempt(directory, account, binaries, sockets)
            if said and STILL_IN_USE not in said:
                raise _could_not("켜지", "start", said)
    raise _could_not("켜지", "start", "")


def stop(directory: Path, account: Account, binaries: Binaries) -> None:
    """Stop the server of this directory, if it is ours and runs."""
    data = directory / DATA
    alive = process.running(data)
    if alive is None:
        return
    command = [
        str(binaries.bin / "pg_ctl"),
        "-D",
        str(data),
        "-m",
        "fast",
        "-w",
        "-t",
        "60",
        "stop",
    ]
    done = run(account, command, cwd=Path("/"))
    if done.returncode != 0 and process.exists(alive.pid):
        raise _could_not("끄지", "be stopped", done.stderr)


def make_socket_directory(sockets: Path, account: Account) -> None:
    """Make it, or check that the one there is the server's alone; a runtime directory is swept."""
    if not sockets.exists():
        make_private(sockets, account)
    found = sockets.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not private or found.st_uid != account.uid:
        raise ClusterProblem(
            f"{sockets} 은(는) {account.name} 만 쓰는 디렉터리가 아니어서 쓰지 않습니다.",
            f"{sockets} is not a directory of {account.name} alone, so it is not used.",
        )


def _attempt(directory: Path, account: Account, binaries: Binaries, sockets: Path) -> str | None:
    """None when the server is up, else what it said before it gave up."""
    data, log = directory / DATA, sockets / LOG
    make_socket_directory(sockets, account)
    process.clear_stale(data, sockets)
    log.unlink(missing_ok=True)
    server = [str(binaries.bin / "postgres"), "-D", str(data)]
    config = ["-c", f"config_file={directory / 'postgresql.conf'}"]
    begun = run(account, ["/bin/sh", "-c", START, str(log), *server, *config], cwd=sockets)
    pid = int(begun.stdout.strip() or 0)
    if pid == 0:
        return begun.stderr or "-"
    for _round in _until(PATIENCE_S):
        if process.is_up(data, sockets):
            return None
        if not process.exists(pid):
            break
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else "-"


def _initdb(data: Path, binaries: Binaries, mark: Mark) -> list[str]:
    """Hangul sorts 가나다 by code point, so no library of locales is needed."""
    locale = ["--locale=C.UTF-8"]
    if binaries.major >= 17:  # noqa: PLR2004 - the release with the builtin provider
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [str(binaries.bin / "initdb"), "-D", str(data), "-U", ADMIN, "-E", "UTF8", *locale]
    command += ["--auth-local=peer", "--auth-host=reject", "--no-instructions"]
    return [*command, "--no-sync"] if mark.throwaway else [*command, "--data-checksums"]


def _check_version(directory: Path, binaries: Binaries) -> None:
    made = (directory / DATA / "PG_VERSION").read_text(encoding="ascii").strip()
    if made == str(binaries.major):
        return
    raise ClusterProblem(
        f"{directory} 은(는) PostgreSQL {made} (으)로 만들었는데 지금은 {binaries.version} 뿐입니다.",
        f"{directory} was made by PostgreSQL {made}; only {binaries.version} is here now.",
    )


def _could_not(ko: str, en: str, said: str) -> ClusterProblem:
    return ClusterProblem(
        f"한곳의 데이터베이스를 {ko} 못했습니다. 아래는 PostgreSQL 의 말입니다.",
        f"Hangot's database could not {en}. PostgreSQL said:",
        details="\n".join(said.strip().splitlines()[-8:]) or "-",
    )


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _until(seconds: float) -> Iterator[None]:
    """Rounds with a pause between them, until the time is used up."""
    pause, end = 0.01, time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
