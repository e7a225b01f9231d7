"""Loads a pack with everything it extends, or says every mistake with file and line."""

from collections.abc import Sequence
from pathlib import Path

import hangot
from hangot.core.packs import Profile
from hangot.packs.box import NAME
from hangot.packs.build import Material, build
from hangot.packs.errors import Fault, PackError
from hangot.packs.forms import File, gathered
from hangot.packs.limits import limits
from hangot.packs.rules import loader as rules_loader
from hangot.packs.rules.complete import forgotten
from hangot.packs.tree import Node, merge, read

PACKS = Path(hangot.__file__).resolve().parent.parent / "packs"
TOPICS = (
    "profile",
    "words",
    "sections",
    "lists",
    "duties",
    "agencies",
    "services",
    "posts",
    "times",
    "booking",
    "clocks",
    "stages",
    "consent",
    "first_contact",
    "hotlines",
    "orders",
    "messages",
    "debts",
    "protection",
    "employment",
    "holidays",
    "conferences",
    "reporting",
    "indicators",
    "training",
)


def load(name: str, roots: Sequence[Path] = (PACKS,)) -> Profile:
    """The profile of a pack; PackError names every mistake of the pack and of those below it."""
    faults: list[Fault] = []
    chain = _chain(name, roots, faults)
    if faults:
        raise PackError(faults)
    profile = build(_gather(chain, faults), faults)
    if faults:
        raise PackError(faults)
    return profile


def load_folder(directory: Path) -> Profile:
    """The profile of the pack in a folder; packs it extends may lie beside it."""
    directory = directory.resolve()
    if not directory.is_dir():
        here = Fault(directory.name, 0, "폴더가 없습니다", "a folder was expected, not found")
        raise PackError([here])
    return load(directory.name, (directory.parent, PACKS))


def problems(directory: Path) -> list[str]:
    """The mistakes of the pack in a folder, one line each."""
    try:
        return _unruled(load_folder(directory))
    except PackError as error:
        return [str(fault) for fault in error.faults]


def _unruled(profile: Profile) -> list[str]:
    """Services of a house with rules for which nobody thought of the rule."""
    if not profile.rules:
        return []
    rules = rules_loader.load(rules_loader.RULES / profile.rules)
    return [
        f"services.yaml: ‘{name}’에 규칙도, 규칙이 필요 없는 까닭(without_rule.yaml)도 없습니다"
        f' / "{name}": a rule, or a reason in without_rule.yaml, was expected'
        for name in forgotten(rules, profile.services)
    ]


def _chain(name: str, roots: Sequence[Path], faults: list[Fault]) -> list[Path]:
    """The folders from the lowest pack to the asked one."""
    chain: list[Path] = []
    asked = Node(name, 1, name)
    while True:
        folder = _folder(name, roots)
        if folder is None:
            faults.append(
                asked.fault(f"구성 ‘{name}’이(가) 없습니다", f'pack "{name}" is not known')
            )
            return chain
        if folder in chain:
            names = " → ".join([*(f.name for f in reversed(chain)), name])
            faults.append(
                asked.fault(
                    f"구성이 돌고 돕니다: {names}",
                    f"packs that end were expected, found a cycle: {names}",
                )
            )
            return chain
        chain.insert(0, folder)
        head = read(folder / "profile.yaml", _shown(folder / "profile.yaml"), faults)
        if "extends" not in head.value:
            return chain
        asked = head.value["extends"]
        name = str(asked.value)


def _folder(name: str, roots: Sequence[Path]) -> Path | None:
    if not NAME.fullmatch(name):
        return None
    return next((root / name for root in roots if (root / name).is_dir()), None)


def _gather(chain: Sequence[Path], faults: list[Fault]) -> Material:
    topics: dict[str, Node] = {}
    lives: dict[str, list[Node]] = {}
    forms: dict[str, File] = {}
    for folder in chain:
        forms |= gathered(folder / "instruments", _shown)
        _strangers(folder, faults)
        for topic in TOPICS:
            path = folder / f"{topic}.yaml"
            above = read(path, _shown(path), faults) if path.exists() else None
            if above and topic in topics:
                faults.extend(limits(topic, topics[topic], above))
            below = topics.get(topic, Node(_shown(path), 1, {}))
            topics[topic] = merge(below, above) if above else below
        for path in sorted((folder / "workflows").glob("*.yaml")):
            lives.setdefault(path.stem, []).append(read(path, _shown(path), faults))
    part = read(chain[-1] / "profile.yaml", "", []).value.get("part")
    whole = part is None or part.value is not True
    return Material(tuple(folder.name for folder in chain), topics, lives, whole, forms)


def _strangers(folder: Path, faults: list[Fault]) -> None:
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix != ".yaml" or path.stem not in TOPICS:
            known = ", ".join(TOPICS)
            faults.append(
                Fault(
                    _shown(path),
                    1,
                    f"모르는 파일입니다. 쓸 수 있는 것: {known}",
                    f"a file of a known topic was expected: {known}",
                )
            )


def _shown(path: Path) -> str:
    """The path as it is said: from the folder of packs on, never the whole way of this machine."""
    depth = 4 if path.parent.name in ("workflows", "instruments") else 3
    return "/".join(path.parts[-depth:])
