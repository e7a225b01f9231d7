"""Clients that ask as fast as they are answered, over connections that stay open."""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: path, who asks, the fields of a form (then it is a POST)."""

    path: str
    cookies: str = ""
    form: dict[str, str] | None = None


@dataclass(slots=True)
class Tally:
    """What came back: milliseconds per answer, statuses, and how long all of it took."""

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    def quantile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def add(self, other: "Tally") -> None:
        """Take in what came back in another turn."""
        self.times += other.times
        self.seconds += other.seconds
        for status, many in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + many

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0


def drive(port: int, asks: Sequence[Ask], clients: int) -> Tally:
    """Send all requests by this many clients at once."""
    tally, lock, todo = Tally(), threading.Lock(), iter(asks)
    threads = [
        threading.Thread(target=_client, args=(port, todo, lock, tally)) for _ in range(clients)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds = time.perf_counter() - began
    return tally


def _client(port: int, todo: Iterator[Ask], lock: threading.Lock, tally: Tally) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    wire.connect()
    while True:
        with lock:
            ask = next(todo, None)
        if ask is None:
            break
        began = time.perf_counter()
        status = _send(wire, ask)
        spent = (time.perf_counter() - began) * 1000
        with lock:
            tally.times.append(spent)
            tally.statuses[status] = tally.statuses.get(status, 0) + 1
    wire.close()


def _send(wire: http.client.HTTPConnection, ask: Ask) -> int:
    headers = {"Cookie": ask.cookies, "Accept-Language": "ko"}
    if ask.form is None:
        wire.request("GET", ask.path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        wire.request("POST", ask.path, urlencode(ask.form, doseq=True), headers)
    answer = wire.getresponse()
    answer.read()
    return answer.status
