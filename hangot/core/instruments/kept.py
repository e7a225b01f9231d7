"""A result as it is kept beside the answers, and read again with the form it came from."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hangot.core.eligibility.numbers import Number
from hangot.core.instruments.form import Instrument
from hangot.core.instruments.results import Result, Scored
from hangot.core.instruments.scoring import follows_of

Plain = Mapping[str, Any]


def plain(result: Result) -> dict[str, Any]:
    """Ids and numbers only; fractions as text, so that nothing is rounded."""
    return {
        "scores": [_score(one) for one in result.scores],
        "raised": [one.id for one in result.raised],
        "unclear": [one.id for one in result.unclear],
        "level": result.level.id if result.level else None,
        "sure": result.sure,
    }


def thawed(form: Instrument, kept: Plain) -> Result:
    """The same result, with the words of the form."""
    known = {one.id: one for one in form.triggers}
    scores = tuple(_thawed(form, one, number) for number, one in enumerate(kept["scores"]))
    raised = tuple(known[name] for name in kept["raised"])
    bands = {one.id: one for one in form.risk.bands} if form.risk else {}
    return Result(
        scores=scores,
        raised=raised,
        unclear=tuple(known[name] for name in kept["unclear"]),
        level=bands.get(kept["level"]),
        sure=kept["sure"],
        follows=follows_of(scores, raised),
    )


def _score(one: Scored) -> dict[str, Any]:
    return {
        "id": one.score.id,
        "value": _text(one.value),
        "low": _text(one.low),
        "high": _text(one.high),
        "missing": list(one.missing),
        "prorated": one.prorated,
        "band": one.band.id if one.band else None,
    }


def _thawed(form: Instrument, kept: Plain, number: int) -> Scored:
    score = form.scores[number]
    return Scored(
        score=score,
        value=_number(kept["value"]),
        low=_number(kept["low"]),
        high=_number(kept["high"]),
        missing=tuple(kept["missing"]),
        prorated=kept["prorated"],
        band=next((band for band in score.bands if band.id == kept["band"]), None),
    )


def _text(value: Number | None) -> str | None:
    return None if value is None else str(value)


def _number(kept: str | None) -> Number | None:
    if kept is None:
        return None
    found = Fraction(kept)
    return found.numerator if found.denominator == 1 else found
