"""The network of the centre for people in debt learns: one training was held, one begins soon."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from hangot.core.access import Actor
from hangot.demo.stage import Stage
from hangot.directory import outside
from hangot.directory.models import Agency
from hangot.training import actions, board
from hangot.training.actions import Guest, Session
from hangot.training.models import TraineeName, Training

LEAD, TRAINER = "seongbuk-case-management-1", "seoul-financial-welfare-central-1"
ABSENT, SILENT = "seongbuk-case-management-2", "counsellor-2"
BOTH = ("lead", "staff")
HOUSES = (
    "seongbuk-case-management", "seoul-financial-welfare-seongbuk", "seoul-financial-welfare-central",
    "seoul-financial-welfare-youth",
)  # fmt: skip
NETWORK = (
    "가온종합복지관", "나래노인복지관", "다솜자활센터", "라온주거복지센터", "마루청소년쉼터",
    "바로장애인복지관", "새솔정신건강센터",
)  # fmt: skip
NAMES = ("고은별", "남도영", "노아름", "도하람", "명세진", "봉누리", "사공윤")
GUEST = "어진솔"
MARKS = ((5, 5, 5), (5, 4, 5), (4, 4, 5), (5, 3, 4), (4, 5, 5), (5, 4, 4))
QUESTION = "50대 1인 가구입니다. 세금 체납이 400만 원쯤 있으면 개인회생과 파산 가운데 무엇을 먼저 알아봐야 할까요?"
ANSWERS = (
    ("seoul-financial-welfare-youth-1", "세금은 면책되지 않습니다. 회생에서는 세금을 먼저 나누어 갚게 되니 남는 돈부터 계산해 보세요."),
    ("counsellor-1", "남는 돈이 거의 없으면 파산을 먼저 보고, 세무서에 분납을 함께 신청하는 길이 있습니다."),
)  # fmt: skip


def learned(stage: Stage) -> None:
    """What was held two months ago, what begins in an hour, and a question on the board."""
    _network(stage)
    _held(stage)
    _soon(stage)
    _asked(stage)


def _network(stage: Stage) -> None:
    with stage.played(LEAD, stage.day(90)) as by:
        for n, name in enumerate(NETWORK):
            outside.add(outside.Outsider(name, "", f"0700000070{n}", "welfare", ()), by=by)


def _plan(stage: Stage, title: str, starts: datetime, *, at: datetime) -> Training:
    with stage.played(LEAD, at) as by:
        session = Session(
            "financial_welfare", title, starts, starts + timedelta(hours=3), "성북구청 4층 강당",
            "서문혁", stage.posts[TRAINER],
        )  # fmt: skip
        row = actions.plan(session=session, by=by, at=at)
        here = Agency.objects.filter(centre_id=by.centre)
        agencies = [a.pk for a in here if a.slug in HOUSES or a.label_ko in NETWORK]
        actions.invite(training_id=row.pk, agencies=agencies, roles=BOTH, by=by, at=at)
        return actions.call(training_id=row.pk, expected=None, by=by, at=at)


def _held(stage: Stage) -> None:
    starts = stage.day(60, time(14))
    row = _plan(stage, "상반기 역량 강화 교육", starts, at=stage.day(80))
    with stage.played(TRAINER, starts) as by:
        _attended(row, stage, by=by, at=starts)
        guest = Guest(stage.agencies["ccrs"], "staff", GUEST, "guest")
        actions.register(training_id=row.pk, guest=guest, by=by, at=starts)
    for n, post in enumerate(stage.seated(WELCOME)):
        _answered(stage, row, post, MARKS[n % len(MARKS)], shares=post != SILENT, at=starts)
    with stage.played(TRAINER, starts + timedelta(hours=3)) as by:
        actions.hold(training_id=row.pk, expected=None, by=by, at=starts + timedelta(hours=3))


WELCOME: Sequence[str] = (
    "counsellor-1", SILENT, "case-manager-1", "team-lead", "seoul-financial-welfare-youth-1", LEAD,
)  # fmt: skip


def _attended(row: Training, stage: Stage, *, by: Actor, at: datetime) -> None:
    """Everybody but one of the division; of each agency outside one person."""
    names, sitting = iter(NAMES), {actor.post for actor in stage.actors.values()}
    came = {}
    for one in TraineeName.objects.filter(training_id=row.pk).select_related("trainee"):
        inside = one.agency_id in {stage.agencies[slug] for slug in HOUSES}
        if one.post_id in sitting - {stage.posts[ABSENT]}:
            came[one.trainee_id] = ""
        elif not inside and one.trainee.role == "staff":
            came[one.trainee_id] = next(names)
    actions.attend(training_id=row.pk, came=came, by=by, at=at)


def _answered(
    stage: Stage, row: Training, post: str, marks: tuple[int, ...], *, shares: bool, at: datetime
) -> None:  # fmt: skip
    with stage.played(post, at) as by:
        mine = TraineeName.objects.get(training_id=row.pk, post_id=by.post).trainee_id
        actions.share(trainee_id=mine, shares=shares, by=by, at=at)
        answers = dict(zip(("useful", "clear", "again"), marks, strict=True))
        actions.reply(trainee_id=mine, answers=answers, by=by, at=at)


def _soon(stage: Stage) -> None:
    """It begins in twenty minutes, so the door is open and the QR can be tried."""
    _plan(stage, "하반기 역량 강화 교육", stage.now + timedelta(minutes=20), at=stage.day(7))


def _asked(stage: Stage) -> None:
    at = stage.day(5)
    with stage.played(ABSENT, at) as by:
        row = board.ask(topic="debts", text=QUESTION, nameless=False, by=by, at=at)
    for post, text in ANSWERS:
        with stage.played(post, at + timedelta(hours=2)) as by:
            board.answer(question_id=row.pk, text=text, nameless=False, by=by, at=at)
