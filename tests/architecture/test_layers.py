"""Arrows point down: in imports as the linter finds them, in foreign keys and clocks by what stands here."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).parents[2]
CODE = sorted(p for p in (ROOT / "hangot").rglob("*.py") if "migrations" not in p.parts)


def _levels() -> dict[str, int]:
    """Package → height, from the layers that the import linter is given; 0 is the lowest."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {
        name.strip(" ()"): height
        for height, line in enumerate(reversed(layers))
        for name in line.split("|")
    }


@pytest.mark.slow
def test_every_import_keeps_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_foreign_key_points_into_its_own_package_or_one_below() -> None:
    levels, wrong = _levels(), []
    for model in apps.get_app_config("hangot").get_models():
        home = model.__module__.split(".")[1]
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                target = field.related_model.__module__.split(".")[1]
                if home != target and levels[target] >= levels[home]:
                    wrong.append(f"{model.__name__}.{field.name}: {home} points up to {target}")
    assert not wrong


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize(
    "path", [p for p in CODE if p.parts[len(ROOT.parts) + 1] == "core"], ids=lambda p: p.stem
)
def test_the_core_imports_the_standard_library_and_itself(path: Path) -> None:
    for name in _imports(path):
        assert name.startswith("hangot.core") or name.split(".")[0] in sys.stdlib_module_names, name


CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "timezone.now",
    "datetime.today",
}


def _calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield f"{ast.unparse(node.func.value).split('.')[-1]}.{node.func.attr}", node.lineno


def test_only_the_clock_reads_the_clock() -> None:
    allowed = {ROOT / "hangot" / "clock.py", ROOT / "hangot" / "core" / "ids.py"}
    found = [
        f"{p}:{line} {name}"
        for p in CODE
        if p not in allowed
        for name, line in _calls(p)
        if name in CLOCKS
    ]
    assert not found


def test_pages_never_fetch_a_row_by_a_bare_get() -> None:
    """`objects.get()` in a page would answer a hidden row with a crash instead of a 404."""
    desk = [p for p in CODE if "desk" in p.parts]
    found = [f"{p}:{line}" for p in desk for name, line in _calls(p) if name == "objects.get"]
    # The centre is always there; after a conflict the row was just read and locked.
    assert [one for one in found if "shell.py" not in one and "people_views.py" not in one] == []


def test_no_page_builds_sql_marks_text_as_safe_or_takes_a_form_without_its_token() -> None:
    desk = [p for p in CODE if "desk" in p.parts]
    words = ("mark_safe", ".raw(", ".extra(", "RawSQL", "csrf_exempt", "execute(f")
    found = [(p, w) for p in desk for w in words if w in p.read_text(encoding="utf-8")]
    # The public guide sets no cookie and writes nothing, so a forged form does nothing either.
    # One for everybody without an account, one for programs that show a key and no cookie.
    assert sorted((p.parts[-2:], w) for p, w in found) == [
        (("guide", "views.py"), "csrf_exempt"), (("reports", "feed.py"), "csrf_exempt"),
    ]  # fmt: skip
