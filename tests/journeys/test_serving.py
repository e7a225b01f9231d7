"""The server as a process: what its workers share, and that one that is lost comes back."""

import http.client
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bench import meter
from tests.journeys.server import started

SIGN_IN = "/account/login/"
PATIENCE_S = 30
forked = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc"
)


def _wire(address: str) -> http.client.HTTPConnection:
    host, port = address.removeprefix("http://").split(":")
    return http.client.HTTPConnection(host, int(port), timeout=PATIENCE_S)


def _answers(address: str) -> int:
    with closing(_wire(address)) as wire:
        wire.request("GET", SIGN_IN)
        return wire.getresponse().status


@forked
def test_workers_share_what_was_loaded_before_them_and_all_of_them_answer(
    copied: dict[str, str],
) -> None:
    with started(copied, workers=2) as (address, pid):
        with ThreadPoolExecutor(8) as people:
            assert set(people.map(_answers, [address] * 24)) == {200}
        for worker in meter.children(pid):
            held, own = meter.memory_mb(worker)
            assert own < held * 0.8, f"{own:.0f} of {held:.0f} MB"


def test_browsers_that_keep_their_connections_open_shut_nobody_out(copied: dict[str, str]) -> None:
    """A whole house at its desks: every browser keeps one open and asks nothing for a while."""
    with started(copied, workers=2) as (address, _pid), ExitStack() as house:
        for _ in range(60):
            open_ = house.enter_context(closing(_wire(address)))
            open_.request("GET", SIGN_IN)
            open_.getresponse().read()
        assert _answers(address) == 200


@forked
def test_a_worker_that_is_lost_is_replaced_and_both_answer_again(
    copied: dict[str, str],
) -> None:
    with started(copied, workers=2) as (address, pid):
        first = meter.children(pid)
        os.kill(first[0], signal.SIGKILL)
        end = time.monotonic() + PATIENCE_S
        while len(set(meter.children(pid)) - {first[0]}) < 2 and time.monotonic() < end:
            time.sleep(0.2)
        assert len(set(meter.children(pid)) - {first[0]}) == 2
        assert {_answers(address) for _ in range(8)} == {200}
