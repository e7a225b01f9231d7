"""People whose contact did not become a case: heard, helped, redirected, lost."""

from hangot.demo import walks
from hangot.demo.walks import LEAD, RECEPTION, Walk
from hangot.intake import actions as intake
from hangot.intake.models import Notice


def new(walk: Walk) -> None:
    """Called and waits to be heard."""
    walks.call(walk)


def nameless(walk: Walk) -> None:
    """Gives no name yet."""
    walks.call(walk, anonymous=True)


def heard(walk: Walk) -> None:
    """First counselling goes on."""
    walks.screen(walk, walks.call(walk))


def unreachable(walk: Walk) -> None:
    """Nobody picks up inside the safe hours."""
    _unanswered(walk, walks.call(walk), 1)


def lost(walk: Walk) -> None:
    """Three tries, then the team lead ends it; it can begin again any day."""
    notice = walks.call(walk)
    _unanswered(walk, notice, 3)
    _end(walk, notice, LEAD, "give_up", intake.Ending(
        given={"follow_up"},
        holds={"minimum_attempts", "another_way_tried", "safety_officer_agrees_at_high_risk"},
    ))  # fmt: skip


def _unanswered(walk: Walk, notice: Notice, times: int) -> None:
    for _ in range(times):
        at = walk.later(days=1)
        with walk.stage.played(RECEPTION, at) as by:
            intake.attempt(
                notice_id=notice.pk, result="no_answer", expected=None, by=by, at=at, inside=True
            )


def helped(walk: Walk) -> None:
    """Advice was enough."""
    notice = walks.screen(walk, walks.call(walk))
    _end(walk, notice, walk.counsellor, "help", intake.Ending(holds={"service_or_advice_given"}))


def redirected(walk: Walk) -> None:
    """Another place is the right one."""
    notice = walks.screen(walk, walks.call(walk))
    _end(walk, notice, RECEPTION, "redirect", intake.Ending(
        "nearer_place", given={"where_to", "understood"}
    ))  # fmt: skip


def refused(walk: Walk) -> None:
    """The person does not want help now, and knows the way back."""
    notice = walks.screen(walk, walks.call(walk))
    _end(walk, notice, walk.counsellor, "decline", intake.Ending(
        "not_now", given={"way_back"}, holds={"safety_and_report_checked"}
    ))  # fmt: skip


def _end(walk: Walk, notice: Notice, post: str, event: str, ending: intake.Ending) -> None:
    at = walk.later(minutes=45)
    with walk.stage.played(post, at) as by:
        intake.end(notice_id=notice.pk, event=event, ending=ending, expected=None, by=by, at=at)
