"""The work: stages at a glance, then every life with its picture and its table of steps."""

from collections.abc import Iterator, Mapping
from datetime import date

from hangot.core.lives import Life, Step
from hangot.core.manual.blocks import NONE, Block, Chapter, Picture, Table, Words, joined, lines
from hangot.core.manual.words import actors, by_when
from hangot.core.packs import Profile, Stage
from hangot.core.text import Text

CLOCKS: Mapping[str, tuple[str, ...]] = {
    "notice.receive": ("first_contact", "first_contact_high"),
    "notice.no_answer": ("retry",),
    "case.register": ("case_survey", "case_all"),
    "case.convene": ("case_conference",),
    "case.select_urgent": ("ratify",),
    "case.plan": ("case_plan",),
    "case.activate": ("monitoring",),
    "case.link_only": ("monitoring",),
    "case.propose_end": ("closing",),
    "case.begin_aftercare": ("aftercare",),
    "case.reassess": ("case_survey",),
    "case.reopen": ("case_survey", "case_all"),
    "referral.send": ("referral_answer_urgent", "referral_answer_soon", "referral_answer_normal"),
    "referral.return": ("referral_complete",),
    "referral.complete": ("acknowledge",),
    "referral.decline": ("acknowledge",),
    "basis.act_now": ("basis_approval",),
    "break_glass.open": ("break_glass",),
    "break_glass.end": ("break_glass_review",),
    "benefit.request": ("benefit_decide",),
    "benefit.refuse": ("benefit_appeal",),
    "benefit.approve": ("benefit_pay",),
    "benefit.pay": ("benefit_settle",),
}
"""Which clocks begin with a step: what the actions of the product start."""
ORDER = (
    "notice", "case", "plan", "referral", "consent", "basis", "appointment", "visit", "stop", "benefit",
    "identity_link", "break_glass", "rule_change", "export", "destruction",
)  # fmt: skip
GLANCE = (
    Text("단계", "Stage"), Text("누구 차례", "Whose turn"), Text("하는 일", "What is done"),
    Text("언제까지", "By when"),
)  # fmt: skip
STEPS = (
    Text("일", "Act"), Text("누가", "Who"), Text("어디서 어디로", "From, to"),
    Text("꼭 적을 것", "Must be given"), Text("지킬 조건", "Conditions"), Text("기한", "Time limit"),
)  # fmt: skip
MARK = "※"
HARD = Text(
    f"{MARK} 어느 센터도 뺄 수 없는 조건입니다.", f"{MARK} A condition that no centre can drop."
)
BEGIN = Text("시작", "start")
TURNED = Text(
    "아래 단계는 늘 한 방향으로만 가지 않습니다. 상황이 바뀌면 다시 조사하고, 끝난 뒤에도 다시 열 수 있습니다.",
    "The stages do not always go one way: when things change we survey again, and what ended can be reopened.",
)


def stages(pack: Profile, on: date) -> Chapter:
    """Who does what by when, on one page."""
    case = pack.life("case")
    rows = (_arrival(pack, on), *(_stage(pack, case, one, on) for one in pack.stages))
    table = Table(
        Text("단계별로 누가 무엇을 언제까지", "Who does what by when"), GLANCE, rows, (6, 6, 15, 12)
    )
    title = Text("한눈에 보는 단계", "The stages at a glance")
    return Chapter("stages", title, (Words(TURNED), table))


def _arrival(pack: Profile, on: date) -> tuple[Text, ...]:
    """Before there is a case: somebody is told of, and called."""
    notice = pack.life("notice")
    open_ = [state for state in notice.states if state.open]
    names = {one.id for one in open_}
    steps = [step for step in notice.steps if names & set(step.sources)]
    clocks = dict.fromkeys(name for step in notice.steps for name in CLOCKS.get(step.right, ()))
    return (
        notice.title,
        joined(*dict.fromkeys(pack.turns[state.turn] for state in open_)),
        lines(*(_act(pack, step) for step in steps)),
        lines(*(_clock(pack, name, on) for name in clocks)),
    )


def _stage(pack: Profile, case: Life, stage: Stage, on: date) -> tuple[Text, ...]:
    steps = [step for step in case.steps if set(step.sources) & set(stage.states)]
    entering = [step for step in case.steps if step.target in stage.states]
    turns = dict.fromkeys(case.turn(state) for state in stage.states)
    clocks = dict.fromkeys(
        name for step in entering for name in CLOCKS.get(step.right, ()) if name in pack.clocks
    )
    done = (_act(pack, step) for step in steps)
    return (
        stage.label,
        joined(*(pack.turns[turn] for turn in turns)),
        lines(*done),
        lines(*(_clock(pack, name, on) for name in clocks)),
    )


def _act(pack: Profile, step: Step) -> Text:
    who = actors(pack, step.who)
    return Text(f"{step.label.ko} ({who.ko})", f"{step.label.en} ({who.en})")


def _clock(pack: Profile, name: str, on: date) -> Text:
    spec, when = pack.clocks[name], by_when(pack.clocks[name], on)
    return Text(f"{spec.label.ko}: {when.ko}", f"{spec.label.en}: {when.en}")


def lives(pack: Profile, on: date) -> Iterator[Chapter]:
    """One chapter for each kind of thing that has a life."""
    known = [*ORDER, *(name for name in pack.lives if name not in ORDER)]
    for name in known:
        if name in pack.lives:
            yield _life(pack, pack.lives[name], on)


def _life(pack: Profile, life: Life, on: date) -> Chapter:
    caption = Text(f"{life.title.ko}의 모든 일", f"Every act of: {life.title.en}")
    rows = tuple(_step(pack, life, step, on) for step in life.steps)
    title = Text(f"업무 흐름: {life.title.ko}", f"Workflow: {life.title.en}")
    blocks: tuple[Block, ...] = (
        Picture(life),
        Words(HARD),
        Table(caption, STEPS, rows, (8, 9, 10, 8, 15, 11)),
    )
    return Chapter(f"life-{life.name}", title, blocks)


def _step(pack: Profile, life: Life, step: Step, on: date) -> tuple[Text, ...]:
    sources = joined(*(life.label(one) if one else BEGIN for one in step.sources))
    target = life.label(step.target)
    clocks = [name for name in CLOCKS.get(step.right, ()) if name in pack.clocks]
    return (
        step.label,
        actors(pack, step.who),
        Text(f"{sources.ko} → {target.ko}", f"{sources.en} → {target.en}"),
        joined(*(life.needs[name] for name in step.needs)),
        lines(*(_guard(life, name) for name in step.guards)),
        lines(*(_clock(pack, name, on) for name in clocks)) if clocks else NONE,
    )


def _guard(life: Life, name: str) -> Text:
    guard = life.guards[name]
    if not guard.hard:
        return guard.sentence
    return Text(f"{MARK} {guard.sentence.ko}", f"{MARK} {guard.sentence.en}")
