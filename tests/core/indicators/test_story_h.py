"""Story H: the sentence of a district for 2024, with everything around it that must not count."""

from collections.abc import Iterator
from datetime import date

from hangot.core.indicators.counting import EVERY, YEAR, Figure, Happening, Values, count
from hangot.core.indicators.definitions import Counts, Indicator
from hangot.core.indicators.persons import persons
from hangot.core.indicators.telling import Said, sentence, share
from hangot.core.text import Text

HERE, ELSEWHERE = "성북구", "강북구"
VISITS = ((100, 5), (200, 4), (12, 3), (88, 2))
LINKED = (("p0", "p0 again"), ("p1", "p1 again"), ("p2", "p2 again"))
WORDS = Text("", "")
PHRASE = Text(
    "2024년 한 해 동안 성북구민 {people}명을 대상으로 {times}건의 상담을 제공하며, 악성 부채 총 {won}원에 대한 법률적 면책을 지원",
    "In 2024 {times} talks with {people} people of Seongbuk, {won} won of debts discharged",
)


def residents() -> Iterator[Happening]:
    """100 people came five times, 200 four, 12 three and 88 twice; three of them had two records."""
    again, n = dict(LINKED), 0
    for people, times in VISITS:
        for _ in range(people):
            who = f"p{n}"
            for time in range(times):
                name = again.get(who, who) if time == times - 1 else who
                yield Happening(
                    "talk.hold", date(2024, 1 + (n + time) % 12, 1 + n % 28), name, district=HERE
                )
            n += 1
    for n in range(280):
        yield Happening(
            "discharge.final", date(2024, 1 + n % 12, 9), f"p{n}", district=HERE, amount=120_000_000
        )


def noise() -> Iterator[Happening]:
    """Twelve of another district, bookings that were not held, and what lies in other years."""
    for n in range(30):
        yield Happening(
            "talk.hold", date(2024, 1 + n % 12, 3), f"other {n % 12}", district=ELSEWHERE
        )
    for n in range(25):
        yield Happening("talk.cancel", date(2024, 5, 3), f"p{n}", district=HERE)
    for n in range(18):
        yield Happening("talk.miss", date(2024, 6, 3), f"p{n}", district=HERE)
    for n in range(2):
        yield Happening(
            "discharge.final", date(2025, 1, 7), f"p{300 + n}", district=HERE, amount=120_000_000
        )
    yield Happening("talk.hold", date(2023, 12, 29), "p399", district=HERE)


def counted(event: str, counts: Counts, *, links: tuple[tuple[str, str], ...] = LINKED) -> Values:
    stands_for = persons(links)
    met = [one._replace(who=stands_for(one.who)) for one in (*residents(), *noise())]
    indicator = Indicator(event, WORDS, WORDS, event, counts, ("district",), WORDS)
    return count(indicator, met, 2024, {"district": (HERE, ELSEWHERE)})


OURS, ALL = Figure("district", HERE, YEAR), Figure(EVERY, EVERY, YEAR)


def test_the_sentence_of_the_district_and_the_centre_beside_it() -> None:
    people, times = counted("talk.hold", "people"), counted("talk.hold", "times")
    won = counted("discharge.final", "won")
    assert (people[OURS], times[OURS], won[OURS]) == (400, 1_512, 33_600_000_000)
    assert (people[ALL], times[ALL]) == (412, 1_542)
    told = {"people": Said(people[OURS]), "times": Said(times[OURS]), "won": Said(won[OURS])}
    assert sentence(PHRASE, told, ("won",)).ko == (
        "2024년 한 해 동안 성북구민 400명을 대상으로 1,512건의 상담을 제공하며, 악성 부채 총 336억원에 대한 법률적 면책을 지원"
    )


def test_so_many_talks_with_each_of_them() -> None:
    each = share(counted("talk.hold", "times")[OURS], counted("talk.hold", "people")[OURS]).number
    assert each == 378, "in hundredths"


def test_people_with_two_records_count_once_and_apart_again_when_their_link_is_undone() -> None:
    assert counted("talk.hold", "people", links=())[OURS] == 403
    assert counted("talk.hold", "people", links=LINKED[1:])[OURS] == 401
    assert counted("talk.hold", "times", links=LINKED[1:])[OURS] == 1_512, (
        "talks stay what they were"
    )


def test_links_lead_on_and_meet_in_one_person_whatever_their_order() -> None:
    for links in ((("a", "b"), ("b", "c"), ("d", "c")), (("d", "c"), ("a", "b"), ("c", "b"))):
        first = persons(links)
        assert len({first(one) for one in "abcd"}) == 1
        assert first("e") == "e"
        assert len({persons([("a", "b"), ("b", "a")])(one) for one in "ab"}) == 1
