"""Loads a folder of rules whole, or says every mistake of it at once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import hangot
from hangot.core.eligibility.rules import Rules, Service
from hangot.core.text import Text
from hangot.packs.box import Box
from hangot.packs.errors import Fault, PackError
from hangot.packs.rules.changes import change
from hangot.packs.rules.facts import fact
from hangot.packs.rules.gathering import Topic
from hangot.packs.rules.off import days_off
from hangot.packs.rules.parameters import ending, parameters
from hangot.packs.rules.services import Reading, document
from hangot.packs.rules.vocabulary import Vocabulary

RULES = Path(hangot.__file__).resolve().parent.parent / "rules"
TOPICS = (
    "rules", "facts", "parameters", "values", "services", "documents", "changes", "without_rule",
    "holidays",
)  # fmt: skip


def load(folder: Path) -> Rules:
    """The rules in a folder; PackError names every mistake in them.

    Each topic is one file `topic.yaml`, or a folder `topic/` of files, or both.
    """
    return build(texts(folder))


def texts(folder: Path) -> dict[str, bytes]:
    """The files of a pack of rules, without its table tests, by their path in the folder."""
    if not (folder / "rules.yaml").is_file():
        said = "rules.yaml이 있는 폴더가 필요합니다", "a folder with rules.yaml was expected"
        raise PackError([Fault(folder.name, 1, *said)])
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.yaml")))
    wanted = [path for path in found if path.parts[0].removesuffix(".yaml") in TOPICS]
    return {path.as_posix(): (folder / path).read_bytes() for path in wanted}


def build(files: Mapping[str, bytes]) -> Rules:
    """Rules from the text of their files; the hash of the text is their version."""
    faults: list[Fault] = []
    rules = _rules({topic: Topic.of(topic, files, faults) for topic in TOPICS}, version(files))
    if faults:
        raise PackError(faults)
    return rules


def version(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents of the files, in hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    return digest.hexdigest()


def _rules(topics: Mapping[str, Topic], found_version: str) -> Rules:
    with topics["rules"].whole() as head:
        name, label, money = head.string("id"), head.text("label"), head.string("money")
        needs, domains = _needs(head)
    facts = {key: fact(key, box, money) for key, box in topics["facts"].entries()}
    vocabulary = Vocabulary(facts, topics["rules"].faults)
    declared = parameters(topics["parameters"], vocabulary, money)
    change(topics["changes"], declared, vocabulary)
    ending(vocabulary)
    vocabulary.declare(topics["values"].entries(), as_of=None)
    vocabulary.finish()
    documents = {key: document(key, box) for key, box in topics["documents"].entries()}
    reading = Reading(vocabulary, documents, needs)
    services = {key: reading.service(key, box) for key, box in topics["services"].entries()}
    reading.exclusions(services)
    return Rules(
        id=name,
        label=label,
        version=found_version,
        money=money,
        facts=facts,
        parameters=vocabulary.parameters,
        values=vocabulary.named,
        services=services,
        documents=documents,
        needs=needs,
        domains=domains,
        unruled=_unruled(topics["without_rule"].whole(), services),
        off=days_off(topics["holidays"].whole()),
    )


def _unruled(box: Box, services: Mapping[str, Service]) -> Mapping[str, Text]:
    """Names in directories that need no rule, each with the reason; none of them is offered."""
    with box:
        found = box.every_text()
    offered = {name: service.id for service in services.values() for name in service.offers}
    for name in offered.keys() & found.keys():
        box.complain(
            name,
            f"규칙 ‘{offered[name]}’이(가) 이미 있습니다",
            f'the rule "{offered[name]}" offers it already',
        )
    return found


def _needs(head: Box) -> tuple[dict[str, Text], dict[str, tuple[str, ...]]]:
    """Groups of need, and the needs of a case that each of them answers."""
    labels, domains = {}, {}
    for name, box in head.entries("needs"):
        with box:
            labels[name] = Text(box.string("ko"), box.string("en"))
            domains[name] = box.names("domains")
    return labels, domains
