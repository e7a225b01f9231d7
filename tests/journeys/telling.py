"""Telling facts once on the page of what may help, as a counsellor would type them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hangot.core.eligibility.rules import Fact, Rules
from hangot.desk.help.asking import several
from hangot.packs.rules import loader
from tests.journeys.steps import press

OPEN = """() => document.querySelectorAll('main details:has(article.finding)')
  .forEach(d => { d.open = true; })"""

SEND = """async (fields) => {
  const body = new URLSearchParams(fields);
  body.set('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
  body.set('once', crypto.randomUUID());
  const answer = await fetch(document.querySelector('#q').action,
    {method: 'POST', body, redirect: 'manual'});
  return answer.type; }"""


@cache
def rules() -> Rules:
    return loader.load(loader.RULES / "kr")


def shown(desk: Any, case: str, **asked: str) -> None:
    """The page for all needs; `day` asks about another day, `ask` opens one question."""
    query = "&".join(f"{key}={value}" for key, value in {"by": "hand", **asked}.items())
    desk.open(f"/cases/{case}/help/?{query}")


def tell(desk: Any, case: str, facts: Mapping[str, Any]) -> None:
    """One question after another is opened, answered and written down."""
    names = sorted(rules().facts)
    for name, given in facts.items():
        shown(desk, case, ask=str(names.index(name)))
        box = desk.page.locator("#q")
        later = box.locator("details:not([open]) > summary")
        if later.count():
            later.first.click()
        _fill(box, rules().facts[name], given)
        press(desk.page, "답 적기")
        desk.see("답을 적었습니다")


def tell_the_rest(desk: Any, case: str, facts: Mapping[str, Any]) -> None:
    """The same forms sent from an open page, without looking at each of them."""
    names = sorted(rules().facts)
    shown(desk, case, ask="0")
    for name, given in facts.items():
        fields = [["fact", str(names.index(name))], ["act", "save"], *_typed(given)]
        assert desk.page.evaluate(SEND, fields) == "opaqueredirect", name


def _typed(given: Any) -> list[list[str]]:
    if not isinstance(given, list):
        return [["answer", _word(given)]]
    if all(isinstance(one, str) for one in given):
        return [["answer", one] for one in given]
    return [
        [f"p{place}_{name}", _word(value)]
        for place, one in enumerate(given)
        for name, value in one.items()
    ]


def _word(given: Any) -> str:
    return str(given).lower() if isinstance(given, bool) else str(given)


def confirm(desk: Any, case: str, fact: str, words: str) -> None:
    """What the record says is right."""
    shown(desk, case, ask=str(sorted(rules().facts).index(fact)))
    desk.see("기록에 있는 값", words)
    press(desk.page, "예, 맞습니다")


def card(desk: Any, label: str) -> Any:
    """The card of one service, wherever on the page it stands."""
    desk.page.evaluate(OPEN)
    title = desk.page.locator("h3", has_text=re.compile(rf"^{re.escape(label)}\s"))
    return desk.page.locator("article.finding").filter(has=title).first


def says(desk: Any, label: str, *words: str) -> None:
    """The card of a service says this."""
    text = card(desk, label).inner_text()
    for word in words:
        assert word in text, f"{label}: {word!r} is not in {text!r}"


def _fill(box: Any, fact: Fact, given: Any) -> None:
    if several(fact):
        for one in given:
            box.locator(f'[name=answer][value="{one}"]').check()
    elif fact.type == "list":
        _people(box, given)
    elif fact.type in ("bool", "enum"):
        box.locator(f'[name=answer][value="{_word(given)}"]').check()
    else:
        box.locator("[name=answer]").fill(str(given))


def _people(box: Any, people: Sequence[Mapping[str, Any]]) -> None:
    for place, one in enumerate(people):
        for name, value in one.items():
            cell = box.locator(f"[name=p{place}_{name}]")
            if cell.evaluate("c => c.tagName") == "SELECT":
                cell.select_option(_word(value))
            else:
                cell.fill(str(value))
