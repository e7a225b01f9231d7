"""Which facts would settle a rule that is still unknown."""

from collections.abc import Callable, Mapping

from hangot.core.eligibility.compiling import Code, Compiler
from hangot.core.eligibility.scene import ON, Scene
from hangot.core.eligibility.tree import Choose, Gather, Name, Read


def missing(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    """The facts whose absence keeps this rule unknown; nothing where it is known."""
    if code.needs is not None:
        return _untold(code.needs, scene)
    return frozenset() if code.run(scene) is not None else _some(compiler, code, scene)


def _untold(needs: tuple[str, ...], scene: Scene) -> frozenset[str]:
    facts = scene.facts
    return frozenset([name for name in needs if name != ON and facts.get(name) is None])


def waiting(compiler: Compiler, code: Code, as_of: str, scene: Scene) -> frozenset[str]:
    """The same for a rule known to be unknown on a day, once for all services that share the rule.

    Values and gaps met on the way are noted each time, so that no answer hangs on who asked first;
    a rule of told facts alone meets none.
    """
    if code.needs is not None:
        return _untold(code.needs, scene)
    place, known = (code, as_of), scene.shared.waiting
    if place not in known:
        alone = Scene(scene.facts, scene.on, scene.shared)
        alone.look(as_of)
        known[place] = (_some(compiler, code, alone), alone)
    found, alone = known[place]
    scene.met |= alone.met
    scene.gaps |= alone.gaps
    return found


def _some(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    """Of a rule in which some facts may not matter, those that do."""
    look = LOOKING.get(type(code.tree))
    if look is not None:
        return look(compiler, code, scene)
    found: set[str] = set()
    for part in code.parts:
        found |= missing(compiler, part, scene)
    return frozenset(found)


def _named(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    return _name(compiler, code.tree, scene)  # type: ignore[arg-type]


def _gathered(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    people: str = code.tree.people.name  # type: ignore[union-attr]
    return frozenset({people}) | _entries(compiler, code, scene, people)


def _looked_up(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    table: Name = code.tree.table  # type: ignore[union-attr]
    return _name(compiler, table, scene) | missing(compiler, code.parts[0], scene)


def _name(compiler: Compiler, name: Name, scene: Scene) -> frozenset[str]:
    if name.source == "fact":
        return frozenset({name.name})
    if name.source == "parameter":
        unsaid = scene.day is None and scene.as_of != ON
        return frozenset({scene.as_of}) if unsaid else frozenset()
    if name.source != "value":
        return frozenset()
    place, known = compiler.place(name.name), scene.shared.lacking
    if place not in known:
        inside = compiler.inside(name.name, scene)
        known[place] = missing(compiler, compiler.value(name.name), inside)
    return known[place]


def _entries(compiler: Compiler, code: Code, scene: Scene, people: str) -> frozenset[str]:
    """What is missing beside the list itself, read in each of its entries."""
    found: frozenset[str] = frozenset()
    for entry in scene.facts.get(people) or ():  # type: ignore[union-attr]
        found |= missing(compiler, code.parts[0], scene.entry(entry))  # type: ignore[arg-type]
    return found


def _choice(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    test, then, other = code.parts
    found = test.run(scene)
    if found is None:
        return missing(compiler, test, scene)
    return missing(compiler, then if found else other, scene)


LOOKING: Mapping[type, Callable[[Compiler, Code, Scene], frozenset[str]]] = {
    Name: _named,
    Gather: _gathered,
    Read: _looked_up,
    Choose: _choice,
}
