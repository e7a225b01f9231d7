"""What lies in an evidence bundle, file by file, never all of it in memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from hangot.accounts.models import Worker
from hangot.audit import pieces, queries
from hangot.audit.models import AuditEntry
from hangot.audit.pieces import Piece
from hangot.core.packs import Profile
from hangot.desk.matrix import lines
from hangot.desk.matrix_paper import document
from hangot.desk.trust import words
from hangot.desk.trust.review_rows import code_of, reason, result_of
from hangot.directory.queries import House
from hangot.templatetags.moments import stamp
from hangot.watching import months
from hangot.watching import queries as reviews
from hangot.watching.models import MonthReview

AT_ONCE = 2000
Anchors = Mapping[str, Mapping[int, str]]


def anchored(chains: Iterable[Piece], anchors: Anchors) -> Iterator[dict[str, Any]]:
    """The anchored heads that lie in these pieces."""
    for one in chains:
        for seq, own in sorted(anchors.get(str(one.agency), {}).items()):
            if one.first <= seq <= one.last:
                yield {"agency": str(one.agency), "seq": seq, "hash": own}


def heads(chains: Iterable[Piece], anchors: Anchors) -> Iterator[bytes]:
    for line in anchored(chains, anchors):
        yield f"{json.dumps(line)}\n".encode()


class Incomplete(Exception):
    """It took so long that the context ended: what was written is not everything."""


def chain(chains: list[Piece]) -> Iterator[bytes]:
    """Every entry; Incomplete rather than some of them."""
    count = 0
    for one in pieces.entries(chains):
        row = {**one.values, "previous": one.previous, "hash": one.hash}
        yield f"{json.dumps(row, ensure_ascii=False)}\n".encode()
        count += 1
    if count != sum(one.count for one in chains):
        raise Incomplete


LOG = (
    "언제 when", "기관 agency", "직위 post", "계정 account", "접속지 address", "대상 person",
    "무엇을 what", "왜 why", "화면 door", "결과 result", "사슬 번호 number",
)  # fmt: skip


def log_lines(month: date, rooms: House, pack: Profile) -> Iterator[list[Any]]:
    yield list(LOG)
    start, end = months.span(month)
    accounts = dict(Worker.objects.values_list("pk", "account"))
    wanted = AuditEntry.objects.filter(centre_id=rooms.centre.pk, at__gte=start, at__lt=end)
    for one in wanted.order_by("at", "pk").iterator(AT_ONCE):
        yield [
            stamp(one.at), rooms.agency(one.agency_id).ko, rooms.post(one.post_id).ko,
            accounts.get(one.worker_id, ""), one.address, code_of(one.subject_id),
            words.act(one, pack).ko, words.why(one, pack).ko, one.door, _came_of_it(one), one.seq,
        ]  # fmt: skip


def _came_of_it(one: AuditEntry) -> str:
    because = words.because(one)
    told = words.KINDS["refused"].ko if not one.done else words.KINDS[one.kind].ko
    return f"{told}: {because.ko}" if because else told


FINDINGS = ("왜 why", "수 amount", "언제 when", "기관 agency", "직위 post", "결과 result")


def finding_lines(review: MonthReview | None, rooms: House) -> Iterator[list[Any]]:
    """Without the words of the reviewer: those are on the page and on its paper."""
    yield list(FINDINGS)
    if review is None:
        return
    whole = reviews.whole(review)
    for one in whole.findings:
        entry, said = queries.entry(one.entry_id), result_of(whole.answers.get(one.entry_id))
        if entry:
            yield [
                reason(one).ko, one.amount, stamp(entry.at), rooms.agency(entry.agency_id).ko,
                rooms.post(entry.post_id).ko, said.ko if said else "",
            ]  # fmt: skip


def matrix(pack: Profile, at: datetime) -> bytes:
    return document(lines(pack, at)).encode()


def post_lines(rooms: House, pack: Profile) -> Iterator[list[Any]]:
    yield ["기관 agency", "직위 post", "직무 duties"]
    labels = {duty.letter: duty.label.ko for duty in pack.duties.values()}
    for post in rooms.posts.values():
        duties = ", ".join(labels.get(one, one) for one in sorted(post.duties))
        yield [rooms.agency(post.agency_id).ko, post.label.ko, duties]


def as_json(content: Any) -> Iterator[bytes]:
    yield json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
