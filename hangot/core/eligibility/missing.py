"""Which facts would settle a rule that is still unknown."""

from dataclasses import replace

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

    Values and gaps met on the way are noted each time, so that no answer hangs on who asked first.
    """
    place, known = (code, as_of), scene.shared.waiting
    if place not in known:
        alone = Scene(scene.facts, scene.on, shared=scene.shared)
        alone.look(as_of)
        needs = code.needs
        lacking = _some(compiler, code, alone) if needs is None else _untold(needs, alone)
        known[place] = (lacking, alone)
    found, alone = known[place]
    scene.met |= alone.met
    scene.gaps |= alone.gaps
    return found


def _some(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    """Of a rule in which some facts may not matter, those that do."""
    match code.tree:
        case Name():
            return _name(compiler, code.tree, scene)
        case Gather(people=people):
            return frozenset({people.name}) | _entries(compiler, code, scene, people.name)
        case Read(table=table):
            return _name(compiler, table, scene) | missing(compiler, code.parts[0], scene)
        case Choose():
            return _choice(compiler, code, scene)
        case _:
            return frozenset().union(*(missing(compiler, part, scene) for part in code.parts))


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
    inner = replace(scene, item={}, gaps=set())
    found: frozenset[str] = frozenset()
    for entry in scene.facts.get(people) or ():  # type: ignore[union-attr]
        inner.item = entry  # type: ignore[assignment]
        found |= missing(compiler, code.parts[0], inner)
    return found


def _choice(compiler: Compiler, code: Code, scene: Scene) -> frozenset[str]:
    test, then, other = code.parts
    found = test.run(scene)
    if found is None:
        return missing(compiler, test, scene)
    return missing(compiler, then if found else other, scene)
