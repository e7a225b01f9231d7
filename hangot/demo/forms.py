"""Forms filled in for the told stories: a risk looked at twice, and the alarm it raised answered."""

from collections.abc import Mapping

from hangot.demo.walks import Walk
from hangot.instruments import actions as forms
from hangot.instruments.models import Alarm
from hangot.packs.active import profile

FIRST: Mapping[str, str] = {
    "follows": "yes", "contacts": "yes", "comes": "yes", "others": "unchecked",
    "tracks": "unchecked", "more": "yes", "partner": "no", "threat": "unchecked", "harmed": "no",
    "weapon": "unchecked", "broke": "no", "own_life": "no", "afraid": "yes",
}  # fmt: skip
AGAIN: Mapping[str, str] = {
    **FIRST, "others": "yes", "tracks": "no", "threat": "yes", "weapon": "no",
}  # fmt: skip


def fill(walk: Walk, code: str, answers: Mapping[str, str], post: str) -> None:
    """One form from its first page to its result."""
    pages = len(profile(walk.stage.centre.profile).instruments[code].groups)
    given = {name: [answer] for name, answer in answers.items()}
    with walk.stage.played(post, walk.at) as by:
        row = forms.start(case_id=walk.file.pk, code=code, setting="phone", by=by, at=walk.at)
        for number in range(pages):
            forms.keep_page(response_id=row.pk, number=number, given=given, by=by, at=walk.at)
        forms.finish(response_id=row.pk, expected=None, by=by, at=walk.at)


def answered(walk: Walk, words: str) -> None:
    """The safety officer writes down what was done about every alarm so far."""
    at = walk.later(minutes=35)
    with walk.stage.played("safety-officer", at) as by:
        for alarm in Alarm.objects.filter(subject_id=walk.subject, state="raised"):
            forms.settle(alarm_id=alarm.pk, act="planned", words=words, expected=None, by=by, at=at)


def followed(walk: Walk) -> None:
    """The first talk leaves much unchecked; the case manager asks again some days later."""
    fill(walk, "stalking_risk", FIRST, walk.counsellor)
    answered(walk, "혼자 다니지 않게 하고, 경찰 창구와 신변보호를 의논했습니다.")
