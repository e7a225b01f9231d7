"""What is measured: the requests of each job, its target, and the same as one bare statement."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.urls import reverse

from bench import floors
from bench.load import Ask
from bench.sample import Sample

Values = Sequence[Sequence[object] | Mapping[str, object]]
KEPT = _get_new_csrf_string()


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the table. `cpu_ms` is the target of section "targets" for one request."""

    name: str
    label: str
    asks: Callable[[int], list[Ask]]
    floor: str
    values: Values
    good: frozenset[int] = frozenset({200})
    cpu_ms: float | None = None
    writes: bool = False


def all_jobs(sample: Sample) -> list[Job]:
    """Every job of the table; requests go round the workers, cases and referrals of the sample."""
    asker = _Asker(sample)
    posts = [sample.posts[slug] for slug in sample.casework]
    return [
        Job("door", "빈 화면 / empty page", asker.gets("seats"), floors.DOOR, [[p] for p in posts]),
        Job("today", "오늘 / Today", asker.gets("today"), floors.TODAY, [floors.today(sample, p) for p in posts], cpu_ms=7),
        Job("list", "사례 목록 / case list", asker.gets("cases"), floors.LIST, [floors.listed(sample, p) for p in posts], cpu_ms=7),
        Job("case", "사례 / case page", asker.case, floors.PAGE, [floors.case(sample, *one) for one in sample.cases], cpu_ms=10),
        Job("find", "사람 찾기 / look-up", asker.find, floors.find(), sample.tokens),
        Job("contact", "새 접수 / new contact", asker.contact, floors.contact(), [[]],
            frozenset({303}), writes=True),
        Job("send", "의뢰 보내기 / send a referral", asker.send, floors.send(),
            [[r.pk] for r in sample.drafts], frozenset({303}), writes=True),
        Job("accept", "의뢰 수락 / accept a referral", asker.accept, floors.accept(),
            [[r.pk] for r in sample.sent], frozenset({303}), writes=True),
    ]  # fmt: skip


@dataclass(slots=True)
class _Asker:
    """Makes requests as the pages' own forms would send them."""

    sample: Sample
    used: dict[str, int] = field(default_factory=dict)

    def gets(self, name: str) -> Callable[[int], list[Ask]]:
        path = reverse(name)
        return lambda count: [
            Ask(path, self._cookies(who)) for who in self._of("get", self.sample.casework, count)
        ]

    def case(self, count: int) -> list[Ask]:
        return [
            Ask(reverse("case", args=[case]), self._cookies(who))
            for who, case in self._of("case", self.sample.cases, count)
        ]

    def find(self, count: int) -> list[Ask]:
        pairs = self._of(
            "find", list(zip(cycle(self.sample.finders), self.sample.people, strict=False)), count
        )
        return [self._post(who, "find", who_=text, reason="calling_now") for who, text in pairs]

    def contact(self, count: int) -> list[Ask]:
        form = {
            "safe": "fine", "channel": "phone", "phone": "01000000000", "urgency": "normal",
            "story": "퇴근길에 계속 따라왔다고 한다. 집을 옮기고 싶어 한다.", "act": "save",
            "wish": "안전한 곳에서 지내고 싶다", "needs": "safety", "crimes": "stalking",
            "rules": "no_messages",
        }  # fmt: skip
        names = self._of("contact", self.sample.people, count)
        whos = islice(cycle(self.sample.casework), count)
        return [
            self._post(who, "new_contact", **form, name=text.split()[0])
            for who, text in zip(whos, names, strict=True)
        ]

    def send(self, count: int) -> list[Ask]:
        found = self._once("send", self.sample.drafts, count)
        return [
            self._post(one.sender, "referral_send", one.pk, version=str(one.version))
            for one in found
        ]

    def accept(self, count: int) -> list[Ask]:
        found = self._once("accept", self.sample.sent, count)
        return [
            self._post(one.receiver, "referral_step", one.pk, "accept", version=str(one.version))
            for one in found
        ]

    def _of(self, name: str, items: Sequence[Any], count: int) -> list[Any]:
        """The next items of a ring."""
        start = self.used.get(name, 0)
        self.used[name] = start + count
        return list(islice(cycle(items), start % len(items), start % len(items) + count))

    def _once(self, name: str, items: Sequence[Any], count: int) -> list[Any]:
        """The next items of a list; each can be used a single time."""
        start = self.used.get(name, 0)
        self.used[name] = start + count
        return list(items[start : start + count])

    def _cookies(self, account: str, token: str = KEPT) -> str:
        """Session and form token, as a browser keeps them from its first page on."""
        session = f"{settings.SESSION_COOKIE_NAME}={self.sample.logins[account]}"
        return f"{session}; {settings.CSRF_COOKIE_NAME}={token}"

    def _post(self, account: str, page: str, /, *args: object, **fields: str) -> Ask:
        token = _get_new_csrf_string()
        form: Mapping[str, str] = {
            "csrfmiddlewaretoken": token, "once": str(uuid.uuid4()),
            **{name.rstrip("_"): value for name, value in fields.items()},
        }  # fmt: skip
        return Ask(reverse(page, args=args), self._cookies(account, token), dict(form))
