"""Handing a case over to another centre or agency."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from hangot.cases import actions as cases
from hangot.core.packs import Profile
from hangot.core.refusal import Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.desk.attempt import tried
from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_forms import WHY, Rows
from hangot.desk.cases.work_frame import frame, said, show
from hangot.desk.cases.work_inputs import of_list, text_box
from hangot.desk.door import page, to
from hangot.desk.say import say
from hangot.desk.typed import uuid_of, version_of
from hangot.referrals import actions as referrals

OUTSIDE = "outside"
ELSEWHERE = Text("센터 밖의 다른 센터나 기관", "A centre or agency outside this house")
PLACE = Text("어디로 넘기는지 적어 주세요.", "Write where it goes.")
SPEAKER = Text("받는 곳에서 누가 받기로 했는지 적어 주세요.", "Write who accepted it there.")
DONE = Text(
    "이관했습니다. 우리 팀의 할 일과 기한은 끝났고, 기록은 그대로 남습니다.",
    "Handed over. The team's tasks and clocks have ended; the record stays.",
)
# Where the sentence of a guard stands for a place outside.
BESIDE = {"transfer_accepted": "speaker", "sharing_is_lawful": "agreed"}


class HandOverForm(forms.Form):
    """To whom, who accepted it there, why, and how it goes on for the person."""

    def __init__(self, *args: Any, pack: Profile, accepted: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        where = [(str(pk), label) for pk, label in accepted]
        self.fields["where"] = forms.ChoiceField(
            label=say("어디로 넘기나요?", "Where does it go?"), choices=[*where, (OUTSIDE, ELSEWHERE)],
            widget=forms.RadioSelect, initial=where[0][0] if where else OUTSIDE,
        )  # fmt: skip
        self.fields["place"] = _line(say("받는 센터나 기관", "Receiving centre or agency"), 120)
        self.fields["speaker"] = _line(
            say("받기로 한 분과 연락처", "Who accepted, and how to reach them"), 160
        )
        self.fields["agreed"] = forms.BooleanField(
            label=say(
                "본인이 받는 곳과 넘기는 내용에 글로 동의했습니다",
                "The person agreed in writing to the place and to what is handed over",
            ),
            required=False,
        )
        self.fields["reason"] = of_list(pack.choices("hand_over_reasons"), label=WHY)
        self.fields["words"] = text_box(
            label=say("그다음 어떻게 되나요?", "What happens next?"), rows=3,
            help_text=say(
                "언제 누가 연락하는지, 본인에게 무엇이라고 말씀드렸는지",
                "Who calls and when, and what the person was told",
            ),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A place outside has a name, and somebody there who said yes."""
        given = super().clean() or {}
        if given.get("where") == OUTSIDE:
            for name, sentence in (("place", PLACE), ("speaker", SPEAKER)):
                if not given.get(name):
                    self.add_error(name, str(sentence))
        return given

    def over(self) -> referrals.HandOver:
        """What was typed; what belongs to a place outside counts only there."""
        given = self.cleaned_data
        agency = uuid_of(given["where"])
        if agency:
            return referrals.HandOver(given["reason"], given["words"], agency)
        return referrals.HandOver(
            given["reason"], given["words"], place=given["place"], speaker=given["speaker"],
            agreed=given["agreed"],
        )  # fmt: skip


def _line(label: Any, longest: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


@page(right="case.hand_over", door="case.hand_over", methods=("GET", "POST"))
def case_hand_over(request: Any, case_id: UUID) -> HttpResponse:
    """Hand the case over: to whom, why, what happens next."""
    one = frame(request, case_id)
    step = one.profile.life("case").step(one.case.stage, "hand_over")
    may(step.right, request.actor, cases.scene(one.case, at=request.at), who=step.who)
    accepted = dict.fromkeys(
        row.to_agency for row in referrals.accepted_transfers(one.case.person_id)
    )
    form = HandOverForm(
        request.POST or None, pack=one.profile,
        accepted=[(pk, one.house.agency(pk)) for pk in accepted],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _done(request, one, form, step.right):
        said(request, DONE)
        return to("case", case_id)
    left = referrals.open_referrals(one.case.person_id)
    return show(request, one, "hand_over.html", form=form, left=left, accepted=bool(accepted))


def _done(request: Any, one: PersonPage, form: HandOverForm, right: str) -> bool:
    found = tried(request, lambda: referrals.hand_over(
        case_id=one.case.pk, over=form.over(), expected=version_of(request), by=request.actor,
        at=request.at,
    ), right=right)  # fmt: skip
    if isinstance(found, Missing):
        outside = form.cleaned_data["where"] == OUTSIDE
        form.add_error(BESIDE[found.what] if outside else "where", str(found.sentence))
        return False
    return True
