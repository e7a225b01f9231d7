"""Printing the visit slip; neutral whenever somebody at home could read it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from hangot.core.refusal import Hidden
from hangot.desk import errors
from hangot.desk.door import page, sees
from hangot.desk.reception.slip import Slip, pdf
from hangot.desk.typeset import NO_FONT, NoFont
from hangot.directory.queries import house
from hangot.intake.models import Notice
from hangot.intake.story import safety_of
from hangot.packs.active import profile
from hangot.people.models import ContactSafety
from hangot.visits import queries


@page(right="visit.print", door="reception.slip")
def slip(request: Any, visit_id: UUID) -> HttpResponse:
    """One page of paper: full or neutral as asked, neutral when nobody asked and home is not safe."""
    day = queries.day_of(visit_id)
    if day is None:
        raise Hidden
    sees(request, subject=day.visit.subject_id, thing=visit_id)
    asked = request.GET.get("neutral", "")
    neutral = asked == "1" if asked in ("0", "1") else at_risk(day.visit.subject_id)
    actor = request.actor
    sheet = Slip(day, house(actor.centre), profile(actor.profile), neutral)
    try:
        made = pdf(sheet, at=request.at)
    except NoFont:
        return errors.refused(request, NO_FONT, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="slip.pdf"'
    return response


def at_risk(subject: UUID) -> bool:
    """Could somebody at home read the slip? Silence means yes; the strictest answer wins."""
    kept = ContactSafety.objects.filter(subject_id=subject, replaced_at=None)
    rules = [(one.shared_phone, one.say_agency) for one in kept]
    if not rules:
        notices = Notice.objects.filter(pk=subject)
        rules = [(one.shared_phone, one.say_agency) for one in map(safety_of, notices)]
    return not rules or any(shared or not named for shared, named in rules)
