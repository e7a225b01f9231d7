"""The whole truth table of the gate, said a second time in plain words, and what it never does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import product

import pytest

from hangot.core.clocks import SEOUL
from hangot.core.contact_rules import Channel, ContactRule, Window
from hangot.core.messages.gate import (
    FINAL,
    Address,
    Answer,
    Flags,
    Override,
    Plan,
    Verdict,
    Wording,
    gate,
)
from hangot.core.messages.reasons import SENTENCES, WAITS, Reason
from hangot.core.messages.wording import WAYS

MORNING = datetime(2026, 9, 3, 10, tzinfo=SEOUL)
EVENING, NIGHT = MORNING.replace(hour=19), MORNING.replace(hour=23)
OFFICE = Window(None, time(9), time(18))
ALL = frozenset(Channel)
HERS, SISTERS, HIS = Address(), Address("family"), Address(theirs=True)
TWO = Override("오늘 풀려납니다", "counsellor", "team lead")
ONE = Override("오늘 풀려납니다", "counsellor", "counsellor")


@dataclass(frozen=True, slots=True)
class Life:
    """One row of the table."""

    channel: Channel
    said: str
    address: Address | None
    when: datetime
    danger: bool
    seen: bool
    stale: bool
    named: bool
    neutral: bool
    ended: bool
    cleared: bool
    override: Override | None

    def asked(self) -> Answer:
        rule = None
        if self.said != "nothing":
            channels = ALL if self.said == "yes" else ALL - {self.channel}
            rule = ContactRule(
                channels=channels, windows=(OFFICE,), shared_phone=self.seen, say_agency=self.named
            )
        told = MORNING - timedelta(days=40 if self.stale else 1)
        return gate(
            Plan(rule, told, self.address, others_see=self.seen), self.channel,
            Wording(neutral=self.neutral), self.when,
            Flags(
                violence=self.danger, ended=self.ended, cleared=self.cleared,
                override=self.override,
            ),
        )  # fmt: skip

    def never(self) -> bool:
        """What nobody can lift."""
        his = self.address is None or self.address.theirs
        hushed = self.danger or not self.named or self.said == "nothing" or self.seen
        return self.ended or his or self.said == "no" or (hushed and not self.neutral)

    def refused(self) -> bool:
        """What is refused outright."""
        his = self.address is None or self.address.theirs
        hour = self.channel is not Channel.LETTER and (
            self.when == NIGHT or (self.said != "nothing" and self.when == EVENING)
        )
        silent = self.said == "nothing" and self.danger
        return self.ended or his or self.said == "no" or hour or silent

    def doubtful(self) -> bool:
        """What somebody who knows the case decides."""
        known = self.said != "nothing"
        hushed = self.danger or not self.named or not known or self.seen
        risky = self.danger or self.channel is Channel.VOICEMAIL
        return (
            not known
            or self.stale
            or (self.seen and self.danger)
            or (self.address == SISTERS and risky)
            or (hushed and not self.neutral)
        )

    def expected(self) -> Verdict:
        hushed = self.danger or not self.named or self.seen or self.address == SISTERS
        if self.refused() or self.doubtful():
            worst = Verdict.DENY if self.refused() else Verdict.ASK_STAFF
            lifted = self.override == TWO or (self.cleared and worst is Verdict.ASK_STAFF)
            return Verdict.ALLOW_NEUTRAL if lifted and not self.never() else worst
        return Verdict.ALLOW_NEUTRAL if hushed else Verdict.ALLOW


def table(channel: Channel) -> Iterator[Life]:
    flip = (False, True)
    for row in product(
        ("yes", "no", "nothing"), (HERS, SISTERS, HIS, None), (MORNING, EVENING, NIGHT),
        flip, flip, flip, flip, flip, flip, flip, (None, ONE, TWO),
    ):  # fmt: skip
        yield Life(channel, *row)  # type: ignore[arg-type] - a row of the product, in order


@pytest.mark.parametrize("channel", Channel)
def test_every_row_of_the_table(channel: Channel) -> None:
    wrong = [row for row in table(channel) if row.asked().verdict is not row.expected()]
    assert wrong == []


@pytest.mark.parametrize("channel", WAYS)
def test_danger_and_silence_together_mean_no(channel: Channel) -> None:
    silent = gate(Plan(None, None, HERS), channel, Wording(), MORNING, Flags(violence=True))
    assert silent == Answer(Verdict.DENY, Reason.VIOLENCE_NOTHING_RECORDED)
    calm = gate(Plan(None, None, HERS), channel, Wording(), MORNING, Flags(violence=False))
    assert calm == Answer(Verdict.ASK_STAFF, Reason.NOTHING_RECORDED)


RULE = ContactRule(channels=ALL, windows=(OFFICE,), say_agency=True)
SAID = Plan(RULE, MORNING - timedelta(days=1), HERS)
CALM = Flags(violence=False)


def test_his_number_is_never_used_and_the_reason_does_not_say_whose_it_is() -> None:
    for address in (HIS, Address("offender")):
        plan = Plan(RULE, MORNING, address)
        urgent = Flags(cleared=True, override=TWO)
        found = gate(plan, Channel.SMS, Wording(), MORNING, urgent)
        assert found == Answer(Verdict.DENY, Reason.SAFETY_OFFICER)
    said = SENTENCES[Reason.SAFETY_OFFICER]
    assert "보호책임자" in said.ko
    assert not any(word in said.ko for word in ("가해", "상대", "번호 주인"))
    assert "offender" not in said.en.lower()


def test_an_answer_is_relied_on_for_thirty_days() -> None:
    for days, verdict in ((30, Verdict.ALLOW), (31, Verdict.ASK_STAFF)):
        plan = Plan(RULE, MORNING - timedelta(days=days), HERS)
        assert gate(plan, Channel.SMS, Wording(), MORNING, CALM).verdict is verdict


@pytest.mark.parametrize(
    ("hour", "minute", "goes"), [(7, 59, False), (8, 0, True), (20, 59, True), (21, 0, False)]
)
def test_nothing_goes_in_the_quiet_hours_but_a_letter(hour: int, minute: int, goes: bool) -> None:
    plan = Plan(ContactRule(channels=ALL, say_agency=True), MORNING, HERS)
    when = MORNING.replace(hour=hour, minute=minute)
    assert gate(plan, Channel.SMS, Wording(), when, CALM).goes is goes
    assert gate(plan, Channel.LETTER, Wording(), when, CALM).goes


def test_without_leave_no_words_are_left_on_the_phone() -> None:
    quiet = Plan(ContactRule(channels=frozenset({"phone"})), MORNING, HERS)
    assert gate(quiet, Channel.PHONE, Wording(), MORNING, CALM).goes
    found = gate(quiet, Channel.VOICEMAIL, Wording(), MORNING, CALM)
    assert found == Answer(Verdict.DENY, Reason.NO_VOICEMAIL)


def test_an_emergency_needs_a_reason_and_two_different_people() -> None:
    late = NIGHT
    for override, goes in (
        (None, False), (ONE, False), (Override(" ", 1, 2), False), (Override("x", 1, None), False),
        (TWO, True),
    ):  # fmt: skip
        found = gate(SAID, Channel.SMS, Wording(), late, Flags(override=override))
        assert found.goes is goes
    assert found == Answer(Verdict.ALLOW_NEUTRAL, Reason.OVERRIDDEN)


def test_staff_that_was_asked_lifts_a_doubt_but_no_refusal() -> None:
    shared = Plan(ContactRule(channels=ALL, shared_phone=True), MORNING, HERS)
    cleared = Flags(cleared=True)
    assert gate(shared, Channel.SMS, Wording(), MORNING, Flags()).reason is Reason.OTHERS_SEE
    assert gate(shared, Channel.SMS, Wording(), MORNING, cleared).reason is Reason.CLEARED
    assert gate(shared, Channel.SMS, Wording(), NIGHT, cleared).reason is Reason.QUIET_HOURS


def test_what_only_waits_is_never_a_final_no() -> None:
    assert not WAITS & FINAL
    assert set(SENTENCES) == set(Reason)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        gate(SAID, Channel.SMS, Wording(), datetime(2026, 9, 3, 10), CALM)  # noqa: DTZ001
