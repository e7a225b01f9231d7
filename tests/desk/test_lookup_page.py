"""Looking somebody up: two things one knows, a reason, and never a hint of what one may not see."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.audit.models import AuditEntry
from hangot.cases.models import Case
from hangot.core.lookup import parse
from hangot.desk.contacts.people import NOTHING
from hangot.directory.models import Post
from hangot.intake import actions as intake
from hangot.intake.matching import suspect
from hangot.intake.models import SearchReceipt
from hangot.intake.story import Story
from hangot.people import actions as people
from hangot.people import search
from hangot.people.models import IdentityLink, NameCheck, Person
from hangot.tasks.models import Task

pytestmark = pytest.mark.django_db

Open = Callable[..., Case]


@pytest.fixture
def known(acts: Callable[..., Any]) -> Open:
    """A person with a case: `known("한서윤", date(1997, 3, 9))`."""

    def make(name: str, birth: date | None = None, phone: str | None = None) -> Case:
        with acts("counsellor-1") as by:
            story = Story("visit", "fine", name=name, birth=birth, phone=phone)
            query = parse("아무개 19700101", date(2026, 9, 2))
            found = intake.look_up(query=query, reason="before_registering", by=by, at=clock.now())
            one = intake.receive(story=story, by=by, at=clock.now(), receipt_id=found.receipt.pk)
            intake.start(notice_id=one.pk, receipt_id=None, expected=None, by=by, at=clock.now())
            return intake.open_case(
                notice_id=one.pk, known=None, method="paper", lead_post=by.post, expected=None,
                by=by, at=clock.now(),
            )  # fmt: skip

    return make


@pytest.fixture
def hide(acts: Callable[..., Any]) -> Callable[[Case, str], None]:
    """Keep a post out of a record: for it the person is nobody."""

    def deny(case: Case, slug: str) -> None:
        with acts("safety-officer") as by:
            post = Post.objects.get(slug=slug)
            people.deny(
                subject=case.person_id, code="conflict", by=by, at=clock.now(), post=post.pk
            )

    return deny


def ask(client: Any, who: str, reason: str = "calling_now") -> Any:
    return client.post(reverse("find"), {"who": who, "reason": reason, "once": str(uuid.uuid4())})


def test_somebody_one_may_see_is_found_with_birth_year_and_case(
    desk: Callable[..., Any], known: Open
) -> None:
    case = known("한서윤", date(1997, 3, 9))
    page = ask(desk("reception-1"), "서윤 970309").content.decode()
    assert "한서윤 님" in page
    assert "1997" in page
    assert "03-09" not in re.sub(r"<input[^>]*>", "", page)
    assert case.number in page
    assert reverse("case", args=[case.pk]) in page


@pytest.mark.parametrize(
    "typed", ["한서윤 970309", "ㅎㅅㅇ 970309", "한소윤 970309", "한서윤 0182"]
)
def test_a_typo_first_consonants_or_the_end_of_the_phone_are_enough(
    desk: Callable[..., Any], known: Open, typed: str
) -> None:
    known("한서윤", date(1997, 3, 9), "01077340182")
    assert "한서윤 님" in ask(desk("reception-1"), typed).content.decode()


def test_the_exact_name_comes_before_one_with_a_typo(acts: Callable[..., Any], known: Open) -> None:
    for name in ("한소윤", "한서윤"):
        known(name, date(1997, 3, 9))
    with acts("reception-1") as by:
        found = search.find(parse("한서윤 970309", date(2026, 9, 2)), by=by)
        assert [person.name for person in found] == ["한서윤", "한소윤"]


def without_what_always_differs(answer: Any) -> bytes:
    """The page without its form keys and the hour."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
    page = re.sub(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"", page)
    return re.sub(rb"\d\d:\d\d", b"", page)


@pytest.mark.parametrize("slug", ["reception-1", "counsellor-2"])
def test_a_hidden_match_is_answered_byte_for_byte_like_nothing(
    desk: Callable[..., Any], known: Open, hide: Callable[[Case, str], None], slug: str
) -> None:
    client = desk(slug)
    with transaction.atomic():
        nothing = ask(client, "한서윤 970309")
        transaction.set_rollback(True)
    hide(known("한서윤", date(1997, 3, 9)), slug)
    hidden = ask(client, "한서윤 970309")
    assert nothing.status_code == hidden.status_code == 200
    assert nothing.headers.items() == hidden.headers.items()
    assert without_what_always_differs(nothing) == without_what_always_differs(hidden)
    assert NOTHING.ko in hidden.content.decode()


def test_the_new_contact_page_keeps_the_same_secret(
    desk: Callable[..., Any], known: Open, hide: Callable[[Case, str], None]
) -> None:
    client = desk("reception-1")
    typed = {"act": "look", "name": "한서윤", "birth": "970309", "channel": "phone"}
    with transaction.atomic():
        nothing = client.post(reverse("new_contact"), {**typed, "once": str(uuid.uuid4())})
        transaction.set_rollback(True)
    hide(known("한서윤", date(1997, 3, 9)), "reception-1")
    hidden = client.post(reverse("new_contact"), {**typed, "once": str(uuid.uuid4())})
    assert without_what_always_differs(nothing) == without_what_always_differs(hidden)


@pytest.mark.parametrize(
    "typed", ["한서윤", "970309", "010-7734-0182", "", "한 970309", "970309-2000000"]
)
def test_one_thing_is_not_enough_and_what_was_typed_stays(
    desk: Callable[..., Any], acts: Callable[..., Any], typed: str
) -> None:
    answer = ask(desk("reception-1"), typed)
    assert answer.status_code == 422
    assert not typed or typed in answer.content.decode()
    with acts("reception-1"):
        assert not SearchReceipt.objects.exists()


def test_a_lookup_without_a_reason_is_not_made(desk: Callable[..., Any]) -> None:
    answer = ask(desk("reception-1"), "한서윤 970309", reason="")
    assert answer.status_code == 422
    assert 'value="한서윤 970309"' in answer.content.decode()


def test_every_lookup_is_recorded_with_its_reason_and_never_with_the_name(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    ask(desk("reception-1"), "한서윤 970309")
    with acts("auditor"):
        entry = AuditEntry.objects.get(act="person.find")
        assert (entry.reason, entry.kind, entry.subject_id) == ("calling_now", "read", None)
    with acts("reception-1"):
        assert SearchReceipt.objects.get().keys == ["name", "birth"]


def test_lookups_run_out(desk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PER_HOUR", 2)
    client = desk("reception-1")
    assert "오늘 1번 더" in ask(client, "한서윤 970309").content.decode()
    assert ask(client, "한서윤 970309").status_code == 200
    assert ask(client, "한서윤 970309").status_code == 403


def test_going_on_to_a_new_contact_puts_nothing_into_the_address(
    desk: Callable[..., Any], acts: Callable[..., Any]
) -> None:
    client = desk("reception-1")
    page = ask(client, "한서윤 970309 010-7734-0182").content.decode()
    begin = page[page.index('value="begin"') - 200 :]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', begin))
    answer = client.post(reverse("new_contact"), {**fields, "once": str(uuid.uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="한서윤"' in page
    assert 'value="1997-03-09"' in page
    assert "사전 조회를 마쳤습니다." in page
    assert f'name="receipt" value="{fields["receipt"]}"' in page


def test_a_lookup_of_a_contact_goes_on_with_the_known_person(
    desk: Callable[..., Any], acts: Callable[..., Any], known: Open
) -> None:
    case = known("한서윤", date(1997, 3, 9))
    client = desk("counsellor-1")
    with acts("counsellor-1") as by:
        story = Story("phone", "fine", name="한서윤", birth=date(1997, 3, 9))
        one = intake.receive(story=story, by=by, at=clock.now())
    sent = {"reason": "calling_now", "once": str(uuid.uuid4())}
    client.post(reverse("notice_look", args=[one.pk]), sent)
    client.post(reverse("notice_step", args=[one.pk, "start"]), {"once": str(uuid.uuid4())})
    url = reverse("notice_open", args=[one.pk])
    assert case.number in client.get(f"{url}?known={case.person_id}").content.decode()
    with acts("counsellor-1") as by:
        said = {"method": "phone", "lead": str(by.post), "known": str(case.person_id)}
    assert client.post(url, {**said, "once": str(uuid.uuid4())}).status_code == 303
    with acts("counsellor-1"):
        assert set(Case.objects.values_list("person_id", flat=True)) == {case.person_id}


def test_the_clerk_sees_nothing_and_the_safety_officer_sees_the_suspected_link(
    desk: Callable[..., Any],
    acts: Callable[..., Any],
    known: Open,
    hide: Callable[[Case, str], None],
) -> None:
    first = known("한서윤", date(1997, 3, 9), "01077340182")
    hide(first, "reception-1")
    second = known("한서윤", date(1997, 3, 9))
    boss = clockwork(centre_of())
    with acting(boss):
        links = suspect(by=boss, at=clock.now())
        assert {(link.one_id, link.other_id) for link in links} in (
            {(first.person_id, second.person_id)}, {(second.person_id, first.person_id)},
        )  # fmt: skip
        assert suspect(by=boss, at=clock.now()) == []
        assert not NameCheck.objects.filter(done_at=None).exists()
    for clerk in ("reception-1", "counsellor-1", "team-lead", "smile-centre-1"):
        with acts(clerk):
            assert not IdentityLink.objects.exists()
            assert not Task.objects.filter(what="link.decide").exists()
            assert not NameCheck.objects.exists()
    with acts("safety-officer"):
        assert IdentityLink.objects.get().agree == ["name", "birth"]
        assert Task.objects.filter(done_at=None, what="link.decide").count() == 1


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("한서윤", None, "01077340182"), ("한서윤", None, "01077340182"), ["name", "phone"]),
        (("한서윤", None, "01077340182"), ("한소윤", None, "01077340182"), ["name_near", "phone"]),
        (
            (None, date(1997, 3, 9), "01077340182"),
            ("한서윤", date(1997, 3, 9), "01077340182"),
            ["birth", "phone"],
        ),
    ],
)
def test_two_things_that_agree_are_enough_to_suspect(
    known: Open, one: Any, other: Any, agree: list[str]
) -> None:
    known(*one), known(*other)
    boss = clockwork(centre_of())
    with acting(boss):
        links = suspect(by=boss, at=clock.now())
        assert [sorted(link.agree) for link in links] == [sorted(agree)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("한서윤", date(1997, 3, 9)), ("한서윤", date(1960, 1, 1))),
        (("한서윤", None, "01077340182"), ("김하늘", None, "01077340182")),
        (("한서윤", None, "01077340182"), ("한서윤", None, "01011110182")),
        (("한서윤", date(1997, 3, 9)), ("오민재", date(1997, 3, 9))),
    ],
)
def test_strangers_are_not_suspected(known: Open, one: Any, other: Any) -> None:
    known(*one), known(*other)
    boss = clockwork(centre_of())
    with acting(boss):
        assert suspect(by=boss, at=clock.now()) == []


OPPONENT = {"act": "relation", "kind": "alleged_perpetrator", "who": "오민재", "born": "1992-11-02"}


def _plain(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", page)


def test_a_named_opponent_who_is_known_is_told_to_the_safety_officer_only(
    desk: Callable[..., Any],
    acts: Callable[..., Any],
    known: Open,
    hide: Callable[[Case, str], None],
) -> None:
    his, hers = known("오민재", date(1992, 11, 2)), known("한서윤", date(1997, 3, 9))
    hide(his, "reception-1")
    address = reverse("case_people", args=[hers.pk])
    client = desk("counsellor-1")
    assert client.post(address, {**OPPONENT, "once": str(uuid.uuid4())}).status_code == 303
    with acts("safety-officer"):
        assert not Task.objects.filter(what="link.decide").exists()
    boss = clockwork(centre_of())
    with acting(boss):
        assert len(suspect(by=boss, at=clock.now())) == 1
    for clerk in ("reception-1", "counsellor-1", "team-lead", "smile-centre-1"):
        with acts(clerk):
            assert not IdentityLink.objects.exists()
            assert not Task.objects.filter(what="link.decide").exists()
    with acts("safety-officer"):
        link = IdentityLink.objects.get()
        assert his.person_id in (link.one_id, link.other_id)
        assert hers.person_id not in (link.one_id, link.other_id)
        assert Person.objects.filter(pk__in=(link.one_id, link.other_id)).count() == 2
        assert Task.objects.filter(done_at=None, what="link.decide").count() == 1


def test_no_desk_can_look_up_an_opponent_who_was_only_named(
    desk: Callable[..., Any], acts: Callable[..., Any], known: Open
) -> None:
    hers = known("한서윤", date(1997, 3, 9))
    address = reverse("case_people", args=[hers.pk])
    sent = {**OPPONENT, "phone": "010-2222-3333", "once": str(uuid.uuid4())}
    assert desk("counsellor-1").post(address, sent).status_code == 303
    query = parse("오민재 19921102", date(2026, 9, 2))
    for clerk in ("reception-1", "counsellor-1", "police-victim-desk-1"):
        with acts(clerk) as by:
            assert search.find(query, by=by) == []
    with acts("safety-officer") as by:
        assert [one.name for one in search.find(query, by=by)] == ["오민재"]


def test_the_page_answers_the_same_bytes_whether_the_opponent_is_known_or_not(
    desk: Callable[..., Any], known: Open
) -> None:
    known("오민재", date(1992, 11, 2))
    hers = known("한서윤", date(1997, 3, 9))
    address, client, pages = reverse("case_people", args=[hers.pk]), desk("counsellor-1"), []
    for born in ("1992-11-02", "1993-11-02"):
        answer = client.post(address, {**OPPONENT, "born": born, "once": str(uuid.uuid4())})
        assert (answer.status_code, answer["Location"]) == (303, address)
        shown = _plain(client.get(address).content.decode())
        pages.append(re.sub(r"<article.*</article>", "", shown, flags=re.DOTALL))
    assert pages[0] == pages[1]


def test_only_an_opponent_is_asked_for_a_birth_date(desk: Callable[..., Any], known: Open) -> None:
    address = reverse("case_people", args=[known("한서윤", date(1997, 3, 9)).pk])
    sent = {**OPPONENT, "kind": "guardian", "once": str(uuid.uuid4())}
    answer = desk("counsellor-1").post(address, sent)
    assert answer.status_code == 422
    assert "가해(의심)자일 때만" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("find", {"who": "한서윤 970309", "reason": "calling_now"}),
        ("new_contact", {"act": "look", "name": "한서윤", "birth": "970309", "channel": "phone"}),
    ],
)
def test_looking_somebody_up_asks_at_most_twelve_statements(
    desk: Callable[..., Any], known: Open, name: str, typed: dict[str, str]
) -> None:
    known("한서윤", date(1997, 3, 9))
    client = desk("reception-1")
    client.post(reverse(name), {**typed, "once": str(uuid.uuid4())})
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(reverse(name), {**typed, "once": str(uuid.uuid4())})
    assert answer.status_code == 200
    # Only a test closes the context inside a transaction: elsewhere the commit does.
    skipped = ("SAVEPOINT", "RELEASE", "select set_config('app.ctx', ''")
    counted = [q["sql"][:90] for q in asked if not q["sql"].startswith(skipped)]
    assert len(counted) <= 12, counted
