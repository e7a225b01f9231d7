"""Why a message goes or does not, as codes that are kept and sentences that staff read.

No sentence says that a number or address is an alleged offender's: who may know it is asked.
"""

from collections.abc import Mapping
from enum import StrEnum

from hangot.core.text import Text


class Reason(StrEnum):
    """What decided; `SAFETY_OFFICER` stands for what only the safety officer may know."""

    AGREED = "agreed"
    NEUTRAL = "neutral"
    OVERRIDDEN = "overridden"
    CLEARED = "cleared"
    OTHERS_SEE = "others_see"
    NOT_THEIR_OWN = "not_their_own"
    STALE = "stale"
    NOTHING_RECORDED = "nothing_recorded"
    NO_NEUTRAL_WORDS = "no_neutral_words"
    VIOLENCE_NOTHING_RECORDED = "violence_nothing_recorded"
    NOT_AGREED = "not_agreed"
    NO_VOICEMAIL = "no_voicemail"
    UNSAFE_HOUR = "unsafe_hour"
    QUIET_HOURS = "quiet_hours"
    NO_ADDRESS = "no_address"
    ENDED = "ended"
    SAFETY_OFFICER = "safety_officer"


WAITS = frozenset({Reason.UNSAFE_HOUR, Reason.QUIET_HOURS})
"""Not now, but perhaps later today."""

SENTENCES: Mapping[Reason, Text] = {
    Reason.AGREED: Text("본인이 허락한 방법과 시간입니다.", "The person agreed to this way and hour."),
    Reason.NEUTRAL: Text(
        "기관이나 사건을 짐작할 수 없는 말만 나갑니다.",
        "Only words that tell neither agency nor incident go out.",
    ),
    Reason.OVERRIDDEN: Text(
        "급한 일이라 두 사람이 확인하고 보냅니다. 짐작할 수 없는 말로만 나갑니다.",
        "Two people checked it because it is urgent. It goes in words that tell nothing.",
    ),
    Reason.CLEARED: Text(
        "담당자가 살펴보고 보내기로 했습니다. 짐작할 수 없는 말로만 나갑니다.",
        "Somebody who knows the case let it go, in words that tell nothing.",
    ),
    Reason.OTHERS_SEE: Text(
        "다른 사람도 볼 수 있습니다. 지금 보내도 되는지 담당자가 정합니다.",
        "Somebody else can see it. The person in charge decides whether it goes now.",
    ),
    Reason.NOT_THEIR_OWN: Text(
        "본인 것이 아닌 연락처입니다. 보내도 되는지 담당자가 정합니다.",
        "This is not the person's own. The person in charge decides whether it goes.",
    ),
    Reason.STALE: Text(
        "안전한 연락 방법을 다시 물어보고 적어 주세요. 물어본 지 오래되었거나 그 뒤에 바뀐 것이 있습니다.",
        "Ask again how contact is safe: it was asked too long ago, or something has changed since.",
    ),
    Reason.NOTHING_RECORDED: Text(
        "안전한 연락 방법이 적혀 있지 않습니다. 먼저 물어보고 적어 주세요.",
        "No safe way of contact is recorded. Ask first and write it down.",
    ),
    Reason.NO_NEUTRAL_WORDS: Text(
        "이 문구는 짐작할 수 없게 바꿀 수 없습니다. 담당자가 직접 알려 주세요.",
        "These words cannot be made neutral. The person in charge tells it in person.",
    ),
    Reason.VIOLENCE_NOTHING_RECORDED: Text(
        "위험이 있는데 안전한 연락 방법이 적혀 있지 않아 보내지 않습니다. 만날 때 물어 적어 주세요.",
        "There is danger and no safe way is recorded, so nothing goes. Ask when you meet.",
    ),
    Reason.NOT_AGREED: Text(
        "본인이 허락하지 않은 방법입니다. 허락한 방법으로 바꿔 주세요.",
        "The person did not agree to this way. Choose one that was agreed to.",
    ),
    Reason.NO_VOICEMAIL: Text(
        "음성 메시지를 남기면 안 됩니다. 받지 않으면 그대로 끊어 주세요.",
        "Leave no voicemail. If nobody answers, hang up.",
    ),
    Reason.UNSAFE_HOUR: Text(
        "본인이 안전하다고 한 시간이 아닙니다. 그 시간까지 기다립니다.",
        "Not an hour that the person called safe. It waits for that hour.",
    ),
    Reason.QUIET_HOURS: Text(
        "밤에는 보내지 않습니다. 아침까지 기다립니다.", "Nothing goes at night. It waits for the morning."
    ),
    Reason.NO_ADDRESS: Text(
        "이 방법으로 보낼 연락처가 없습니다. 연락처를 적거나 다른 방법을 골라 주세요.",
        "There is nothing to send to by this way. Record a contact or choose another way.",
    ),
    Reason.ENDED: Text(
        "동의나 도움이 끝나 보내지 않습니다.", "Consent or help has ended, so nothing goes."
    ),
    Reason.SAFETY_OFFICER: Text(
        "이 연락처로는 보낼 수 없습니다. 보호책임자에게 물어보세요.",
        "This contact cannot be used. Ask the safety officer.",
    ),
}  # fmt: skip
