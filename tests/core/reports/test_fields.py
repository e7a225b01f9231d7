"""What a report may hold, and what is refused: by name of the field, never with the value."""

from datetime import UTC, date, datetime, time

import pytest

from hangot.core.reports.fields import Words, read

NOW = datetime(2026, 10, 9, 1, 20, tzinfo=UTC)
WORDS = Words(
    risks={"normal": ("보통", "Normal"), "high": ("높음", "High")},
    roles={"child": ("자녀", "Child"), "spouse": ("배우자", "Spouse")},
    districts={"seongbuk": ("성북구", "Seongbuk-gu")},
    investigation=("피의자", "진술", "warrant"),
)
SUNYOUNG = {
    "number": "성북-26-1008", "reported_at": "2026-10-08T23:40:00+09:00", "agreed": True,
    "risk": "normal", "name": "박선영", "birth": "1988-04-02", "phone": "010-7734-0182",
    "call_from": "09:30", "call_to": "11:30", "wish": "아이와 쉬고 싶어요", "district": "성북구",
    "members": [{"role": "자녀", "name": "최유나", "birth": "2017-05-02"}],
    "address": "성북구 보문로 12, 101동 302호",
}  # fmt: skip


def faults(**changed: object) -> dict[str, str]:
    reading = read({**SUNYOUNG, **changed}, WORDS, now=NOW)
    assert (reading.report is None) is bool(reading.faults)
    return {fault.field: fault.sentence.ko for fault in reading.faults}


def test_the_report_of_a_home_that_agreed_is_read_whole() -> None:
    report = read(SUNYOUNG, WORDS, now=NOW).report
    assert report is not None
    assert report.phone == "01077340182"
    assert (report.call_from, report.call_to) == (time(9, 30), time(11, 30))
    assert report.district == "seongbuk"
    assert [(one.role, one.birth) for one in report.members] == [("child", date(2017, 5, 2))]


@pytest.mark.parametrize("said", [False, "아니오", "no", "0", "미동의"])
def test_of_a_home_that_did_not_agree_nothing_else_is_looked_at(said: object) -> None:
    reading = read({"agreed": said, "phone": "nonsense", "more": "x"}, WORDS, now=NOW)
    assert reading.agreed is False
    assert [fault.field for fault in reading.faults] == ["agreed"]


@pytest.mark.parametrize(
    "wish",
    ["피의자가 술을 마셨다고 함", "피 의 자 가 다시 옴", "there is a WARRANT", "진술을 들음"],
)
def test_content_of_an_investigation_is_refused_and_says_where_it_belongs(wish: str) -> None:
    assert "경찰만 보는 칸" in faults(wish=wish)["wish"]


def test_a_resident_number_is_refused_wherever_somebody_writes() -> None:
    found = faults(wish="880402-2345678 입니다", address="8804022345678")
    assert set(found) == {"wish", "address"}


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("crime", "가정폭력", "crime"),
        ("members", [{"role": "자녀", "school": "…"}], "members/0/school"),
        ("members", "최유나", "members"),
        ("members", [{"name": "최유나"}], "members/0/role"),
        ("members", [{"role": "자녀"}] * 21, "members"),
        ("phone", "010", "phone"),
        ("phone", 1077340182, "phone"),
        ("number", "", "number"),
        ("number", "../../etc", "number"),
        ("reported_at", "어제", "reported_at"),
        ("reported_at", "2026-10-10T00:00:00+09:00", "reported_at"),
        ("call_to", None, "call_to"),
        ("call_to", "09:30", "call_to"),
        ("district", "부산", "district"),
        ("risk", "아주 높음", "risk"),
        ("agreed", "글쎄요", "agreed"),
        ("wish", "가" * 501, "wish"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(name: str, value: object, field: str) -> None:
    assert field in faults(**{name: value})


def test_no_sentence_repeats_what_was_sent() -> None:
    secret = "숨겨야할말숨겨야할말"
    for name in SUNYOUNG:
        for sentence in faults(**{name: secret * 60}).values():
            assert secret not in sentence


def test_a_report_without_a_phone_says_how_else_to_get_in_touch() -> None:
    assert "phone" in faults(phone="", wish="")
    assert faults(phone="", wish="어린이집 앞에서 만나고 싶어요") == {}
