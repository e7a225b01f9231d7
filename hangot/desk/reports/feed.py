"""The feed of the police: one report a request, with a key of the sender, taken once.

No session, no page: a program sends JSON and is answered JSON. What is refused leaves nothing.
"""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from hangot import clock
from hangot.access.context import acting
from hangot.access.once import Repeated, once
from hangot.audit import actions as audit
from hangot.core.access import Actor, Purpose
from hangot.core.refusal import Missing, NotAllowed
from hangot.core.reports.fields import Reading, read
from hangot.core.reports.words import NO_ZONE, Fault
from hangot.desk.presence import address
from hangot.desk.reports import limits
from hangot.desk.reports.problems import problem, sender
from hangot.directory.queries import house
from hangot.packs.active import profile
from hangot.reports import actions as reports
from hangot.reports.keys import key_of
from hangot.reports.lists import words_of
from hangot.reports.models import FeedKey
from hangot.vault import tokens

MOST_BYTES = 32 * 1024
A_MINUTE, WRONG_A_MINUTE = 600, 20
LONGEST_KEY = 200
NAMES = UUID("6f1c2c1e-7f0b-4a53-8f57-2f6f3f0a7b10")
DOOR, RIGHT = "feed.reports", "report.write"


@csrf_exempt
def feed_reports(request: HttpRequest) -> HttpResponse:
    """Take one report: 201 when it is new, 200 when it was here, a problem when it cannot be."""
    at = clock.now()
    if request.method != "POST":
        return problem("method", headers={"Allow": "POST"})
    if limits.seen(sender(request), at=at) >= WRONG_A_MINUTE:
        return problem("too-many", headers={"Retry-After": "60"})
    key = key_of(_shown(request), at=at)
    if key is None:
        limits.count(sender(request), at=at)
        return problem("key", headers={"WWW-Authenticate": 'Bearer realm="reports"'})
    spent = limits.count(f"feed {key.pk}", at=at)
    if spent.many > A_MINUTE:
        return problem("too-many", headers={"Retry-After": str(spent.wait)})
    return _read(request, key, at=at)


def _shown(request: HttpRequest) -> str:
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    return shown.strip() if scheme.casefold() == "bearer" else ""


def _read(request: HttpRequest, key: FeedKey, *, at: datetime) -> HttpResponse:
    """What can be said before anything is opened: kind, size, form."""
    if request.content_type != "application/json":
        return problem("type")
    name = request.headers.get("Idempotency-Key", "")
    if not name or len(name) > LONGEST_KEY:
        return problem("idempotency-key")
    try:
        body = request.read(MOST_BYTES + 1)
        raw = parse(body) if len(body) <= MOST_BYTES else None
    except (ValueError, OSError):
        return problem("json")
    if raw is None:
        return problem("too-large")
    return _answered(request, key, name, raw, at=at)


def parse(body: bytes) -> dict[str, Any]:
    """One JSON object; ValueError for anything else: two fields of one name, NaN, too deep."""
    try:
        found = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - what the body holds is no type of ours
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(_: str) -> None:
    raise ValueError("no number")


def _answered(
    request: HttpRequest, key: FeedKey, name: str, raw: dict[str, Any], *, at: datetime
) -> HttpResponse:
    by = _actor(key, request)
    reading = _checked(raw, by, at=at)
    if reading.faults and reading.agreed is not False:
        _refused(by, "unfit", at=at)
        return problem("invalid-report", faults=reading.faults)
    try:
        with acting(by, Purpose.SUPPORT, DOOR):
            return _taken(reading, raw, name, by, at=at)
    except Repeated as known:
        return _again(known)
    except Missing:
        _refused(by, "other_content", at=at)
        return problem("other-content")
    except NotAllowed:
        _refused(by, "not_allowed", at=at)
        return problem("not-allowed")


def _actor(key: FeedKey, request: HttpRequest) -> Actor:
    """The key acts as itself, with the one duty that hands in reports."""
    centre = house(key.centre_id).centre
    return Actor(
        worker=key.pk, post=key.pk, agency=key.agency_id, centre=centre.pk, address=address(request),
        duties=frozenset("P"), profile=centre.profile,
    )  # fmt: skip


def _checked(raw: dict[str, Any], by: Actor, *, at: datetime) -> Reading:
    """The check of every report; a program says the time zone too."""
    reading = read(raw, words_of(profile(by.profile)), now=at)
    said = raw.get("reported_at")
    if reading.report and isinstance(said, str) and datetime.fromisoformat(said).tzinfo is None:
        reading.faults.append(Fault("reported_at", NO_ZONE))
    return reading


NOT_AGREED = "not_agreed"


def _taken(
    reading: Reading, raw: dict[str, Any], name: str, by: Actor, *, at: datetime
) -> HttpResponse:
    """Once for a key: what came before is answered as it was."""
    agreed = reading.report is not None
    guard = once(str(uuid5(NAMES, name)), _body(raw, by) if agreed else NOT_AGREED, by=by, at=at)
    if reading.report is None:
        reports.turn_away(source="feed", why=NOT_AGREED, by=by, at=at)
        guard.answered(NOT_AGREED)
        return problem("not-agreed", faults=reading.faults)
    taken = reports.take(told=reading.report, source="feed", by=by, at=at)
    guard.answered(taken.receipt)
    return _receipt(taken.receipt, new=taken.new)


def _body(raw: dict[str, Any], by: Actor) -> str:
    """A keyed print of the body: equal bodies have the same, and nobody can try names on it."""
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False)
    return f"{tokens.token(by.centre, f'feed:{text}')}"


def _again(known: Repeated) -> HttpResponse:
    if known.answer == NOT_AGREED:
        return problem("not-agreed")
    return _receipt(known.answer, new=False) if known.answer else problem("other-body")


def _receipt(number: str, *, new: bool) -> HttpResponse:
    return JsonResponse({"receipt": number, "new": new}, status=201 if new else 200)


def _refused(by: Actor, because: str, *, at: datetime) -> None:
    """What was taken back is written down, without what was sent."""
    with acting(by, Purpose.SUPPORT, DOOR):
        audit.write(
            RIGHT, kind=audit.REFUSED, by=by, at=at, door=DOOR, purpose=Purpose.SUPPORT.value,
            because=because, done=False,
        )  # fmt: skip
