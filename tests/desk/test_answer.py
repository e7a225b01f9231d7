"""Somebody at a shelter outside the house opens a link, types the code, and answers."""

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.core.access import Section
from hangot.desk.answer import entry
from hangot.people.models import ContactPoint
from hangot.referrals import actions as referrals
from hangot.referrals import links
from hangot.referrals.links import Secrets
from hangot.referrals.models import AnswerLink, Referral, Reply
from hangot.tasks.models import Task
from tests.desk.asking import statements
from tests.outsiders import ASKED, GIVEN, ask, link, shelter
from tests.settled import signed_in
from tests.worlds import LONG_AGO, PHONE, Town

pytestmark = pytest.mark.django_db
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*"')
NAMES = re.compile("한서윤|도하람|가람|든든한")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "FLOOR", 0.0)


@pytest.fixture
def town(db: None) -> Town:
    return Town()


@pytest.fixture
def told(town: Town) -> Secrets:
    return link(town, ask(town, "one"))


def where(told: Secrets) -> str:
    return reverse("answer_code", args=[told.token])


def opened(told: Secrets) -> Client:
    """A browser in which the code was typed."""
    client = Client(raise_request_exception=False)
    answer = client.post(where(told), {"code": f"{told.code[:4]} {told.code[4:]}"})
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("answer"))
    return client


def bare(answer: Any, told: Secrets | None = None) -> str:
    text = TOKENS.sub(r"\1", answer.content.decode())
    return text.replace(answer.request["PATH_INFO"], "…")


def page(client: Client) -> str:
    return client.get(reverse("answer")).content.decode()


def say(client: Client, event: str, **typed: str) -> Any:
    version = re.search(r'name="version" value="(\d+)"', page(client))
    fields = {
        "once": str(uuid4()), "version": version.group(1) if version else "", "speaker": "문지기", **typed
    }  # fmt: skip
    return client.post(reverse("answer_step", args=[event]), fields)


def state(town: Town) -> str:
    with town.acts("counsellor-1"):
        return Referral.objects.get(service__agency__outside=True).state


def test_before_the_code_the_page_says_nothing_of_anybody(told: Secrets) -> None:
    client = Client()
    shown = client.get(where(told))
    assert shown.status_code == 200
    assert not NAMES.search(shown.content.decode())
    assert ASKED not in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"


def test_with_the_code_the_letter_opens_and_what_was_given_with_it(told: Secrets) -> None:
    client = opened(told)
    text = page(client)
    assert ASKED in text
    assert "한서윤" in text
    assert told.token not in text
    identity = client.get(reverse("answer_section", args=[Section.IDENTITY.number]))
    assert "한서윤" in identity.content.decode()
    hidden = client.get(reverse("answer_section", args=[Section.INCIDENT.number]))
    assert "열 수 없습니다" in hidden.content.decode()


def test_the_shelter_accepts_and_later_tells_how_it_ended(town: Town, told: Secrets) -> None:
    client = opened(told)
    assert say(client, "accept").status_code == 303
    assert state(town) == "accepted"
    assert say(client, "complete", outcome="given", text="사흘 머물렀습니다").status_code == 303
    assert state(town) == "completed"
    assert "열 수 없습니다" in page(client)


def test_a_wrong_code_and_every_dead_link_get_the_same_page(town: Town, told: Secrets) -> None:
    found = {"wrong": _typed(where(told), "00000000")}
    found["unknown"] = _typed(reverse("answer_code", args=["x" * 43]), told.code)
    found["short"] = _typed(reverse("answer_code", args=["1"]), told.code)
    assert _typed(reverse("answer_code", args=["%00é"]), "\0é")[0] == 422
    renewed = link(town, _referral(town))
    found["renewed"] = _typed(where(told), told.code)
    with town.acts("counsellor-1") as by:
        links.revoke(referral_id=_referral(town).pk, by=by, at=clock.now())
    found["revoked"] = _typed(where(renewed), renewed.code)
    old = link(town, _referral(town), at=clock.now() - timedelta(days=20))
    found["expired"] = _typed(where(old), old.code)
    used = link(town, _referral(town))
    assert say(opened(used), "decline", why="no_capacity").status_code == 303
    found["used"] = _typed(where(used), used.code)
    assert {status for status, _ in found.values()} == {422}
    assert len({text for _, text in found.values()}) == 1, found.keys()


def _referral(town: Town) -> Referral:
    return town.referrals["one", shelter(town).slug]


def _typed(address: str, code: str) -> tuple[int, str]:
    answer = Client(raise_request_exception=False).post(address, {"code": code})
    assert not any("answer" in name for name in answer.cookies)
    return answer.status_code, bare(answer)


def test_asking_for_the_page_of_a_link_asks_nobody_whether_it_exists(
    told: Secrets, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        known = Client().get(where(told))
    with django_assert_num_queries(0):
        unknown = Client().get(reverse("answer_code", args=["y" * 43]))
    assert bare(known) == bare(unknown)


def test_a_wrong_code_is_answered_no_sooner_than_an_unknown_link(
    told: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "FLOOR", 0.3)
    for address in (where(told), reverse("answer_code", args=["z" * 43])):
        began = time.monotonic()
        _typed(address, "00000000")
        assert time.monotonic() - began >= 0.3


def test_five_wrong_codes_lock_the_link_and_the_sender_is_told(town: Town, told: Secrets) -> None:
    for number in range(links.MOST_WRONG):
        _typed(where(told), f"{number:08}")
    assert _typed(where(told), told.code)[0] == 422
    with town.acts("counsellor-1"):
        assert AnswerLink.objects.get().why == "locked"
        assert Task.objects.filter(what="referral.link", done_at=None).count() == 1
    renewed = link(town, _referral(town))
    opened(renewed)


def test_who_guesses_at_many_links_is_stopped_whatever_they_type(town: Town, told: Secrets) -> None:
    for number in range(entry.MOST):
        _typed(reverse("answer_code", args=[f"guess-{number}"]), "00000000")
    assert _typed(where(told), told.code)[0] == 422
    elsewhere = Client(REMOTE_ADDR="192.0.2.44")
    assert elsewhere.post(where(told), {"code": told.code}).status_code == 303


def test_the_same_answer_sent_twice_is_recorded_once(town: Town, told: Secrets) -> None:
    client = opened(told)
    version = re.search(r'name="version" value="(\d+)"', page(client))
    assert version
    fields = {"once": str(uuid4()), "version": version.group(1), "speaker": "문지기"}
    first = client.post(reverse("answer_step", args=["accept"]), fields)
    second = client.post(reverse("answer_step", args=["accept"]), fields)
    assert first.status_code == 303
    assert (second.status_code, second.headers["Location"]) == (302, reverse("answer"))
    with town.acts("counsellor-1"):
        assert Reply.objects.filter(event="accept").count() == 1


def test_a_link_opened_in_two_places_takes_one_answer_and_shows_it_to_the_other(
    town: Town, told: Secrets
) -> None:
    one, other = opened(told), opened(told)
    before = re.search(r'name="version" value="(\d+)"', page(other))
    assert before
    assert say(one, "accept").status_code == 303
    late = other.post(reverse("answer_step", args=["decline"]), {
        "once": str(uuid4()), "version": before.group(1), "speaker": "다른 분", "why": "no_capacity",
    })  # fmt: skip
    assert late.status_code == 409
    assert "그 사이에 다른 답이" in late.content.decode()
    assert state(town) == "accepted"
    assert "수락" in page(other)


def test_a_form_that_says_too_little_is_shown_again_with_what_was_typed(
    town: Town, told: Secrets
) -> None:
    client = opened(told)
    answer = say(client, "decline", text="자리가 없어요")
    assert answer.status_code == 422
    assert "자리가 없어요" in answer.content.decode()
    assert state(town) == "sent"


def test_a_question_goes_to_the_sender_and_the_answer_comes_to_the_same_link(
    town: Town, told: Secrets
) -> None:
    client = opened(told)
    assert say(client, "return", text="아이도 함께 오나요?").status_code == 303
    assert "물어보신 것을 보냈습니다" in page(client)
    with town.acts("counsellor-1") as by:
        assert Task.objects.filter(what="referral.resend", done_at=None).count() == 1
        referrals.send(referral_id=_referral(town).pk, expected=None, by=by, at=clock.now())
    assert say(client, "accept").status_code == 303


def test_when_she_withdraws_the_letter_is_closed_at_the_next_click(
    town: Town, told: Secrets
) -> None:
    client = opened(told)
    assert ASKED in page(client)
    town.withdraw("one", shelter(town).slug, GIVEN)
    for address in (reverse("answer"), reverse("answer_section", args=[2])):
        assert bare(client.get(address)) == bare(Client().get(address))
    assert _typed(where(told), told.code)[0] == 422


def test_when_she_withdraws_after_the_shelter_accepted_nothing_flows_any_more(
    town: Town, told: Secrets
) -> None:
    client = opened(told)
    say(client, "accept")
    town.withdraw("one", shelter(town).slug, (Section.OVERVIEW,))
    assert "열 수 없습니다" in page(client)
    assert _typed(where(told), told.code)[0] == 422


def test_an_ended_link_is_closed_at_the_next_click(town: Town, told: Secrets) -> None:
    client = opened(told)
    with town.acts("counsellor-1") as by:
        links.revoke(referral_id=_referral(town).pk, by=by, at=clock.now())
    assert bare(client.get(reverse("answer"))) == bare(Client().get(reverse("answer")))


def test_half_an_hour_without_a_click_ends_the_visit(
    town: Town, told: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = opened(told)
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(minutes=31))
    assert "열 수 없습니다" in page(client)


def test_a_cookie_that_somebody_changed_opens_nothing(told: Secrets) -> None:
    client = opened(told)
    name = next(one for one in client.cookies if "answer" in one)
    client.cookies[name] = client.cookies[name].value.replace(".", "0.", 1)
    assert "열 수 없습니다" in page(client)


def test_the_address_of_another_persons_number_shows_nothing(town: Town, told: Secrets) -> None:
    other = town.open("two")
    with town.acts("counsellor-1"):
        point = ContactPoint.objects.filter(subject_id=other.person_id)[0].pk
    answer = opened(told).post(
        reverse("answer_reveal", args=[point]), {"once": str(uuid4()), "reason": "call_now"}
    )
    assert PHONE not in answer.content.decode()
    assert "열 수 없습니다" in answer.content.decode()


def test_a_number_that_was_given_shows_with_a_reason_and_for_a_minute(town: Town) -> None:
    told = link(town, ask(town, "one", (*GIVEN, Section.CONTACT)))
    client = opened(told)
    text = client.get(reverse("answer_section", args=[Section.CONTACT.number])).content.decode()
    assert "010-7734-0182" not in text
    with town.acts("counsellor-1"):
        point = ContactPoint.objects.filter(kind="phone")[0].pk
    asked = reverse("answer_reveal", args=[point])
    assert client.post(asked, {"once": str(uuid4())}).status_code == 422
    shown = client.post(asked, {"once": str(uuid4()), "reason": "call_now"})
    assert "010-7734-0182" in shown.content.decode()
    assert shown.headers["Refresh"].startswith("60;")


def test_the_sender_sees_in_the_log_who_opened_and_answered(town: Town, told: Secrets) -> None:
    client = opened(told)
    page(client)
    say(client, "accept")
    shown = signed_in("counsellor-1").get(reverse("case_log", args=[town.cases["one"].pk]))
    text = shown.content.decode()
    assert "답 링크 열기" in text
    assert "의뢰: 수락" in text
    assert "든든한 집" in text


def test_the_sender_makes_a_link_once_and_ends_it(town: Town) -> None:
    referral = ask(town, "one")
    sender = signed_in("counsellor-1")
    before = sender.get(reverse("referral", args=[referral.pk])).content.decode()
    assert "답 링크 만들기" in before
    made = sender.post(reverse("referral_link", args=[referral.pk]), {"once": str(uuid4())})
    token = re.search(r"/answer/to/([\w-]{43})/", made.content.decode())
    code = re.search(r"<code>(\d{4} \d{4})</code>", made.content.decode())
    assert token
    assert code
    opened(Secrets(token.group(1), code.group(1).replace(" ", "")))
    shown = sender.get(reverse("referral", args=[referral.pk])).content.decode()
    assert token.group(1) not in shown
    assert "1번 엶" in shown
    ended = sender.post(reverse("referral_link_end", args=[referral.pk]), {"once": str(uuid4())})
    assert ended.status_code == 303
    assert _typed(where(Secrets(token.group(1), "")), code.group(1))[0] == 422


def test_a_counsellor_writes_down_an_agency_outside_and_asks_it(town: Town) -> None:
    case, sender = town.open("one"), signed_in("counsellor-1")
    address = reverse("referral_outside", args=[case.pk])
    typed = {
        "once": str(uuid4()), "name": "푸른 집", "phone": "02-000-0111", "domain": "housing",
        "asks": ["1", "2"],
    }  # fmt: skip
    assert sender.post(address, {**typed, "phone": "모름"}).status_code == 422
    made = sender.post(address, {**typed, "once": str(uuid4())})
    assert made.status_code == 303
    again = sender.post(address, {**typed, "once": str(uuid4())})
    assert again.status_code == 422
    assert "이미 있습니다" in again.content.decode()
    letter = sender.get(made.headers["Location"])
    assert "푸른 집" in letter.content.decode()
    listed = sender.get(reverse("referral_new", args=[case.pk])).content.decode()
    assert "푸른 집" in listed
    consents = sender.get(reverse("consents", args=[case.pk])).content.decode()
    assert "푸른 집" in consents


def test_no_page_of_the_desk_offers_the_outside_agency_a_time_or_a_room(town: Town) -> None:
    ask(town, "one")
    for slug, name in (("team-lead", "places"), ("administrator", "posts"), ("team-lead", "rooms")):
        answer = signed_in(slug).get(reverse(name))
        assert answer.status_code == 200, name
        assert "든든한" not in answer.content.decode(), name


def test_the_letter_and_its_sections_ask_few_statements(told: Secrets) -> None:
    client = opened(told)
    page(client)
    for address in (reverse("answer"), reverse("answer_section", args=[1])):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        assert len(statements(caught)) <= 12, statements(caught)


# Where the referral stands, how it came there, and whether the letter is open.
STANDS = (
    ((), True), (("return",), True), (("accept",), True), (("accept", "begin"), True),
    (("decline",), False), (("accept", "decline"), False), (("accept", "begin", "complete"), False),
    (("accept", "begin", "stop"), False), (("return", "withdraw"), False),
    (("accept", "begin", "complete", "acknowledge"), False), (("decline", "acknowledge"), False),
)  # fmt: skip
SENDERS = ("withdraw", "acknowledge")


@pytest.mark.parametrize(("events", "is_open"), STANDS)
def test_the_letter_is_open_exactly_while_the_referral_waits(
    town: Town, told: Secrets, events: tuple[str, ...], *, is_open: bool
) -> None:
    said = referrals.Said(why="no_capacity", text="네", outcome="given", disposition="done")
    for event in events:
        if event in SENDERS:
            with town.acts("counsellor-1") as by:
                referrals.step(
                    referral_id=_referral(town).pk, event=event, said=said, expected=None, by=by,
                    at=clock.now(),
                )  # fmt: skip
            continue
        by_link = links.reader(links.digest(told.token), address="192.0.2.7")
        assert by_link
        with acting(by_link):
            referrals.step(
                referral_id=by_link.post, event=event, said=said, expected=None, by=by_link,
                at=clock.now(),
            )  # fmt: skip
    right_code = Client().post(where(told), {"code": told.code})
    assert right_code.status_code == (303 if is_open else 422)


def test_a_consent_that_is_over_closes_the_letter_before_any_clock_has_run(town: Town) -> None:
    told = link(town, ask(town, "one", at=clock.now() - LONG_AGO))
    client = opened(told)
    assert ASKED not in page(client)
    assert say(client, "accept").status_code == 200
    assert state(town) == "sent"


def test_by_law_without_a_consent_the_letter_is_open_too(town: Town) -> None:
    case, agency = town.open("one"), shelter(town)
    town.law("one", agency.slug, GIVEN)
    with town.acts("counsellor-1") as by:
        letter = referrals.Letter(
            agency.services.get().pk, agency.posts.get().pk, GIVEN, ASKED, case_id=case.pk
        )
        sent = referrals.write_and_send(
            subject=case.person_id, letter=letter, by=by, at=clock.now()
        )
    assert ASKED in page(opened(link(town, sent)))
