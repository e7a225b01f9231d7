"""What stands out in a month, as the auditor reads it: never a name of a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q

from hangot.accounts.models import Worker
from hangot.audit import queries as log
from hangot.audit.models import AuditEntry, AuditReview
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.trust import words
from hangot.directory.queries import House
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together
from hangot.watching.finding import Found
from hangot.watching.models import MonthFinding

REASONS: Mapping[str, Text] = {
    "emergency": Text("긴급열람", "Emergency access"),
    "export": Text("내보내기", "Export"),
    "unrelated": Text(
        "맡은 일이 없는 사람을 {n}번 봄", "Looked {n} times, with no work for the person"
    ),
    "many_lookers": Text("한 사람을 {n}명이 봄", "{n} people looked at one record"),
    "volume": Text("평소보다 많이 봄: 하루 {n}건", "Unusually much: {n} in a day"),
    "refused": Text("거부된 시도", "Refused attempt"),
    "reveal": Text("연락처·주소 보기", "Contact or address shown"),
    "nothing_found": Text("찾았으나 결과 없음", "Look-up without result"),
}
USUAL = Text("이 직위는 보통 하루 {n}건", "this post usually reads {n} a day")
PEERS = Text("같은 일을 하는 직위는 {n}건", "posts of the same work {n}")
NOTHING_DONE = Text(
    "담당석·의뢰가 없고, 석 달 동안 적은 것도 없습니다",
    "no seat, no referral, and nothing written in three months",
)
RESULTS: tuple[tuple[str, Text], ...] = (
    ("fine", Text("문제 없음", "Nothing wrong")),
    ("explained", Text("물어보고 확인함", "Asked and explained")),
    ("noted", Text("지적", "To follow up")),
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Entries, who wrote them and what was found about them."""

    entries: Mapping[UUID, AuditEntry]
    people: Mapping[UUID, Worker]
    done: Mapping[UUID, AuditReview]


def gather(ids: Collection[UUID], *, centre: UUID, also: UUID | None = None) -> Gathered:
    """All of it in one statement; `also`: a worker whose name is wanted beside."""
    wanted = log.entries_of(ids)
    entries, people, done, key = together(
        wanted, Worker.objects.filter(Q(pk__in=wanted.values("worker_id")) | Q(pk=also)),
        log.reviews(ids), DataKey.objects.filter(pk=centre),
    )  # fmt: skip
    keyring.take(key)
    return Gathered(
        {one.pk: one for one in entries}, {one.pk: one for one in people},
        {one.entry_id: one for one in done},
    )  # fmt: skip


def code_of(subject: UUID | None) -> str:
    """A short code for a person in the auditor's pages: the same person, the same code, no name."""
    return sha256(subject.bytes).hexdigest()[:6].upper() if subject else ""


def line(
    entry: AuditEntry, rooms: House, pack: Profile, people: Mapping[UUID, Any]
) -> dict[str, Any]:
    """An entry for the auditor: the worker by name, the person by a code."""
    worker = people.get(entry.worker_id)
    return {
        "pk": entry.pk, "at": entry.at, "who": worker.name if worker else "",
        "post": rooms.post(entry.post_id), "agency": rooms.agency(entry.agency_id),
        "what": words.act(entry, pack), "why": words.why(entry, pack), "code": code_of(entry.subject_id),
        "refused": not entry.done, "because": words.because(entry), "address": entry.address,
        "seq": entry.seq,
    }  # fmt: skip


def reason(found: Found | MonthFinding) -> Text:
    """Why it stands out."""
    return REASONS[found.why].format(n=found.amount)


def explained(found: Found | MonthFinding) -> list[Text]:
    """The numbers behind the reason."""
    if found.why == "unrelated":
        return [NOTHING_DONE]
    pairs = ((USUAL, found.usual), (PEERS, found.peers))
    return [sentence.format(n=number) for sentence, number in pairs if number is not None]


def result_of(found: AuditReview | None) -> Text | None:
    """The word of a result; None while there is none."""
    return dict(RESULTS)[found.result] if found else None
