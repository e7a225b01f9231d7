"""Forms of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hangot import clock
from hangot.access.context import acting
from hangot.instruments import actions as forms
from hangot.packs.active import profile
from tests.worlds import Town

if TYPE_CHECKING:
    from tests.domain.test_sql_leaks import Judge

Row = dict[str, Any]
SAD = {f"q{n}": ["days"] for n in range(1, 10)} | {"hardship": ["some"]}
SIGNS = ("injuries", "fear", "words_harm", "sexual", "neglect", "witnessed", "told", "danger_now")
SEEN = {name: ["yes"] for name in SIGNS}


def fill_forms(town: Town, *names: str) -> None:
    """The counsellor fills in two forms about each; the administrator brings one in."""
    for name in names:
        for code, answers in (("phq9", SAD), ("child_abuse_signs", SEEN)):
            filled(town, name, code, answers)
    with acting(town.actor("administrator")) as state:
        form = profile("crime_victim").instruments["satisfaction"]
        forms.bring(form=replace(form, version=2), by=state.actor, at=clock.now())


def filled(town: Town, name: str, code: str, answers: Mapping[str, list[str]]) -> Any:
    """One form about a person, begun, answered and finished by the counsellor."""
    with town.acts("counsellor-1") as by:
        who: dict[str, Any] = {"by": by, "at": clock.now()}
        row = forms.start(case_id=town.cases[name].pk, code=code, setting="face", **who)
        for number in range(len(profile("crime_victim").instruments[code].groups)):
            forms.keep_page(response_id=row.pk, number=number, given=answers, **who)
        return forms.finish(response_id=row.pk, expected=None, **who)


def _response(judge: "Judge", row: Row) -> bool:
    return bool(judge.level(row["subject_id"], row["section"], row) >= 3)


def _alarm(judge: "Judge", row: Row) -> bool:
    """The duty it asks at the agency it asks, and the post that raised it while it has to do with her."""
    asked = row["for_agency"] == judge.actor.agency and (
        (row["errand"] == "safety" and judge.duty("S"))
        or (row["errand"] == "supervisor" and judge.duty("L"))
    )
    raised = row["agency_id"] == judge.actor.agency and row["post_id"] == judge.actor.post
    return bool(asked or (raised and judge.touches(row["subject_id"])))


RULES_OF_FORMS: Mapping[str, Callable[["Judge", Row], bool]] = {
    "response": _response,
    "alarm": _alarm,
    "formtext": lambda _judge, _row: True,
    "formchange": lambda _judge, _row: True,
}
