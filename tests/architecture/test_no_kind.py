"""No program asks which kind of centre it is: a fifth one needs data only."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hangot.packs.loader import PACKS, load

ROOT = Path(__file__).parents[2]
CODE = ROOT / "hangot"
INVENTED = CODE / "demo"
CENTRES = [path.name for path in PACKS.iterdir() if path.name != "base" and path.is_dir()]
# The commands that must name some pack before there is a centre; each takes another one.
FIRST = {"install.py", "access_matrix.py", "db_check.py"}
# Words of the packs that mean something in the product, too.
SHARED = {"court", "auditor", "statistics", "administrator", "monitoring", "accompaniment"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        if INVENTED not in path.parents and "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def own_names() -> set[str]:
    """Everything only a pack should know: names of packs, agencies, services and posts."""
    packs = [load(name) for name in CENTRES]
    inside = (
        name
        for pack in packs
        for table in (pack.agencies, pack.services, pack.posts)
        for name in table
    )
    return {*CENTRES, *inside} - SHARED


def test_no_module_knows_a_pack_an_agency_a_service_or_a_post_by_name() -> None:
    names, found = own_names(), []
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in names:
                allowed = path.name in FIRST and node.value == "crime_victim"
                if not allowed:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}")
    assert found == []


def test_nothing_is_compared_with_the_name_of_a_pack() -> None:
    found = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                asked = [ast.unparse(side) for side in sides]
                told = any(isinstance(side, ast.Constant) and side.value for side in sides)
                if told and any(
                    one.endswith((".profile", "pack.id", "profile.id")) for one in asked
                ):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_templates_know_no_pack_either() -> None:
    for path in (CODE / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not any(name in text for name in CENTRES), path
