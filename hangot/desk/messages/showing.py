"""A message as pages draw it: its words on the screen of a phone, the verdict, what was tried."""

from collections.abc import Iterable, Mapping
from typing import Any

from hangot.core.contact_rules import CHANNEL_NAMES, Channel
from hangot.core.messages.gate import Answer, Verdict
from hangot.core.messages.reasons import SENTENCES, Reason
from hangot.core.messages.wording import BY_STAFF, LEADS_TO, Template, fill, is_short, size
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.messages.models import Attempt, Message

VERDICTS: Mapping[Verdict, tuple[Text, str]] = {
    Verdict.ALLOW: (Text("보낼 수 있음", "May go"), "good"),
    Verdict.ALLOW_NEUTRAL: (
        Text("짐작할 수 없는 말로만 보낼 수 있음", "May go in words that tell nothing"),
        "good",
    ),
    Verdict.ASK_STAFF: (Text("확인이 필요함", "Ask first"), "warn"),
    Verdict.DENY: (Text("보내지 않음", "Does not go"), "bad"),
}
OUTCOMES: Mapping[str, Text] = {
    "begun": Text("보내는 중", "being sent"), "went": Text("보냄", "sent"),
    "not_now": Text("연결되지 않음, 나중에 다시 보냄", "not reached, will be tried again"),
    "never": Text("보내는 쪽에서 거부됨", "refused"), "unknown": Text("보냈는지 모름", "perhaps sent"),
    "handed": Text("사람에게 맡김", "given to somebody"), "waits": Text("나중에 다시", "waits"),
    "asked": Text("담당자에게 물음", "staff was asked"), "held": Text("보내지 않음", "held back"),
    "dropped": Text("거둠", "taken back"),
}  # fmt: skip
MENDS = {
    Reason.NO_ADDRESS: "contact", Reason.NOT_AGREED: "safety", Reason.STALE: "safety",
    Reason.NOTHING_RECORDED: "safety", Reason.VIOLENCE_NOTHING_RECORDED: "safety",
}  # fmt: skip
"""Which page takes the objection away, where one does."""
LOOKS = {"sent": "good", "denied": "bad", "failed": "bad", "unsure": "bad", "asking": "warn"}


def name_of(channel: str) -> Text:
    """A way by its name on screens."""
    return CHANNEL_NAMES[Channel(channel)]


def verdict(answer: Answer) -> dict[str, Any]:
    """The verdict as a mark, and its reason as a sentence."""
    label, look = VERDICTS[answer.verdict]
    return {
        "label": label, "look": look, "line": SENTENCES[answer.reason], "goes": answer.goes,
        "mend": MENDS.get(answer.reason, ""),
    }  # fmt: skip


def screen(
    template: Template, answer: Answer, channel: Channel, *, values: Mapping[str, str],
    language: str, pack: Profile,
) -> dict[str, Any]:  # fmt: skip
    """Exactly what appears: who signs or how it begins, the words, and how long they are."""
    heard = answer.verdict if answer.verdict is not Verdict.DENY else Verdict.ALLOW_NEUTRAL
    words = fill(template, heard if template.neutral else Verdict.ALLOW, values, language)
    opening = pack.messages.greeting if channel in BY_STAFF else pack.messages.sender
    on_phone = channel in (Channel.SMS, Channel.TALK)
    return {
        "opening": opening.en if language == "en" else opening.ko, "words": words, "phone": on_phone, "spoken": LEADS_TO[channel] == "phone",
        "bytes": size(words), "short": is_short(words), "language": language,
    }  # fmt: skip


def screen_of(row: Message, answer: Answer, pack: Profile) -> dict[str, Any]:
    """What appears of a message that stands in the queue."""
    return screen(
        pack.messages.templates[row.template], answer, Channel(row.channel), values=row.values,
        language=row.language, pack=pack,
    )  # fmt: skip


def line(row: Message, pack: Profile) -> dict[str, Any]:
    """One message in a list."""
    life, template = pack.life("message"), pack.messages.templates.get(row.template)
    return {
        "row": row, "label": template.label if template else Text("알림", "Message"),
        "channel": name_of(row.channel), "state": life.label(row.state),
        "turn": pack.turns[life.turn(row.state)], "look": LOOKS.get(row.state, ""),
    }  # fmt: skip


def tried(rows: Iterable[Attempt], pack: Profile) -> list[dict[str, Any]]:
    """Attempts, newest first: verdict, reason and what came of it, never the words."""
    return [
        {
            "at": one.at, "channel": name_of(one.channel),
            "label": pack.messages.templates[one.template].label,
            "verdict": VERDICTS[Verdict[one.verdict.upper()]][0],
            "line": SENTENCES[Reason(one.code)], "outcome": OUTCOMES[one.outcome],
        }
        for one in rows
    ]  # fmt: skip
