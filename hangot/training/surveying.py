"""The short survey afterwards: one answer each, and nobody knows whose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from hangot.access.trail import remember
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.rights import may
from hangot.core.text import Text
from hangot.packs.active import profile
from hangot.training.models import TrainingReply
from hangot.training.scenes import place, scene

MARKS = range(1, 6)
ONCE = Text("이미 답해 주셨습니다. 고맙습니다.", "You have answered already. Thank you.")
ONLY_THERE = Text("교육에 오신 분만 답할 수 있습니다.", "Only who was there can answer.")
EVERY = Text("모든 질문에 하나씩 골라 주세요.", "Choose one answer to each question.")


def reply(
    *, trainee_id: UUID, answers: Mapping[str, int], by: Actor, at: datetime
) -> None:  # fmt: skip
    """Answer once; the answer itself says neither who nor when."""
    row, named, training = place(trainee_id)
    may("trainee.reply", by, scene(training, at=at, post=named.post_id))
    if row.state != "came" or named.worker_id != by.worker:
        raise Missing("came", ONLY_THERE)
    if row.replied:
        raise Missing("once", ONCE)
    asked = profile(by.profile).training.questions
    if set(answers) != set(asked) or any(one not in MARKS for one in answers.values()):
        raise Missing("answers", EVERY)
    row.replied, row.version = True, row.version + 1
    row.save(update_fields=("replied", "version"))
    TrainingReply.objects.bulk_create(
        [TrainingReply(centre_id=by.centre, training=training, answers=dict(answers))]
    )
    remember("trainee.reply", by=by, at=at, thing=training.pk)


def means(training_id: UUID, questions: Sequence[str], least: int) -> dict[str, Fraction]:
    """The mean of each question, once so many answered that none can be told apart."""
    found = TrainingReply.objects.filter(training_id=training_id).values_list("answers", flat=True)
    replies = list(found)
    if len(replies) < least:
        return {}
    return {
        one: Fraction(sum(each.get(one, 0) for each in replies), len(replies)) for one in questions
    }
