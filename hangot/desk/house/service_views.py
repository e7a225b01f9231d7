"""Everything the house gives, by agency, with what is assumed marked as assumed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hangot.core.packs import Agency, Profile, Service
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.door import page
from hangot.desk.typed import uuid_of
from hangot.directory.queries import outsiders
from hangot.directory.queries import services as rows_of
from hangot.packs.active import profile


@page(right="directory.see", door="services")
def services(request: Any) -> HttpResponse:
    """The directory; `q` narrows it, `domain` keeps one kind, `case` offers to write a referral."""
    pack = profile(request.actor.profile)
    typed, domain = request.GET.get("q", "").strip()[:60], request.GET.get("domain", "")
    case = uuid_of(request.GET.get("case", ""))
    ids = {row.slug: row.pk for row in rows_of(request.actor.centre)}
    groups: list[dict[str, Any]] = [
        {
            "agency": agency,
            "services": [_row(pack, one, ids, case) for one in _matching(pack, agency, typed, domain)],
        }
        for agency in pack.agencies.values()
    ]  # fmt: skip
    groups = [group for group in groups if group["services"]]
    context = {
        "groups": groups, "typed": typed, "domain": domain, "case": case,
        "count": sum(len(group["services"]) for group in groups),
        "domains": pack.choices("service_domains"),
        "outside": outsiders(request.actor.centre) if opens("outside.govern", request.actor.duties) else [],
    }  # fmt: skip
    return render(request, "desk/house/services.html", context)


def _matching(pack: Profile, agency: Agency, typed: str, domain: str) -> list[Service]:
    found = pack.services_of(agency.id)
    return [one for one in found if _fits(one, agency, typed.lower(), domain)]


def _fits(one: Service, agency: Agency, typed: str, domain: str) -> bool:
    if domain and one.domain != domain:
        return False
    texts = (one.label, one.description, one.audience, agency.label)
    haystack = " ".join(f"{text.ko} {text.en}" for text in texts).lower()
    return all(word in haystack for word in typed.split())


def _row(pack: Profile, one: Service, ids: Mapping[str, UUID], case: UUID | None) -> dict[str, Any]:
    channels: list[Text] = [pack.word("service_channels", name) for name in one.channels]
    pk = ids.get(one.id)
    return {
        "one": one, "domain": pack.word("service_domains", one.domain), "channels": channels,
        "refer": f"{reverse('referral_new', args=[case])}?service={pk}" if case and pk else "",
    }  # fmt: skip
