"""Referrals of an invented person in every state, with the consents they stand on; contacts."""

from datetime import datetime, timedelta
from uuid import UUID

from bench import names
from bench.maker import BOTH, Desk, Maker, Subject, claim, gate, see
from bench.sheets import json
from hangot.consent.models import Consent, Disclosure
from hangot.core.access import Level, Section
from hangot.intake.models import Notice
from hangot.referrals.models import Referral, Reply
from hangot.tasks.models import Task

SECTIONS = (Section.OVERVIEW, Section.IDENTITY, Section.WELFARE)
REFERRED_SHARE = 0.6
NOTICE_EVERY = 20
# state: share, and whose turn it is then (a task of receiver or sender).
STATES = (
    ("draft", 8, ""), ("sent", 12, "referral.answer"), ("accepted", 5, "referral.begin"),
    ("in_service", 6, "referral.complete"), ("completed", 4, "referral.acknowledge"),
    ("declined", 3, "referral.acknowledge"),
)  # fmt: skip
OVER = ("acknowledged", 0, "")
LIVE_SHARE = 0.38
WAITING = 200  # contacts of the house that nobody has taken up yet
OWN = dict.fromkeys(
    (Section.OVERVIEW, Section.IDENTITY, Section.CONTACT, Section.INCIDENT), Level.FULL
)


def referral(make: Maker, one: Subject) -> None:
    """Perhaps one referral of the latest case, with three consents, each with its gate."""
    rng = make.rng
    if rng.random() >= REFERRED_SHARE:
        return
    old = rng.random() >= LIVE_SHARE
    state, _, task = OVER if old else rng.choices(STATES, [share for _, share, _ in STATES])[0]
    at = one.at if old else make.house.now - timedelta(days=rng.random() * 20, hours=1)
    other = rng.choice(make.house.others)
    basis = [_consent(make, one, other, section, at) for section in SECTIONS]
    pk = _letter(make, one, other, state, at)
    if state != "draft":
        _given(make, one, other, state, at=at, pk=pk, basis=basis)
    if task:
        mine = task == "referral.acknowledge"
        make.row(
            Task, at, agency_id=make.house.home if mine else other.agency, subject_id=one.pk,
            post_id=one.desk.post if mine else other.post, what=task, thing_kind="referral",
            thing_id=pk, created_at=at, due=at + timedelta(days=rng.random() * 30),
        )  # fmt: skip


def _consent(make: Maker, one: Subject, other: Desk, section: Section, at: datetime) -> UUID:
    pk = make.row(
        Consent, at, subject_id=one.pk, asked_by_agency=make.house.home,
        asked_by_post=one.desk.post, agency_id=other.agency, section=section.number, state="given",
        purposes=["support", "safety"], method="paper", notice_version="2026-1", asked_at=at,
        answered_at=at, starts=at, ends=at + timedelta(days=365),
    )  # fmt: skip
    gate(
        make, one, {section: Level.FULL}, at=at, agency=other.agency, code="consent", source=pk,
        purposes=BOTH,
    )  # fmt: skip
    return pk


def _letter(make: Maker, one: Subject, other: Desk, state: str, at: datetime) -> UUID:
    sent, answered = state != "draft", state not in ("draft", "sent")
    pk, sheet = make.uid(at), make.book[Referral]
    sheet.add(
        id=pk, centre_id=make.house.centre, subject_id=one.pk, case_id=one.case, form="referral",
        service_id=make.house.services[other.agency], from_agency=make.house.home,
        from_post=one.desk.post, to_agency=other.agency, to_post=other.post,
        sections=[s.number for s in SECTIONS], state=state,
        urgency=make.rng.choice(("normal", "normal", "soon")),
        reason=sheet.sealed(one.key, pk, "reason", "생활을 다시 꾸릴 수 있도록 도움을 부탁드립니다."),
        written_at=at, sent_at=at if sent else None, seen_at=at if answered else None,
        due=at + timedelta(days=make.rng.random() * 30) if sent else None,
        answered_at=at if answered else None, why="no_capacity" if state == "declined" else "",
        outcome="helped" if state in ("completed", "acknowledged") else "",
        ended_at=at if state in ("completed", "declined", "acknowledged") else None,
    )  # fmt: skip
    return pk


def _given(
    make: Maker, one: Subject, other: Desk, state: str, *, at: datetime, pk: UUID,
    basis: list[UUID],
) -> None:  # fmt: skip
    frozen = at + timedelta(hours=1) if state == "acknowledged" else None
    if state != "declined":
        claim(
            make, one, dict.fromkeys(SECTIONS, Level.FULL), at=at, agency=other.agency,
            code="referral", source=pk, frozen=frozen,
        )  # fmt: skip
    make.row(
        Disclosure, at, subject_id=one.pk, from_agency=make.house.home, from_post=one.desk.post,
        agency_id=other.agency, to_post=other.post, sections=[s.number for s in SECTIONS], level=3,
        basis="consent", basis_ids=basis, purpose="support", door="referral.send",
        because_kind="referral", because_id=pk, at=at, usable_until=at + timedelta(days=365),
        told="matrix",
    )  # fmt: skip
    if state not in ("sent",):
        key, sheet = make.uid(at), make.book[Reply]
        sheet.add(
            id=key, centre_id=make.house.centre, referral_id=pk, subject_id=one.pk,
            agency_id=other.agency, to_agency=make.house.home, post_id=other.post, event="accept",
            text=sheet.sealed(one.key, key, "text", "받았습니다."), at=at,
        )  # fmt: skip


def notice(make: Maker, number: int) -> None:
    """A contact beside the cases; some two hundred of them still wait."""
    rng, house = make.rng, make.house
    waits = rng.random() < WAITING * NOTICE_EVERY / house.people
    at = house.now - timedelta(days=rng.random() * 30, hours=1)
    pk = make.uid(at)
    key, desk, sheet = make.key_for(pk), rng.choice(house.leads), make.book[Notice]
    sealed = {
        "name": names.korean(rng),
        "phone": names.phone(rng),
        "story": "전화로 사정을 이야기함",
    }
    sheet.add(
        id=pk, centre_id=house.centre, number=f"{at.year % 100:02}-{number:07}", channel="phone",
        agency_id=house.home, post_id=desk.post, state="new" if waits else "helped", safe="fine", reported_at=at,
        contact=json({"channels": ["phone"]}), needs=["safety"],
        **{column: sheet.sealed(key, pk, column, text) for column, text in sealed.items()},
    )  # fmt: skip
    one = Subject(pk, key, desk, pk, "", at)
    for duty in ("R", "C", "M", "L"):
        claim(make, one, OWN, at=at, agency=house.home, duty=duty, code="notice", source=pk)
    see(make, one, case=None)
    if waits:
        make.row(
            Task, at, agency_id=house.home, duty="C", subject_id=pk, what="notice.start",
            thing_kind="notice", thing_id=pk, created_at=at, due=at + timedelta(days=1),
        )  # fmt: skip
