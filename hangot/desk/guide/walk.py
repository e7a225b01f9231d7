"""Where somebody stands on the way: what was found, and the question that helps most next."""

from dataclasses import dataclass
from datetime import date

from hangot.core.eligibility.findings import Finding, Verdict
from hangot.core.eligibility.questions import Question, next_questions
from hangot.core.eligibility.rules import Document, Fact
from hangot.core.text import Text
from hangot.desk.guide.told import Told
from hangot.desk.help.showing import ORDER, Card, Offer, card
from hangot.desk.help.words import answer
from hangot.eligibility.ruling import Ruling

WHY = 3
"""Services that are named as the reason of a question."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Answers, the rules they are read with, the day, findings for the needs that were chosen."""

    told: Told
    ruling: Ruling
    on: date
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]

    @property
    def next(self) -> Fact | None:
        """The question that settles most; nothing of a need that was not chosen is ever asked."""
        return self.questions[0].fact if self.questions else None

    def why(self, fact: Fact) -> list[Text]:
        """Some services that wait for this answer."""
        services = self.ruling.rules.services
        waiting = (one.services for one in self.questions if one.fact.id == fact.id)
        return [services[name].label for names in waiting for name in names][:WHY]


def walk(told: Told, ruling: Ruling, on: date) -> Walk:
    """Read the rules of the chosen needs, and of no other, with what was told.

    Somebody alone with a screen is asked about harm, health and debt after everything else, and
    nothing more about what only an answer they do not have could open.
    """
    services = ruling.rules.services
    among = [name for name, one in services.items() if one.need in told.needs]
    findings = ruling.engine.find_all(told.facts, on, among)
    silent = frozenset(told.skip)
    open_ones = [one for one in findings if not silent or ruling.engine.hopeful(one, silent)]
    best = next_questions(ruling.engine, open_ones, silent)
    questions = tuple(sorted(best, key=lambda one: one.fact.sensitive))
    return Walk(told, ruling, on, findings, questions)


def cards(here: Walk) -> dict[Verdict, list[Card]]:
    """What was found, by verdict, as it stands on the page."""
    found = {verdict: [] for verdict in ORDER}  # type: dict[Verdict, list[Card]]
    for number, one in enumerate(here.findings):
        offer = Offer(None, one.service.decides)
        found[one.verdict].append(card(here.ruling, number, one, offer))
    return found


def papers(found: dict[Verdict, list[Card]]) -> list[Document]:
    """What to bring for everything that may help, each paper once, with where to get it."""
    wanted = (paper for one in (*found["likely"], *found["discretionary"]) for paper in one.papers)
    return list({paper.id: paper for paper in wanted}.values())


def answers(here: Walk) -> list[tuple[Fact, Text]]:
    """What was answered, in the order of answering."""
    facts = here.ruling.rules.facts
    return [(facts[name], answer(facts[name], value)) for name, value in here.told.said.items()]
