"""The in- and outbox and one referral, as the two sides work with them."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.consent.models import Consent, Disclosure
from hangot.core.access import Section
from hangot.directory.models import Agency, Post, Service
from hangot.referrals import actions as referrals
from hangot.referrals.models import Referral
from tests.domain.conftest import JOBS

pytestmark = pytest.mark.django_db


def post(client: Any, name: str, *args: Any, **fields: Any) -> Any:
    return client.post(reverse(name, args=args), {"once": str(uuid4()), **fields})


@pytest.fixture
def sent(case: Any, agree: Any, refer: Any, acts: Any) -> Referral:
    """The job centre was asked for help; she said no to the incident."""
    with acts("counsellor-1") as by:
        agree("moel-job-centre", JOBS, by)
        agree("moel-job-centre", (Section.INCIDENT,), by, "refuse")
        return refer("moel-job-centre", JOBS, by)  # type: ignore[no-any-return]


def test_pages_open(case: Any, sent: Any, desk: Any) -> None:
    c = desk("counsellor-1")
    urls = [reverse("referrals"), reverse("referrals") + "?box=out&turn=theirs", reverse("referrals") + f"?box=out&turn=theirs&show={sent.pk}", reverse("referral", args=[sent.pk]),
            reverse("referral_new", args=[case.pk]), reverse("referral_new", args=[case.pk]) + f"?service={sent.service_id}",
            reverse("consents", args=[case.pk]), reverse("consents", args=[case.pk]) + f"?agency={sent.to_agency}",
            reverse("consents", args=[case.pk]) + f"?agency={sent.to_agency}&section=2",
            reverse("consent_withdraw", args=[case.pk]) + f"?agency={sent.to_agency}", reverse("consent_renew", args=[case.pk]),
            reverse("consent_print", args=[case.pk]), reverse("consent_print", args=[case.pk]) + "?kind=phone",
            reverse("disclosures", args=[case.pk]), reverse("disclosures", args=[case.pk]) + "?print=1", reverse("basis_new", args=[case.pk])]
    for url in urls:
        with CaptureQueriesContext(connection, ) as q:
            answer = c.get(url)
        print(answer.status_code, len(q), url)
        if url.endswith(f"{sent.pk}/"):
            for x in q.captured_queries: print("   .", x["sql"][:200].replace(chr(10), " "))
        assert answer.status_code == 200, (url, answer.content.decode()[-3000:])
    a = desk("moel-job-centre-1")
    for url in [reverse("referrals"), reverse("referrals") + f"?show={sent.pk}", reverse("referral", args=[sent.pk]), reverse("consents", args=[case.pk])]:
        with CaptureQueriesContext(connection) as q:
            answer = a.get(url)
        print(answer.status_code, len(q), url)
        assert answer.status_code == 200, url
    v = desk("privacy-officer")
    with CaptureQueriesContext(connection) as q:
        assert v.get(reverse("bases")).status_code == 200
    for x in q.captured_queries: print(x["sql"][:150])
