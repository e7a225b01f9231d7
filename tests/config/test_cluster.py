"""The private database starts, comes back after anything, and leaves strangers alone."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from hangot.config.cluster import (
    Cluster,
    ClusterProblem,
    binaries,
    discard,
    ensure,
    home,
    place,
    process,
    stop,
)

pytestmark = pytest.mark.slow
CHECKOUT = Path(__file__).resolve().parents[2]
CALLER = """
import sys
from pathlib import Path
from hangot.config.cluster import ensure, process
cluster = ensure(Path(sys.argv[1]), throwaway=True)
print(process.running(cluster.directory / "data").pid, cluster.account)
"""


def quietly(directory: Path) -> Cluster:
    return ensure(directory, throwaway=True, say=lambda _line: None)


def pid_of(cluster: Cluster) -> int:
    alive = process.running(cluster.directory / "data")
    assert alive is not None
    return alive.pid


def answer(cluster: Cluster, sql: str = "select 42", role: str = "hangot_owner") -> object:
    with psycopg.connect(cluster.url(role)) as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]


def keep_a_seven(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("hangot_owner")) as connection:
        connection.execute("drop table if exists kept")
        connection.execute("create table kept as select 7 as n")


def remark(directory: Path, **changes: Any) -> None:
    """Change what is written about a cluster of ours."""
    mark = place.read_mark(directory)
    assert mark is not None
    place.write_mark(directory, replace(mark, **changes))


def test_it_answers_as_the_role_one_asks_for(shared_cluster: Cluster) -> None:
    cluster = quietly(shared_cluster.directory)
    assert answer(cluster, "select current_user::text", role="hangot_app") == "hangot_app"


def test_a_first_start_says_what_it_makes_and_ends_with_an_answer(room: Path) -> None:
    heard: list[str] = []
    cluster = ensure(room / "db", throwaway=True, say=heard.append)
    assert answer(cluster, role="hangot_app") == 42
    assert heard == [f"데이터베이스를 준비합니다 / preparing the database: {room / 'db'}"]


def test_a_second_call_finds_the_same_server(shared_cluster: Cluster) -> None:
    first = quietly(shared_cluster.directory)
    again = quietly(shared_cluster.directory)
    assert (again, pid_of(again)) == (first, pid_of(first))


def test_a_stopped_database_starts_again_with_what_it_held(shared_cluster: Cluster) -> None:
    first = quietly(shared_cluster.directory)
    keep_a_seven(first)
    stop(first)
    stop(first)
    assert not process.answers(first.socket)
    assert answer(quietly(first.directory), "select n from kept") == 7


def test_stopping_what_was_never_made_does_nothing(room: Path) -> None:
    stop(room / "never")
    discard(room / "never")
    assert not (room / "never").exists()


def test_a_killed_server_comes_back_with_everything_it_had_acknowledged(room: Path) -> None:
    first = ensure(room / "db", say=lambda _line: None)
    remark(room / "db", throwaway=True)  # so that the test may clear it away
    keep_a_seven(first)
    killed = pid_of(first)
    os.kill(killed, signal.SIGKILL)
    while process.exists(killed):
        time.sleep(0.01)
    again = quietly(room / "db")
    assert answer(again, "select n from kept") == 7
    assert pid_of(again) != killed


def test_a_stale_pid_file_that_names_a_living_stranger_harms_neither(
    shared_cluster: Cluster,
) -> None:
    cluster = quietly(shared_cluster.directory)
    files = (cluster.directory / "data/postmaster.pid", cluster.socket / ".s.PGSQL.5432.lock")
    written = {path: path.read_text() for path in files}
    old = str(pid_of(cluster))
    stop(cluster)
    root = os.geteuid() == 0
    with subprocess.Popen(["sleep", "60"], user=cluster.account if root else None) as stranger:
        for path, text in written.items():
            path.write_text(text.replace(old, str(stranger.pid), 1))
            os.chown(path, cluster.account, -1)
        assert answer(quietly(cluster.directory)) == 42
        stop(cluster)
        assert stranger.poll() is None
        stranger.kill()


def test_an_interrupted_first_start_is_finished_by_the_next(room: Path) -> None:
    stop(quietly(room / "db"))
    (room / "db/data").rename(room / "db/data.partial")
    remark(room / "db", layout=0)
    assert answer(quietly(room / "db"), role="hangot_auditor") == 42
    assert not (room / "db/data.partial").exists()


@pytest.mark.parametrize("left", ["PG_VERSION", "holiday.jpg", ".hidden"])
def test_a_directory_somebody_else_filled_is_left_as_it_is(room: Path, left: str) -> None:
    foreign = room / "db"
    foreign.mkdir()
    (foreign / left).write_text("18\n")
    with pytest.raises(ClusterProblem, match="was not made by Hangot and is left alone") as told:
        quietly(foreign)
    assert "한곳이 만든 것이 아니어서" in told.value.ko
    assert [entry.name for entry in foreign.iterdir()] == [left]
    with pytest.raises(ClusterProblem):
        discard(foreign)
    assert (foreign / left).read_text() == "18\n"


def test_no_directory_above_is_opened_for_anybody(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "SHARED", room / "shared")
    closed = room / "closed"
    closed.mkdir(mode=0o700)
    above = (closed, *closed.parents)
    modes = {path: (stat.S_IMODE(path.stat().st_mode), path.stat().st_uid) for path in above}
    cluster = quietly(closed / "db")
    assert answer(cluster) == 42
    assert {p: (stat.S_IMODE(p.stat().st_mode), p.stat().st_uid) for p in above} == modes
    assert cluster.directory.is_relative_to(room / "shared" if os.geteuid() == 0 else closed)
    assert quietly(closed / "db") == cluster
    discard(closed / "db")
    assert not cluster.directory.exists()


def test_data_and_socket_are_for_the_server_alone_and_nothing_listens_outside(
    shared_cluster: Cluster,
) -> None:
    cluster = quietly(shared_cluster.directory)
    for path in (cluster.directory / "data", cluster.socket):
        assert (path.stat().st_uid, stat.S_IMODE(path.stat().st_mode)) == (cluster.account, 0o700)
    assert answer(cluster, "show listen_addresses", role="hangot_admin") == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must lend its server to another user")
def test_the_server_of_root_runs_as_somebody_else_who_cannot_write_its_rules(
    shared_cluster: Cluster,
) -> None:
    cluster = quietly(shared_cluster.directory)
    assert Path(f"/proc/{pid_of(cluster)}").stat().st_uid == cluster.account != 0
    for name in ("pg_hba.conf", "pg_ident.conf", "postgresql.conf", "hangot-cluster.json"):
        found = (cluster.directory / name).stat()
        assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (0, 0o644)


@pytest.mark.skipif(os.geteuid() != 0, reason="already run as a normal user")
def test_a_normal_user_has_an_own_cluster_and_root_finds_it_again(room: Path) -> None:
    found = binaries.find()
    python = next((p for p in ("/usr/bin/python3", sys.executable) if usable(p)), None)
    if python is None or run_as_nobody([str(found.bin / "postgres"), "--version"]).returncode:
        pytest.skip("the user nobody cannot reach a Python 3.11, this checkout or the binaries")
    own = room / "own"
    own.mkdir()
    os.chown(own, 65534, 65534)
    done = run_as_nobody([python, "-B", "-c", CALLER, str(own / "db")], programs=found.bin)
    assert done.returncode == 0, done.stderr
    pid, account = map(int, done.stdout.split())
    assert account == 65534
    cluster = quietly(own / "db")
    assert (cluster.account, pid_of(cluster), answer(cluster)) == (65534, pid, 42)


def usable(python: str) -> bool:
    code = "import sys, hangot.config.cluster; sys.exit(sys.version_info < (3, 11))"
    return run_as_nobody([python, "-B", "-c", code]).returncode == 0


def run_as_nobody(
    command: list[str], programs: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT)}
    if programs:
        environ["HANGOT_POSTGRES_BIN"] = str(programs)
    try:
        return subprocess.run(
            command,
            cwd="/",
            env=environ,
            user=65534,
            group=65534,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
    except PermissionError:
        return subprocess.CompletedProcess(command, 126, "", "not reachable")


def test_two_callers_at_the_same_time_get_one_server(room: Path) -> None:
    command = [sys.executable, "-c", CALLER, str(room / "db")]
    callers = [
        subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = {caller.communicate(timeout=60)[0] for caller in callers}
    assert [caller.returncode for caller in callers] == [0, 0, 0]
    assert said == {f"{pid_of(quietly(room / 'db'))} {quietly(room / 'db').account}\n"}


def test_a_path_too_long_for_a_socket_gets_a_short_one(room: Path) -> None:
    cluster = quietly(room / ("very-long-" * 12) / "db")
    assert answer(cluster) == 42
    assert len(str(cluster.socket)) < 60
    shutil.rmtree(cluster.socket)  # as a sweeper of runtime directories does
    assert answer(quietly(cluster.directory)) == 42
    discard(cluster)
    assert not cluster.socket.exists()


def test_a_socket_directory_of_somebody_else_is_not_used(room: Path) -> None:
    cluster = quietly(room / "db")
    stop(cluster)
    cluster.socket.chmod(0o755)
    with pytest.raises(ClusterProblem, match="so it is not used"):
        quietly(room / "db")


def test_damage_is_told_plainly_with_the_words_of_postgresql(room: Path) -> None:
    cluster = quietly(room / "db")
    stop(cluster)
    (cluster.directory / "data/global/pg_control").unlink()
    began = time.monotonic()
    with pytest.raises(ClusterProblem, match="could not start") as told:
        quietly(room / "db")
    assert "켜지 못했습니다" in told.value.ko
    assert "pg_control" in told.value.details
    assert time.monotonic() - began < 20


def test_data_of_another_postgresql_is_not_opened(room: Path) -> None:
    cluster = quietly(room / "db")
    stop(cluster)
    (cluster.directory / "data/PG_VERSION").write_text("14\n")
    with pytest.raises(ClusterProblem, match="was made by PostgreSQL 14"):
        quietly(room / "db")


def test_programs_out_of_reach_are_copied_once_and_the_copy_serves(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "SHARED", room / "shared")
    monkeypatch.setattr(binaries, "reachable", lambda found, _account: "shared" in str(found.bin))
    cluster = quietly(room / "db")
    assert answer(cluster) == 42
    if os.geteuid() == 0:
        assert cluster.binaries.is_relative_to(room / "shared")
        assert quietly(room / "db") == cluster
        assert len(list((room / "shared").iterdir())) == 1


def test_missing_binaries_are_named(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANGOT_POSTGRES_BIN", str(room))
    with pytest.raises(ClusterProblem, match="holds no usable PostgreSQL 15"):
        quietly(room / "db")


def test_a_lasting_cluster_is_not_discarded(room: Path) -> None:
    stop(quietly(room / "db"))
    remark(room / "db", throwaway=False)
    with pytest.raises(ClusterProblem, match="is not a throw-away database"):
        discard(room / "db")
    remark(room / "db", throwaway=True)


def test_home_is_the_checkout_unless_a_place_is_chosen(room: Path) -> None:
    assert home({}) == CHECKOUT / ".hangot"
    assert home({"HANGOT_HOME": str(room)}) == room
