"""Writing a referral: the service first, then the letter, with what exactly will be shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.consent.queries import asked_and_lawful, cells
from hangot.core.access import SHARED, Section, by_number
from hangot.core.clocks import last_day
from hangot.core.packs import Profile
from hangot.core.refusal import Hidden, Stale
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import gained
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.door import page, sees, to
from hangot.desk.help.letter import told_in
from hangot.desk.referrals.conflict import both
from hangot.desk.referrals.forms import LetterForm
from hangot.desk.referrals.views import flash
from hangot.desk.typed import NUMBER, uuid_of, version_of
from hangot.directory.models import Service
from hangot.directory.outside import words as of_outside
from hangot.directory.queries import outside, services
from hangot.referrals import actions as referrals
from hangot.referrals import queries
from hangot.referrals.models import Referral
from hangot.tasks.actions import due_at, ends
from hangot.templatetags.moments import clock_words

MARKS = {
    "yes": Text("✓ 동의", "✓ agreed"), "law": Text("§ 법적 근거", "§ by law"),
    "no": Text("✕ 거부하셨음", "✕ refused"), "ask": Text("? 동의 대기", "? waits for consent"),
    "withdrawn": Text("↩ 철회하셨음", "↩ withdrawn"), "expired": Text("! 만료", "! ended"),
    "none": Text("? 동의 대기", "? waits for consent"),
}  # fmt: skip
SAVED = Text(
    "초안을 저장했습니다. 아직 아무것도 보내지 않았습니다.",
    "The draft is saved. Nothing was sent yet.",
)


@page(right="referral.write", door="referral.new", methods=("GET", "POST"))
def new(request: Any, case_id: UUID) -> HttpResponse:
    """Choose the service, then write the letter."""
    frame = person_page(request, case_id, "case")
    sees(request, subject=frame.case.person_id, thing=case_id)
    wanted = uuid_of(request.POST.get("service") or request.GET.get("service", ""))
    found = Service.objects.select_related("agency").filter(pk=wanted).first() if wanted else None
    if found is None:
        return _choose(request, frame)
    return _letter(request, frame, found, None)


@page(right="referral.write", door="referral.edit", methods=("GET", "POST"))
def edit(request: Any, referral_id: UUID) -> HttpResponse:
    """Change a draft, one that waits for consent, or one that was returned for more."""
    row = queries.visible(referral_id)
    if row.from_agency != request.actor.agency or row.case_id is None:
        raise Hidden
    if row.state not in ("draft", "held", "returned"):
        return to("referral", referral_id)
    frame = person_page(request, row.case_id, "case")
    sees(request, subject=row.subject_id, thing=row.pk)
    return _letter(request, frame, row.service, row)


def _choose(request: Any, frame: PersonPage) -> HttpResponse:
    """Every service of the house by agency, with what it is for; hints, never a verdict."""
    pack, wanted = frame.profile, request.GET.get("domain", "")
    groups: dict[UUID, dict[str, Any]] = {}
    for one in services(request.actor.centre):
        if wanted and one.domain != wanted:
            continue
        spec = pack.services.get(one.slug)
        group = groups.setdefault(one.agency_id, {"label": one.agency.label, "rows": []})
        group["rows"].append({
            "service": one, "domain": pack.word("service_domains", one.domain), "spec": spec,
            "url": f"?service={one.pk}",
        })  # fmt: skip
    context = {
        "header": frame.header, "tab": "case", "case": frame.case, "groups": list(groups.values()),
        "outside": outside(request.actor.centre), "may_add": opens("outside.write", request.actor.duties),
        "domains": [(c.id, c.label) for c in pack.choices("service_domains")], "domain": wanted,
    }  # fmt: skip
    return render(request, "desk/referrals/choose.html", context)


def _letter(
    request: Any, frame: PersonPage, service: Service, row: Referral | None
) -> HttpResponse:
    looks = _looks(frame, service.agency_id, request.at)
    form = _form(request, frame, service, looks, row)
    act = request.POST.get("act", "")
    if request.method == "POST" and form.is_valid() and act in ("save", "send"):
        answer = _save(request, frame, service, row, form, send=act == "send")
        if answer is not None:
            return answer
    spec = frame.profile.services.get(service.slug)
    context = {
        "header": frame.header, "tab": "case", "case": frame.case, "form": form, "row": row,
        "service": service, "spec": spec, "agency": frame.house.agency(service.agency_id),
        "domain": frame.profile.word("service_domains", service.domain),
        "preview": _preview(request, frame, form, looks),
        "consent_url": reverse("consents", args=[frame.case.pk]) + f"?agency={service.agency_id}#line",
    }  # fmt: skip
    return render(
        request, "desk/referrals/letter.html", context, status=422 if form.errors else 200
    )


def _looks(frame: PersonPage, agency: UUID, at: datetime) -> dict[Section, str]:
    """How each section stands between the person and this agency."""
    rows, laws = asked_and_lawful(frame.case.person_id)
    found = cells(
        [row for row in rows if row.agency_id == agency],
        [law for law in laws if law.agency_id == agency], at=at,
    )  # fmt: skip
    return {section: cell.look for (_, section), cell in found.items()}


def _form(
    request: Any, frame: PersonPage, service: Service, looks: dict[Section, str],
    row: Referral | None,
) -> LetterForm:  # fmt: skip
    pack = frame.profile
    receiver = frame.house.agencies[service.agency_id]
    asks = of_outside(receiver).asks if receiver.outside else pack.asks(receiver.slug)
    offered = [s for s in SHARED if s in asks or s in looks or (row and s.number in row.sections)]
    return LetterForm(
        request.POST if request.method == "POST" else None, pack=pack,
        posts=[(str(post.pk), post.label) for post in frame.house.posts_of(service.agency_id)],
        sections=[(str(s.number), _marked(pack, s, looks.get(s, "none"))) for s in offered],
        urgencies=_urgencies(request, pack),
        initial=_initial(row, looks) | told_in(request, frame, looks, row),
    )  # fmt: skip


def _marked(pack: Profile, section: Section, look: str) -> Text:
    label, mark = pack.sections[section].label, MARKS[look]
    return Text(f"{label.ko} ({mark.ko})", f"{label.en} ({mark.en})")


def _urgencies(request: Any, pack: Profile) -> list[tuple[str, Text]]:
    found = []
    for one in pack.urgencies.values():
        due = clock_words(due_at(request.actor, one.clock, request.at), request.at)
        found.append((one.id, Text(f"{one.label.ko}: {due.ko}", f"{one.label.en}: {due.en}")))
    return found


def _initial(row: Referral | None, looks: dict[Section, str]) -> dict[str, Any]:
    if row is None:
        return {"sections": [str(s.number) for s, look in looks.items() if look in ("yes", "law")]}
    return {
        "sections": [str(number) for number in row.sections], "post": str(row.to_post),
        "form": row.form, "urgency": row.urgency, "reason": row.reason, "own_words": row.own_words,
    }  # fmt: skip


def _save(
    request: Any, frame: PersonPage, service: Service, row: Referral | None, form: LetterForm, *,
    send: bool,
) -> HttpResponse | None:  # fmt: skip
    """Save or send; None when something is missing, which the form then says."""
    letter = form.letter(service.pk, frame.case.pk, row.child_of_id if row else None)
    by, at, subject = request.actor, request.at, frame.case.person_id

    def act() -> Referral:
        if row is None:
            write = referrals.write_and_send if send else referrals.write
            return write(subject=subject, letter=letter, by=by, at=at)
        change = referrals.rewrite_and_send if send else referrals.rewrite
        return change(referral_id=row.pk, letter=letter, expected=version_of(request), by=by, at=at)

    try:
        done = gained(request, form, act, right="referral.send" if send else "referral.write")
    except Stale:
        return both(request, row.pk if row else frame.case.pk)
    if done is None:
        return None
    if send:
        flash(request, done, "send")
    else:
        messages.success(request, str(SAVED))
    return to("referral", done.pk)


def _preview(
    request: Any, frame: PersonPage, form: LetterForm, looks: dict[Section, str]
) -> dict[str, Any]:
    """Exactly what the receiver will be able to read, and what waits."""
    chosen = form["sections"].value() or []
    sections = [
        by_number(int(n)) for n in chosen if NUMBER.fullmatch(str(n)) and 0 < int(n) <= len(SHARED)
    ]
    pack = frame.profile
    lawful = [s for s in sections if looks.get(s) in ("yes", "law")]
    waiting = [s for s in sections if s not in lawful]
    return {
        "sections": [pack.sections[s] for s in lawful], "nothing": not sections,
        "waiting": [pack.sections[s].label for s in waiting],
        "until": last_day(ends(request.actor, pack.consent.length, request.at)),
        "reason": form["reason"].value() or "", "own_words": form["own_words"].value() or "",
    }  # fmt: skip
