"""The sheet a person takes home: what may help, until when, what to bring; or a neutral one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hangot.access.trail import remember
from hangot.audit import actions as audit
from hangot.desk.cases.header import person_page
from hangot.desk.door import page
from hangot.desk.help.choosing import shown, today
from hangot.desk.help.desk import offers_of, using
from hangot.desk.help.showing import HELPS, card
from hangot.eligibility import findings
from hangot.eligibility.recorded import recorded


@page(right="help.see", door="help.print")
def help_print(request: Any, case_id: UUID) -> HttpResponse:
    """What is likely and what an official decides, for the needs that the page showed; neutral
    without agencies and kinds of help.
    """
    frame = person_page(request, case_id, "help")
    rule = using(frame)
    offers = offers_of(frame, rule.rules)
    kept = recorded(subject=frame.case.person_id, case=case_id, rules=rule.rules)
    chosen = shown(request, rule.rules, kept.needs)
    found = findings.outlook(frame.case.person_id, rule, on=today(request), today=today(request))
    cards = [
        card(rule, place, one, offers[one.service.id])
        for place, one in enumerate(found.findings)
        if one.verdict in HELPS and chosen.takes(one.service.need)
    ]
    remember(
        "help.see", by=request.actor, at=request.at, subject=frame.case.person_id, thing=case_id,
        kind=audit.EXPORT,
    )  # fmt: skip
    neutral = "neutral" in request.GET
    papers = {
        paper.id: paper for one in cards for paper in one.papers if paper.plain or not neutral
    }
    context = {
        "header": frame.header, "case": frame.case, "cards": cards, "papers": papers.values(),
        "centre": frame.house.centre, "on": today(request), "neutral": neutral,
        "opens": frame.profile.opens, "closes": frame.profile.closes,
        "hotlines": frame.profile.hotlines,
    }  # fmt: skip
    return render(request, "desk/help/sheet.html", context)
