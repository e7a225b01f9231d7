"""Nothing leaves the house but through the gate: one module knows the ways out, one makes letters."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = [p for p in sorted((ROOT / "hangot").rglob("*.py")) if "migrations" not in p.parts]
WAYS = "hangot/messages/ways/"
SENDING = "hangot/messages/sending.py"
# What could carry words out of the house, whoever imports it.
OUTSIDE = (
    "smtplib",
    "solapi",
    "httpx",
    "requests",
    "urllib.request",
    "http.client",
    "django.core.mail",
)


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def users_of(*names: str) -> set[str]:
    return {
        place(path) for path in CODE
        if any(found == name or found.startswith(f"{name}.") for found in imports(path) for name in names)
    }  # fmt: skip


def functions_that_call(path: Path, name: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
            if any(getattr(one.func, "id", getattr(one.func, "attr", "")) == name for one in calls):
                found.add(node.name)
    return found


def test_only_the_caller_of_the_gate_knows_the_ways_out() -> None:
    outside = {one for one in users_of("hangot.messages.ways") if not one.startswith(WAYS)}
    assert outside == {SENDING}


def test_nothing_else_can_speak_to_the_outside() -> None:
    """Demonstration, bench and the like neither: whoever needs it gets a line here and a reason."""
    known = {one for one in users_of(*OUTSIDE) if not one.startswith(WAYS)}
    assert known == set()


def test_a_letter_is_made_in_one_place_after_the_gate_was_asked() -> None:
    makers = {
        place(p) for p in CODE if functions_that_call(p, "Letter") and p.parent.name != "referrals"
    }
    makers = {one for one in makers if "messages" in one}
    assert makers == {SENDING}
    path = ROOT / SENDING
    assert functions_that_call(path, "Letter") == {"_letter"}
    assert functions_that_call(path, "_letter") == {"_goes"}
    assert functions_that_call(path, "_goes") == {"take"}
    assert "judge" in set(_names(path, "take"))
    assert functions_that_call(path, "way") == {"send"}


def _names(path: Path, function: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            yield from (one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute))


def test_only_the_clock_lets_letters_go() -> None:
    """Pages queue; nothing is sent while a page is answered."""
    callers = {
        place(p) for p in CODE if functions_that_call(p, "take") & {"_one"} and "jobs" in p.parts
    }
    assert callers == {"hangot/jobs/post.py"}
    desk = [p for p in CODE if "desk" in p.parts]
    assert not [p for p in desk if any("messages.sending" in name for name in imports(p))]
