"""The two acts: have the cluster of this directory running, have it stopped."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hangot.config.cluster import binaries, databases, place, process, server
from hangot.config.cluster.account import Account, for_server, named
from hangot.config.cluster.model import PORT, Cluster
from hangot.config.cluster.problem import ClusterProblem
from hangot.config.home import HOME

Say = Callable[[str], None]


def to_stderr(line: str) -> None:
    """Where a first start tells what it does."""
    sys.stderr.write(line + "\n")


def ensure(directory: Path, *, throwaway: bool = False, say: Say = to_stderr) -> Cluster:
    """The running cluster of this directory: found, started again, or made.

    `throwaway` counts when the cluster is made: fast, and lost at a power cut. Several callers
    at once get the same cluster. ClusterProblem says what to do when it cannot be had.
    """
    with _plainly():
        found = _settled(_absolute(directory), say)
        place.claim(found)
        place.make(found)
        with place.locked(found):
            return _running(found, throwaway=throwaway, say=say)


def stop(which: Cluster | Path) -> None:
    """Stop the server; the data stay. Nothing happens if it does not run."""
    with _plainly():
        directory = _existing(which)
        if directory is None:
            return
        with place.locked(directory):
            _halt(directory)


def discard(which: Cluster | Path) -> None:
    """Stop a throw-away cluster and remove it. One that was made to last is refused."""
    with _plainly():
        directory = _existing(which)
        if directory is None:
            return
        with place.locked(directory):
            _remove(directory)


def _running(directory: Path, *, throwaway: bool, say: Say) -> Cluster:
    mark = place.read_mark(directory) or _new_mark(directory, throwaway=throwaway, say=say)
    account = named(mark.uid)
    _check_account(directory, account)
    up = process.is_up(directory / server.DATA, Path(mark.socket))
    found = _binaries(directory, account, _nothing if up else say)
    if not up:
        server.initialise(directory, account, found, mark)
        server.configure(directory, account, mark)
        server.start(directory, account, found, mark)
    cluster = _cluster(directory, found, mark)
    if mark.layout != databases.LAYOUT:
        databases.set_up(cluster)
        place.write_mark(directory, replace(mark, layout=databases.LAYOUT))
    return cluster


def _cluster(directory: Path, found: binaries.Binaries, mark: place.Mark) -> Cluster:
    return Cluster(
        directory=directory,
        socket=Path(mark.socket),
        port=PORT,
        version=found.version,
        binaries=found.bin,
        account=mark.uid,
        throwaway=mark.throwaway,
    )


def _new_mark(directory: Path, *, throwaway: bool, say: Say) -> place.Mark:
    sockets = str(place.socket_directory(directory))
    mark = place.Mark(place.KIND, for_server().uid, sockets, throwaway)
    place.write_mark(directory, mark)
    say(f"데이터베이스를 준비합니다 / preparing the database: {directory}")
    return mark


def _binaries(directory: Path, account: Account, say: Say) -> binaries.Binaries:
    """What is there, or our copy of it where the server's account cannot reach it."""
    found = binaries.find()
    if os.geteuid() != 0 or binaries.reachable(found, account):
        return found
    store = place.SHARED if account.enters(place.SHARED.parent) else directory
    place.make(store)
    copy = binaries.copied(found, store)
    say(
        f"{account.name} 이(가) {found.bin} 에 닿지 못해 복사본을 씁니다 / "
        f"{account.name} cannot reach {found.bin}, so a copy is used: {copy.bin}"
    )
    return copy


def _settled(directory: Path, say: Say) -> Path:
    """The directory itself, or its stand-in, said aloud when that is made."""
    mark = place.read_mark(directory) if directory.is_dir() else None
    account = named(mark.uid) if mark else for_server()
    found = place.settle(directory, account)
    if found != directory and not found.exists():
        say(
            f"{account.name} 이(가) {directory} 에 닿지 못해 다른 곳을 씁니다 / "
            f"{account.name} cannot reach {directory}, so this is used instead: {found}"
        )
    return found


def _existing(which: Cluster | Path) -> Path | None:
    """The directory of a cluster of ours, None if nothing is there."""
    if isinstance(which, Cluster):
        directory = which.directory
    else:
        directory = _settled(_absolute(which), _nothing)
    place.claim(directory)
    return directory if place.read_mark(directory) else None


def _halt(directory: Path) -> place.Mark | None:
    mark = place.read_mark(directory)
    if mark and process.running(directory / server.DATA):
        account = named(mark.uid)
        _check_account(directory, account)
        server.stop(directory, account, _binaries(directory, account, _nothing))
    return mark


def _remove(directory: Path) -> None:
    mark = place.read_mark(directory)
    if mark is None:
        return
    if not mark.throwaway:
        raise ClusterProblem(
            f"{directory} 은(는) 임시 데이터베이스가 아니어서 지우지 않습니다.",
            f"{directory} is not a throw-away database and is not removed.",
        )
    _halt(directory)
    shutil.rmtree(mark.socket, ignore_errors=True)
    shutil.rmtree(directory)


def _check_account(directory: Path, account: Account) -> None:
    if os.geteuid() in (0, account.uid):
        return
    raise ClusterProblem(
        f"{directory} 은(는) 사용자 {account.name} 의 것입니다. 그 사용자로 하거나 {HOME} 를 정하세요.",
        f"{directory} belongs to {account.name}. Be that user, or choose another {HOME}.",
    )


@contextmanager
def _plainly() -> Iterator[None]:
    """What the file system refuses is told with the way out."""
    try:
        yield
    except OSError as error:
        raise ClusterProblem(
            f"{error.filename}: 쓸 수 없습니다. 쓸 수 있는 디렉터리를 {HOME} 로 정하세요.",
            f"{error.filename} cannot be used. Name a directory you can write in {HOME}.",
            details=str(error.strerror or error),
        ) from error


def _nothing(_line: str) -> None:
    """For callers who need no news."""


def _absolute(directory: Path) -> Path:
    return Path(os.path.realpath(directory.expanduser()))
