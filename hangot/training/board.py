"""The board of the network: a question about no person, answered by practitioners of all agencies."""

from datetime import datetime
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Hidden, Missing
from hangot.core.rights import Scene, may
from hangot.core.text import Text
from hangot.core.training import unnamed
from hangot.packs.active import profile
from hangot.tasks.fire import locked
from hangot.training.models import BoardAnswer, BoardQuestion

NAMED = Text(
    "사람 이름처럼 보이는 말이 있습니다: {names}. 지우거나, 이름이 아니면 ‘이름이 아닙니다’에 표시하고 올려 주세요.",
    "There is what looks like a name: {names}. Take it out, or tick “this is no name” and post it.",
)
OVER = Text(
    "마무리한 질문입니다. 새 질문을 올려 주세요.", "This question is closed. Ask a new one."
)


def ask(*, topic: str, text: str, nameless: bool, by: Actor, at: datetime) -> BoardQuestion:
    """Ask all agencies. `nameless`: the writer says that what looks like a name is none."""
    may("board.ask", by, Scene(at))
    if topic not in profile(by.profile).lists["board_topics"]:
        raise Hidden
    _demand(text, nameless=nameless)
    row = BoardQuestion(
        centre_id=by.centre, agency_id=by.agency, post_id=by.post, topic=topic, text=text, at=at
    )
    row.save(force_insert=True)
    remember("board.ask", by=by, at=at, thing=row.pk)
    return row


def answer(*, question_id: UUID, text: str, nameless: bool, by: Actor, at: datetime) -> BoardAnswer:
    """Say what one's own agency knows."""
    may("board.answer", by, Scene(at))
    question = BoardQuestion.objects.filter(pk=question_id).first()
    if question is None:
        raise Hidden
    if question.closed_at:
        raise Missing("open", OVER)
    _demand(text, nameless=nameless)
    row = BoardAnswer(
        centre_id=by.centre, question=question, agency_id=by.agency, post_id=by.post, text=text,
        at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    remember("board.answer", by=by, at=at, thing=row.pk)
    return row


def close(*, question_id: UUID, by: Actor, at: datetime) -> BoardQuestion:
    """The asking agency has its answer."""
    row: BoardQuestion = locked(BoardQuestion, question_id, expected=None)
    may("board.close", by, Scene(at, sender=row.agency_id))
    row.closed_at, row.version = at, row.version + 1
    row.save()
    remember("board.close", by=by, at=at, thing=row.pk)
    return row


def _demand(text: str, *, nameless: bool) -> None:
    found = unnamed.read(text)
    if found.sentence:
        raise Missing("unnamed", found.sentence)
    if found.names and not nameless:
        raise Missing("nameless", NAMED.format(names=", ".join(found.names)))
