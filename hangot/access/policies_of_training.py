"""Who may read and write trainings: all may count who came, a name is for few; and the board."""

from collections.abc import Mapping

from hangot.access.policy_words import (
    AUTHOR,
    CLOCKWORK,
    HERE,
    LEADS,
    ME,
    MINE,
    POST,
    WORKER,
    Rule,
    duty,
    either,
)

HOLDS = f"({MINE} and {duty('L', 'D')} or trainer_post = {POST})"
# Row security applies inside: whoever sees the training, and whoever holds it.
SEEN = "exists (select 1 from hangot_training t where t.id = @.training_id)"
HELD = (
    f"exists (select 1 from hangot_training t where t.id = @.training_id"
    f" and (t.agency_id = {ME} and {duty('L', 'D')} or t.trainer_post = {POST}))"
)
CAME = (
    f"exists (select 1 from hangot_traineename n join hangot_trainee e on e.id = n.trainee_id"
    f" where n.training_id = @.training_id and n.worker_id = {WORKER} and e.state = 'came')"
)
MY_PLACE = (
    f"exists (select 1 from hangot_traineename n where n.trainee_id = @.id and n.post_id = {POST})"
)
# Who still owes a training is for the manager of the house and the team lead of who leads it.
OVERSEES = f"({duty('D')} or {duty('L')} and {LEADS})"
PRACTICE = f"{HERE} and {duty('C', 'M', 'A', 'P', 'L', 'D')}"
OF_QUESTION = "exists (select 1 from hangot_boardquestion q where q.id = @.question_id)"

TRAININGS: Mapping[str, Rule] = {
    "training": Rule(
        f"{HERE} and (called_at is not null or {HOLDS})",
        insert=f"{AUTHOR} and {duty('L', 'D')}", update=f"{HERE} and {HOLDS}",
    ),
    "trainee": Rule(
        either(CLOCKWORK, f"({HERE} and {SEEN})"), insert=f"{HERE} and {HELD}",
        update=f"{HERE} and ({HELD} or {MY_PLACE})",
    ),
    "traineename": Rule(
        either(
            CLOCKWORK,
            f"({HERE} and ({MINE} or @.shares is true or {OVERSEES} or {HELD}) and {SEEN})",
        ),
        insert=f"{HERE} and {HELD}", update=f"{HERE} and ({HELD} or post_id = {POST}) and {SEEN}",
    ),
    "trainingreply": Rule(f"{HERE} and {HELD}", insert=f"{HERE} and {CAME}"),
    "material": Rule(f"{HERE} and {SEEN}", insert=f"{AUTHOR} and {HELD}"),
    "materialbody": Rule(
        f"{HERE} and exists (select 1 from hangot_material m where m.id = @.material_id)",
        insert=f"{HERE} and exists (select 1 from hangot_material m where m.id = @.material_id"
        f" and m.post_id = {POST})",
    ),
    "boardquestion": Rule(PRACTICE, insert=f"{AUTHOR} and {PRACTICE}", update=f"{PRACTICE} and {MINE}"),
    "boardanswer": Rule(
        f"{PRACTICE} and {OF_QUESTION}", insert=f"{AUTHOR} and {PRACTICE} and {OF_QUESTION}"
    ),
}  # fmt: skip
