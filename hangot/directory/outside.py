"""Agencies outside the house: written down once, asked like any other, answering by links."""

from dataclasses import dataclass

from hangot.core.access import Actor, Section, by_number
from hangot.core.ids import new_id
from hangot.core.packs import Agency as AgencyWords
from hangot.core.text import Text
from hangot.directory.models import Agency, Labelled, Post, Service

REQUEST = Text("부탁한 일", "What was asked")
PERSON = Text("담당하는 분", "Whoever is in charge")
WHY = Text("부탁받은 일을 하려고", "To do what it is asked for")


@dataclass(frozen=True, slots=True)
class Outsider:
    """An agency as a desk writes it down.

    `phone`: the number it is known by, over which it is told its codes; `domain`: a code of the
    pack's service domains; `guarded`: its mere name tells what happened.
    """

    name: str
    name_en: str
    phone: str
    domain: str
    asks: tuple[Section, ...]
    guarded: bool = False


def add(one: Outsider, *, by: Actor) -> Agency:
    """Write it into the directory; call from an act that is audited.

    It gets one service and one empty post, because a referral names both. Nobody sits there, and
    nothing is booked there.
    """
    pk = new_id()
    slug, names = f"outside-{pk}", {"label_ko": one.name, "label_en": one.name_en or one.name}
    agency = Agency(
        id=pk, centre_id=by.centre, slug=slug, **names, guarded=one.guarded, extension=one.phone,
        outside=True, asks=sorted(section.number for section in one.asks),
    )  # fmt: skip
    agency.save(force_insert=True)
    common = {"centre_id": by.centre, "slug": slug, "agency": agency}
    Service(**common, label_ko=REQUEST.ko, label_en=REQUEST.en, domain=one.domain, minutes=0).save(
        force_insert=True
    )
    Post(**common, label_ko=PERSON.ko, label_en=PERSON.en, duties=[], extension=one.phone).save(
        force_insert=True
    )
    return agency


def words(agency: Agency) -> AgencyWords:
    """What a pack says about an agency of the house, for one that no pack knows."""
    return AgencyWords(
        id=agency.slug, label=agency.label, short=agency.label, guarded=agency.guarded,
        phone_ext=agency.extension, domain="common", asks=tuple(map(by_number, agency.asks)),
        asks_why=WHY,
    )  # fmt: skip


def correct(agency: Agency, one: Outsider) -> None:
    """Its name, number and needs as they are from now on; call from an act that is audited."""
    agency.label_ko, agency.label_en = one.name, one.name_en or one.name
    agency.extension, agency.guarded = one.phone, one.guarded
    agency.asks = sorted(section.number for section in one.asks)
    _save(agency)
    for row in Service.objects.filter(agency=agency):
        row.domain = one.domain
        _save(row)
    for post in Post.objects.filter(agency=agency):
        post.extension = one.phone
        _save(post)


def use(agency: Agency, *, active: bool) -> None:
    """Nobody asks it anything new, or everybody may again; what it was asked stays."""
    for row in Service.objects.filter(agency=agency):
        row.active = active
        _save(row)
    _save(agency)


def _save(row: Labelled) -> None:
    row.version += 1
    row.save()
