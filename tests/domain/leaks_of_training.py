"""Trainings and questions of the house of leaks, and who may read them, said once more plainly."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hangot import clock
from hangot.directory.models import Agency, Post
from hangot.files.actions import Upload
from hangot.training import actions, board
from hangot.training.actions import Guest, Session
from hangot.training.models import TraineeName, Training
from tests.worlds import Town

Row = dict[str, Any]
Judging = Callable[[Any, Row], bool]
HOLDER, TRAINER, GUEST, SILENT = (
    "team-lead",
    "smile-centre-1",
    "moel-job-centre-1",
    "moel-job-centre-2",
)
PRACTICE = ("C", "M", "A", "P", "L", "D")
MARKS = {"useful": 5, "clear": 4, "again": 5}


def fill_trainings(town: Town) -> None:
    """One that was held, with who agreed to be named, who did not and a guest; one in preparation."""
    held = _planned(town, "개인정보 교육")
    _invite(town, held, "moel-job-centre")
    with town.acts(HOLDER) as by:
        actions.call(training_id=held.pk, expected=None, by=by, at=clock.now())
    for slug, shares in ((GUEST, True), (SILENT, False)):
        with town.acts(slug) as by:
            mine = TraineeName.objects.get(training_id=held.pk, post_id=by.post).trainee_id
            actions.come(training_id=held.pk, by=by, at=clock.now())
            actions.share(trainee_id=mine, shares=shares, by=by, at=clock.now())
            actions.reply(trainee_id=mine, answers=MARKS, by=by, at=clock.now())
    with town.acts(TRAINER) as by:
        police = Agency.objects.get(slug="police-victim-desk").pk
        guest = Guest(police, "staff", "문수아", "guest")
        actions.register(training_id=held.pk, guest=guest, by=by, at=clock.now())
        actions.hold(training_id=held.pk, expected=None, by=by, at=clock.now())
    draft = _planned(town, "다음 교육", trained=False)
    _invite(town, draft, "smile-centre")
    with town.acts(HOLDER) as by:
        actions.bring(training_id=draft.pk, upload=Upload("a.txt", b"plan"), by=by, at=clock.now())
    _ask(town)


def _planned(town: Town, title: str, *, trained: bool = True) -> Training:
    at = clock.now()
    with town.acts(HOLDER) as by:
        trainer = Post.objects.get(slug=TRAINER).pk if trained else None
        one = Session("privacy", title, at, at + timedelta(hours=2), "강당", "서문혁", trainer)
        return actions.plan(session=one, by=by, at=at)


def _invite(town: Town, training: Training, agency: str) -> None:
    with town.acts(HOLDER) as by:
        pk = Agency.objects.get(slug=agency).pk
        roles = ("lead", "staff")
        actions.invite(training_id=training.pk, agencies=[pk], roles=roles, by=by, at=clock.now())


def _ask(town: Town) -> None:
    at, question, answer = clock.now(), "야간 교육을 하는 곳이 있나요?", "구청 뒤 학원이 합니다."
    with town.acts(GUEST) as by:
        asked = board.ask(topic="work", text=question, nameless=False, by=by, at=at)
    with town.acts(TRAINER) as by:
        board.answer(question_id=asked.pk, text=answer, nameless=False, by=by, at=at)


def _holds(judge: Any, row: Row) -> bool:
    mine = row["agency_id"] == judge.actor.agency and judge.duty("L", "D")
    return bool(mine or row["trainer_post"] == judge.actor.post)


def _training(judge: Any, row: Row) -> bool:
    return row["called_at"] is not None or _holds(judge, row)


def _of(judge: Any, row: Row, key: str = "training_id") -> Row:
    found: Row = next(one for one in judge.rows["training"] if one["id"] == row[key])
    return found


def _seen(judge: Any, row: Row) -> bool:
    return _training(judge, _of(judge, row))


def _named(judge: Any, row: Row) -> bool:
    leads = judge.actor.agency in {one["lead_agency_id"] for one in judge.rows["centre"]}
    told = row["agency_id"] == judge.actor.agency or row["shares"] is True
    oversees = judge.duty("D") or (leads and judge.duty("L"))
    return _seen(judge, row) and bool(told or oversees or _holds(judge, _of(judge, row)))


def _body(judge: Any, row: Row) -> bool:
    found = next(one for one in judge.rows["material"] if one["id"] == row["material_id"])
    return _seen(judge, found)


def _practice(judge: Any, row: Row) -> bool:
    return bool(judge.duty(*PRACTICE))


RULES_OF_TRAINING: Mapping[str, Judging] = {
    "training": _training, "trainee": _seen, "traineename": _named,
    "trainingreply": lambda judge, row: _holds(judge, _of(judge, row)),
    "material": _seen, "materialbody": _body, "boardquestion": _practice, "boardanswer": _practice,
}  # fmt: skip
