"""Who came: by the list, by the QR at the door, or registered there with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hangot.accounts.models import Worker
from hangot.accounts.queries import sitters
from hangot.core.access import Actor
from hangot.core.korean import clean_name, fold
from hangot.core.refusal import Hidden, Missing
from hangot.core.text import Text
from hangot.directory.models import Agency
from hangot.packs.active import profile
from hangot.tasks.fire import fire, locked
from hangot.training.models import Trainee, TraineeName, Training
from hangot.training.planning import answered
from hangot.training.scenes import is_at_the_door, is_open, place, scene, taken, visible
from hangot.vault.tokens import token

UNKNOWN = Text(
    "이 교육의 명단에 없는 분입니다. 아래 ‘문 앞에서 등록’에서 까닭을 고르고 등록해 주세요.",
    "Not on the list of this training. Register the person at the door and choose a reason.",
)
CHOOSE = Text("온 분을 한 분 이상 골라 주세요.", "Choose at least one person.")
TWICE = Text(
    "이미 참석으로 적힌 분입니다. 한 사람은 한 교육에 한 번만 적습니다. 이름이 같은 다른 분이면 이름 뒤에 직책을 붙여 주세요.",
    "Already recorded. Everybody comes once to a training. If it is somebody else of the same name, add the position.",
)
NAME_FIRST = Text(
    "계정이 없는 분은 이름을 적어야 참석으로 적을 수 있습니다.",
    "Write the name of somebody without an account to record the attendance.",
)
NOT_INVITED = Text(
    "초대 명단에 없는 자리입니다. 문 앞의 담당자에게 말씀하시면 까닭을 적고 등록해 드립니다.",
    "Your post is not on the list. Tell whoever is at the door: they register you with a reason.",
)
OVER = Text(
    "QR은 교육이 끝나고 한 시간까지 쓸 수 있습니다. 오셨다면 담당자에게 말씀해 주세요.",
    "The code is good until an hour after the end. If you were there, tell whoever held the training.",
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at the door who was not invited: from where, in which role, who, and why."""

    agency: UUID
    role: str
    name: str
    reason: str


def attend(
    *, training_id: UUID, came: Mapping[UUID, str], by: Actor, at: datetime
) -> int:  # fmt: skip
    """By the list: these places were taken; the name where nobody of an account sits there."""
    training = taken(training_id)
    if not came:
        raise Missing("person", CHOOSE)
    known = Trainee.objects.filter(training=training, pk__in=list(came))
    if set(known.values_list("pk", flat=True)) != set(came):
        raise Missing("person", UNKNOWN)
    rows: dict[UUID, Trainee] = {pk: locked(Trainee, pk, expected=None) for pk in sorted(came)}
    named = {one.trainee_id: one for one in TraineeName.objects.filter(trainee__in=rows)}
    seated = sitters([one.post_id for one in named.values() if one.post_id], at=at)
    for pk, row in rows.items():
        it = named[pk]
        worker = seated.get(it.post_id) if it.post_id else None
        it.worker_id = worker.pk if worker else None
        it.name = None if worker else clean_name(came[pk]) or it.name
        _came(training, row, it, "list", by=by, at=at)
    return len(rows)


def come(*, training_id: UUID, by: Actor, at: datetime) -> Trainee:
    """By the QR at the door: whoever is signed in came for the own post."""
    found = TraineeName.objects.filter(training_id=training_id, post_id=by.post).first()
    if found is None:
        visible(training_id)
        raise Missing("invited", NOT_INVITED)
    row, named, training = place(found.trainee_id)
    if is_open(training, at=at) and not is_at_the_door(training, at=at):
        raise Missing("door", OVER)
    named.worker_id = by.worker
    _came(training, row, named, "qr", by=by, at=at)
    return row


def register(*, training_id: UUID, guest: Guest, by: Actor, at: datetime) -> Trainee:
    """Somebody who was not invited comes in, with a reason; the count stays right."""
    training = taken(training_id)
    pack = profile(by.profile)
    agency = Agency.objects.filter(pk=guest.agency, centre_id=by.centre).exists()
    known = (
        guest.role in pack.lists["training_roles"] and guest.reason in pack.lists["door_reasons"]
    )
    if not agency or not known:
        raise Hidden
    name = clean_name(guest.name)
    if not name:
        raise Missing("name", NAME_FIRST)
    row = Trainee(
        centre_id=by.centre, training=training, agency_id=guest.agency, role=guest.role,
        why=guest.reason, how="list", came_at=at,
    )  # fmt: skip
    named = TraineeName(
        centre_id=by.centre, trainee=row, training_id=training.pk, agency_id=guest.agency,
        worker_id=_account(guest.agency, name), name=name,
    )  # fmt: skip
    named.who = _once(training, named, by=by)
    fire(
        row, "register", by=by, at=at, new=True, subject=None, scene=scene(training, at=at),
        given={"reason"}, holds=_open(training, at=at),
    )  # fmt: skip
    named.save(force_insert=True)
    return row


def _came(
    training: Training, row: Trainee, named: TraineeName, how: str, *, by: Actor, at: datetime
) -> None:  # fmt: skip
    if row.state == "came":
        raise Missing("once", TWICE)
    if not named.worker_id and not named.name:
        raise Missing("name", NAME_FIRST)
    named.who = _once(training, named, by=by)
    row.how, row.came_at = how, at
    fire(
        row, "attend", by=by, at=at, subject=None, holds=_open(training, at=at),
        scene=scene(training, at=at, post=named.post_id),
    )  # fmt: skip
    named.save(update_fields=("worker_id", "name", "who"))
    if named.post_id:
        answered(training.pk, post=named.post_id, by=by, at=at)


def _account(agency: UUID, name: str) -> UUID | None:
    """The member of staff of this name, so that the same person is counted once; None for two."""
    staff = Worker.objects.filter(agency_id=agency, is_active=True)
    found = [one.pk for one in staff if fold(one.name) == fold(name)]
    return found[0] if len(found) == 1 else None


def _open(training: Training, *, at: datetime) -> set[str]:
    return {"training_is_open"} if is_open(training, at=at) else set()


def _once(training: Training, named: TraineeName, *, by: Actor) -> int:
    """The token of a person; Missing when that person is recorded already."""
    whose = named.worker_id or f"{named.agency_id}|{fold(named.name)}"
    found = token(by.centre, f"trainee|{whose}")
    others = TraineeName.objects.filter(training_id=training.pk, who=found)
    if others.exclude(pk=named.pk).exists():
        raise Missing("once", TWICE)
    return found
