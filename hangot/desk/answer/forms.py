"""What somebody outside the house can say about a referral: few words, no codes of ours."""

from typing import Any

from django import forms

from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.referrals.forms import CHOOSE, options, words
from hangot.desk.say import say
from hangot.referrals.actions import Said

WHO = say("답하는 분 (이름이나 직위)", "Who answers (name or post)")


class Answer(forms.Form):
    """One answer; the names of the fields are those of `Said`."""

    speaker = forms.CharField(label=WHO, max_length=80)

    def __init__(self, data: Any = None, *, event: str, pack: Profile) -> None:
        super().__init__(data, auto_id=f"{event}_%s")
        for name, field in _fields(event, pack).items():
            self.fields[name] = field

    def said(self) -> Said:
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return Said(**found)


def _fields(event: str, pack: Profile) -> dict[str, forms.Field]:
    word = words(Text("보낸 곳에 남길 말", "A word for the sender"), rows=2)
    if event == "return":
        return {
            "text": words(
                Text("무엇을 알고 싶으신가요?", "What do you need to know?"), required=True
            )
        }
    if event == "decline":
        return {"why": _choice("이유", "Reason", pack, "decline_reasons"), "text": word}
    if event == "stop":
        return {"why": _choice("이유", "Reason", pack, "stop_reasons"), "text": word}
    if event == "complete":
        return {"outcome": _choice("결과", "Outcome", pack, "outcome_codes"), "text": word}
    return {"text": word}


def _choice(ko: str, en: str, pack: Profile, name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=say(ko, en), choices=[CHOOSE, *options(pack.choices(name))])
