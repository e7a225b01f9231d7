"""Nobody is asked, or told, what can no longer change an answer."""

from datetime import date

from hangot.core.eligibility.barring import barring
from hangot.core.eligibility.engine import Engine
from hangot.packs.rules.loader import build

ON = date(2026, 9, 3)
PACK = {
    "rules.yaml": """
id: small
label: {ko: 작은 규칙, en: Small}
money: KRW
needs:
  money: {ko: 생활비, en: Money}
""",
    "facts.yaml": """
poor:
  type: bool
  label: {ko: 형편, en: Means}
  question: {ko: "형편이 어려운가요?", en: "Are you poor?"}
  section: welfare
relatives:
  type: enum
  label: {ko: 가족, en: Relatives}
  question: {ko: "가족이 있나요?", en: "Have you relatives?"}
  section: family
  options:
    none: {ko: 없어요, en: None}
    near: {ko: 있어요, en: Near}
    cut_off: {ko: 연락이 끊겼어요, en: Out of touch}
their_income:
  type: money
  label: {ko: 가족 수입, en: Their income}
  question: {ko: "가족은 얼마를 버나요?", en: "What do they earn?"}
  section: family
""",
    "services.yaml": """
allowance:
  label: {ko: 수당, en: Allowance}
  summary: {ko: 돈을 드려요., en: Money.}
  need: money
  offers: [allowance]
  decides: {ko: 구청, en: the district}
  since: "2000-01-01"
  require:
    all:
      - {id: poor, label: {ko: 어려움, en: Poor}, when: "poor", source: 법 1조}
      - any:
          - id: alone
            label: {ko: 가족 없음, en: No relatives}
            when: "relatives == 'none'"
            source: 법 2조
          - id: they_have_little
            label: {ko: 가족도 어려움, en: They have little}
            when: "their_income <= 100"
            source: 법 2조
          - id: out_of_touch
            label: {ko: 연락이 끊김, en: Out of touch}
            when: "relatives == 'cut_off'"
            discretionary: true
            source: 법 3조
""",
}


def asked(**facts: bool | str | int) -> tuple[str, tuple[str, ...]]:
    engine = Engine(build({name: text.encode() for name, text in PACK.items()}))
    finding = engine.find("allowance", facts, ON)
    return finding.verdict, finding.missing


def test_somebody_without_relatives_is_not_asked_what_they_earn() -> None:
    assert asked(relatives="none") == ("unknown", ("poor",))


def test_somebody_out_of_touch_is_asked_because_little_income_needs_nobody_to_judge() -> None:
    assert asked(relatives="cut_off") == ("unknown", ("poor", "their_income"))
    assert asked(relatives="cut_off", poor=True) == ("unknown", ("their_income",))


def test_with_that_told_an_official_decides_or_nobody_has_to() -> None:
    assert asked(relatives="cut_off", poor=True, their_income=101) == ("discretionary", ())
    assert asked(relatives="cut_off", poor=True, their_income=100) == ("likely", ())


def test_somebody_who_is_refused_already_is_asked_nothing_more() -> None:
    assert asked(poor=False) == ("unlikely", ())


def in_the_way(**facts: bool | str | int) -> list[str]:
    engine = Engine(build({name: text.encode() for name, text in PACK.items()}))
    return [clause.id for clause in barring(engine.find("allowance", facts, ON))]


def test_an_alternative_that_fails_beside_one_that_holds_is_no_reason() -> None:
    assert in_the_way(relatives="none", their_income=500, poor=True) == []
    assert in_the_way(relatives="none", their_income=500, poor=False) == ["poor"]


def test_alternatives_are_the_reason_only_together() -> None:
    assert in_the_way(relatives="near", poor=True) == []
    everything = ["alone", "they_have_little", "out_of_touch"]
    assert in_the_way(relatives="near", their_income=500, poor=True) == everything
