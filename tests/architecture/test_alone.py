"""Acts on one person wait for each other: taken in one place, so that a new act cannot forget it."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from hangot.access import actions, alone, trail
from hangot.tasks import fire

ROOT = Path(__file__).parents[2]
CODE = [p for p in sorted((ROOT / "hangot").rglob("*.py")) if "migrations" not in p.parts]
# Rows about no person: keys of the centre in rotation.
OF_NOBODY = {"hangot/vault/rotation.py": {"batch"}}
# Called by acts that hold the person already: with the visit, the itinerary or its subject.
HELD = {
    "hangot/protection/keeping.py": {"hand_out", "give_up"},
    "hangot/visits/arriving.py": {"_open_day", "next_waits", "drop_rest"},
    "hangot/visits/booked.py": {"_drop"},
    "hangot/visits/closing.py": {"_finish"},
    "hangot/visits/late.py": {"replan", "shift"},
    "hangot/visits/turning.py": {"_expected"},
}
TAKES = {"alone", "alone_with", "locked"}


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def _calls(function: ast.FunctionDef) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            found.append((node.lineno, name))
    return sorted(found)


def test_no_row_of_a_person_is_locked_before_the_person() -> None:
    wrong = []
    for path in CODE:
        place = str(path.relative_to(ROOT))
        for function in _functions(path):
            calls = _calls(function)
            rows = [line for line, name in calls if name == "select_for_update"]
            first = [line for line, name in calls if name in TAKES]
            known = HELD.get(place, set()) | OF_NOBODY.get(place, set())
            if rows and function.name not in known and not (first and first[0] <= rows[0]):
                wrong.append(f"{place}: {function.name}")
    assert wrong == []


def test_the_lists_of_this_test_name_functions_that_exist() -> None:
    for place, names in {**HELD, **OF_NOBODY}.items():
        assert names <= {one.name for one in _functions(ROOT / place)}, place


def test_locking_a_row_changing_access_and_writing_the_log_all_wait_for_the_person() -> None:
    """An act that takes the lock nowhere itself takes it here, whatever it does."""
    for function, taken in (
        (fire.locked, "alone_with("), (actions.changing, "alone("), (trail.remember, "alone("),
        (alone.alone_with, "alone("),
    ):  # fmt: skip
        assert taken in inspect.getsource(function)


def test_only_one_module_speaks_of_advisory_locks_of_people() -> None:
    places = {
        str(p.relative_to(ROOT)) for p in CODE if "pg_advisory_xact_lock(" in p.read_text("utf-8")
    }
    assert places == {"hangot/access/alone.py", "hangot/access/meeting.py"}
