"""Forms of messages: what is told by which way, and why in an emergency."""

from typing import Any

from django import forms

from hangot.core.messages.wording import WAYS
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.cases.forms import DeskForm
from hangot.desk.cases.work_inputs import text_box
from hangot.desk.messages.showing import name_of
from hangot.messages.actions import Wish

LANGUAGES = (("ko", "한국어"), ("en", "English"))


class ChooseForm(DeskForm):
    """Which words, by which way, in which language."""

    template = forms.ChoiceField()
    channel = forms.ChoiceField()
    language = forms.ChoiceField(choices=LANGUAGES)

    def __init__(self, pack: Profile, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = [one for one in pack.messages.templates.values() if one.by_hand]
        choices = {
            "template": [(one.id, str(one.label)) for one in known],
            "channel": [(way.value, str(name_of(way))) for way in WAYS],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        self.name(
            template=Text("무엇을 알리나요", "What to tell"), channel=Text("방법", "Way"),
            language=Text("언어", "Language"),
        )  # fmt: skip

    def wish(self) -> Wish:
        """What was chosen, as the domain takes it."""
        given = self.cleaned_data
        return Wish(given["template"], given["channel"], given["language"])


class PleaForm(DeskForm):
    """Why it must go all the same."""

    reason = text_box(rows=2)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.name(reason=Text("지금 알리지 않으면 생기는 위험", "The danger if it is not told now"))
