"""What somebody outside is shown: the letter, the sections that were given, what was said."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from hangot.access.queries import View, view
from hangot.cases.queries import SHOWN, Content, content
from hangot.core.access import Actor, Level, Section, by_number
from hangot.core.contact import strip
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden
from hangot.core.text import Text
from hangot.desk.answer.forms import Answer
from hangot.desk.cases.contact_forms import ContactForm
from hangot.desk.cases.header import called
from hangot.desk.naming import withheld
from hangot.directory.queries import House, house
from hangot.packs.active import profile
from hangot.people.models import ContactPoint, ContactSafety, Person
from hangot.people.reaching import rule_of
from hangot.referrals import queries
from hangot.referrals.models import Referral, Reply
from hangot.vault import keyring
from hangot.vault.models import DataKey
from hangot.vault.together import together

ORDER = ("accept", "return", "begin", "complete", "decline", "stop")
WORDS: dict[str, tuple[Text, Text]] = {
    "accept": (Text("수락합니다", "We accept"), Text("우리 기관이 본인에게 연락합니다.", "We will contact the person.")),
    "return": (Text("물어봅니다", "We have a question"), Text("답이 오면 같은 링크에서 이어집니다.", "The answer comes to the same link.")),
    "begin": (Text("시작했습니다", "We have begun"), Text("첫 도움을 드렸을 때 알려 주세요.", "Tell us when the first help was given.")),
    "complete": (Text("마쳤습니다", "We have finished"), Text("결과를 알려 주시면 이 링크는 닫힙니다.", "With the outcome this link closes.")),
    "decline": (Text("받을 수 없습니다", "We cannot take it"), Text("이유를 알려 주시면 다른 곳을 찾습니다. 이 링크는 닫힙니다.", "With the reason another place is looked for. This link closes.")),
    "stop": (Text("중단합니다", "We have to stop"), Text("이유를 알려 주세요. 이 링크는 닫힙니다.", "Tell us why. This link closes.")),
}  # fmt: skip
CLOSES = ("complete", "decline", "stop")


def sight_of(referral: Referral, by: Actor, at: Any) -> View:
    """What flows to the reader; Hidden as soon as a section of the letter is not lawful any more."""
    seen = view(by, referral.subject_id, at=at)
    if not all(seen.at_least(by_number(n), Level.FULL) for n in referral.sections):
        raise Hidden
    return seen


def letter(request: Any, referral: Referral, bound: Answer | None = None, event: str = "") -> Any:
    """The context of the letter."""
    by, at = request.reader, request.at
    sight_of(referral, by, at)
    pack, rooms = profile(by.profile), house(by.centre)
    life, person = pack.life("referral"), referral.subject_id
    people, rules, said, keys = together(
        Person.objects.filter(pk=person),
        ContactSafety.objects.filter(subject_id=person, replaced_at=None),
        Reply.objects.filter(referral_id=referral.pk).order_by("at"),
        DataKey.objects.filter(pk=person),
    )
    keyring.take(keys)
    return {
        "referral": referral, "name": called(next(iter(people), None)),
        "centre": rooms.centre.label, "sender": _sender(referral, by, rooms),
        "phone": pack.hotlines[pack.guide.phone].number if pack.guide.phone else "",
        "extension": rooms.agencies[referral.from_agency].extension,
        "state": life.label(referral.state), "waiting": referral.state == "returned",
        "safety": strip(rule_of(rules[0])) if rules else (),
        "sections": [
            {"words": pack.sections[one], "url": reverse("answer_section", args=[one.number])}
            for one in map(by_number, referral.sections)
        ],
        "replies": [_reply(one, by, rooms, pack) for one in said],
        "acts": list(_acts(request, referral, pack, bound, event)), "failed": bound,
    }  # fmt: skip


def _sender(referral: Referral, by: Actor, rooms: House) -> Text:
    return _author(referral.from_post, referral.from_agency, by, rooms)


def _author(post: UUID, agency: UUID, by: Actor, rooms: House) -> Text:
    """Agency and post; of a guarded desk not even that, because its name tells what happened."""
    if withheld(agency, by, None, rooms):
        return rooms.centre.label
    where, who = rooms.agency(agency), rooms.post(post)
    return Text(f"{where.ko} {who.ko}", f"{where.en}, {who.en}")


def _acts(
    request: Any, referral: Referral, pack: Profile, bound: Answer | None, event: str
) -> Iterable[dict[str, Any]]:
    possible = offered(referral, request.reader, request.at)
    for one in (name for name in ORDER if name in possible):
        label, hint = WORDS[one]
        yield {
            "event": one, "label": label, "hint": hint, "risk": one in CLOSES[1:],
            "open": one == event, "url": reverse("answer_step", args=[one]),
            "form": bound if one == event and bound else Answer(event=one, pack=pack),
        }  # fmt: skip


def offered(referral: Referral, by: Actor, at: Any) -> set[str]:
    """What the reader may say now; finishing may come straight after accepting."""
    found = set(queries.possible(referral, by, at=at)) & set(ORDER)
    return found | ({"complete"} if "begin" in found else set())


def _reply(one: Reply, by: Actor, rooms: House, pack: Profile) -> dict[str, Any]:
    mine = one.agency_id == by.agency
    return {
        "at": one.at, "mine": mine, "label": pack.life("referral").event_label(one.event),
        "who": Text("우리 기관", "Our agency") if mine else _author(one.post_id, one.agency_id, by, rooms),
        "speaker": one.speaker, "text": one.text,
    }  # fmt: skip


def section(request: Any, referral: Referral, number: int) -> dict[str, Any]:
    """One section that was given, with what lies in it."""
    by, pack = request.reader, profile(request.reader.profile)
    if number not in referral.sections:
        raise Hidden
    here = by_number(number)
    sight_of(referral, by, request.at)
    found, rooms = content(referral.subject_id, here), house(by.centre)
    person = Person.objects.filter(pk=referral.subject_id).first()
    return {
        "words": pack.sections[here], "section": here, "documents": bool(found.attachments),
        "notes": [
            {"at": one.at, "text": one.text, "by": _author(one.post_id, one.agency_id, by, rooms)}
            for one in found.notes[:SHOWN]
        ],
        "person": _person(person) if person and here is Section.IDENTITY else None,
        "crimes": _crimes(pack, found), "points": [_point(one) for one in found.points if not one.ended_at],
        "reasons": [(one.id, one.label) for one in pack.choices("reveal_reasons")],
    }  # fmt: skip


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": called(person),
        "birth": date.fromisoformat(person.birth) if person.birth else None,
    }


def _crimes(pack: Profile, found: Content) -> list[Text]:
    codes = {code for one in found.incidents for code in str(one.crimes).split(",")}
    return [choice.label for code, choice in pack.lists["crime_types"].items() if code in codes]


def _point(one: ContactPoint) -> dict[str, Any]:
    kinds = dict(ContactForm.KINDS)
    return {"id": one.pk, "kind": kinds.get(one.kind, Text(one.kind, one.kind))}
