"""The whole database at once, past every policy, in the middle of somebody's transaction.

The connection is the administrator's, who takes the role of the application for every act: the
policies hold as always, and between two acts everything can be looked at.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from hangot.core.refusal import Hidden, Missing, NotAllowed
from tests.copies import Copy, pointed

WALKS = int(os.environ.get("HANGOT_WALKS", "6"))
"""So many walks of a test in the suite; HANGOT_WALKS=300 goes deeper."""
STEPS = 14
# Making a walk shorter takes minutes on a real database; asked for when somebody looks deeper.
PHASES = (
    tuple(Phase) if "HANGOT_WALKS" in os.environ else (Phase.explicit, Phase.reuse, Phase.generate)
)


@contextmanager
def watched(copy: Copy) -> Iterator[None]:
    """From now on acts run as the application, and `asked` as the administrator."""
    with pointed("default", copy["hangot_admin"]):
        _be("hangot_app")
        yield
        connection.close()


def _be(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"set role {role}" if role else "reset role")


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What really stands there, whoever may see it."""
    _be("")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    _be("hangot_app")
    return found


def counted(sql: str, *values: Any) -> Counter[Any]:
    """How often each answer comes; single columns without their tuple."""
    return Counter(row[0] if len(row) == 1 else row for row in asked(sql, *values))


def digests() -> dict[str, tuple[int, int]]:
    """Every table of ours: how many rows, and a sum over all of what stands in them."""
    tables = sorted(model._meta.db_table for model in apps.get_app_config("hangot").get_models())
    one = (
        "select '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from {0} t"
    )
    return {
        table: (many, int(total))
        for table, many, total in asked(" union all ".join(one.format(name) for name in tables))
    }


class Walk(RuleBasedStateMachine):
    """Walks over one person, each in a transaction that is taken back.

    `touched`: tables that such acts may change at all; every other one must stay as it was.
    """

    touched: Collection[str] = ()

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.begin_with()
        self.first = self.now = digests()

    def begin_with(self) -> None:
        """What stands before the first step."""

    def agrees(self) -> None:
        """The tables say what the plain model says."""
        raise NotImplementedError

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def both(self, wanted: bool, act: Callable[[], object]) -> None:
        """What the model allows happens, and nothing beside it; what it does not changes nothing."""
        before = self.now
        try:
            with transaction.atomic():
                act()
            done = True
        except (Missing, NotAllowed, Hidden) as no:
            done = False
            assert not wanted, (self, repr(no))
        assert done == wanted, self
        after = self.now = digests()
        if not done:
            assert after == before
        changed = {name for name in after if after[name] != self.first[name]}
        assert changed <= {f"hangot_{name}" for name in self.touched}, changed
        self.agrees()


def walk(kind: type[Walk], **known: Any) -> None:
    """Take so many walks of this kind."""
    here = type(kind.__name__, (kind,), known)
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=WALKS, stateful_step_count=STEPS, deadline=None,
            suppress_health_check=list(HealthCheck), phases=PHASES,
        ),
    )  # fmt: skip
