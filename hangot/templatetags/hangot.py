"""Tags and filters of all templates. Built in: no `load` is needed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token, token_kwargs
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from hangot.clock import now as current_time
from hangot.core.text import Text
from hangot.templatetags import fields, lines, marks, moments, picture
from hangot.templatetags.icons import ICONS
from hangot.templatetags.words import english, in_language, pick

register = template.Library()
Day = date | datetime | None
SENTENCES = 2  # of a `t`: Korean, English


class Pair(Node):
    """A sentence in two languages, written where it is used."""

    def __init__(
        self, sentences: tuple[str, str], values: dict[str, FilterExpression], name: str
    ) -> None:
        self.sentences = tuple(mark_safe(one) for one in sentences)  # noqa: S308 - the author's
        self.values = values
        self.name = name

    def render(self, context: Context) -> SafeString:
        """The sentence of the reader; values are escaped, the sentence is the author's."""
        words = self.sentences[1 if english() else 0]
        if not self.values and not self.name:
            return words
        if self.values:
            given = {key: _safe(value.resolve(context)) for key, value in self.values.items()}
            words = SafeString(words.format(**given))
        if self.name:
            context[self.name] = mark_safe(words)  # noqa: S308 - values are escaped above
            return SafeString("")
        return mark_safe(words)  # noqa: S308 - values are escaped above


def _safe(value: object) -> object:
    """Numbers stay numbers, so that `{n:,}` works; everything else is escaped words."""
    if isinstance(value, int | float):
        return value
    return conditional_escape(value if isinstance(value, SafeString) else in_language(value))


@register.tag("t")
def translate(parser: Parser, token: Token) -> Pair:
    """`{% t "한국어 {n}" "English {n}" n=count as name %}`."""
    bits = token.split_contents()[1:]
    name = ""
    if bits[-2:-1] == ["as"]:
        name = bits[-1]
        bits = bits[:-2]
    literal = [bit[1:-1] for bit in bits[:SENTENCES] if bit.strip('"') and bit[0] == bit[-1] == '"']
    rest = bits[SENTENCES:]
    values = token_kwargs(rest, parser)
    if len(literal) != SENTENCES or rest:
        raise template.TemplateSyntaxError(f"t wants two quoted sentences, then key=value: {bits}")
    return Pair((literal[0], literal[1]), values, name)


@register.tag
def asset(_parser: Parser, token: Token) -> TextNode:
    """`{% asset "hangot/hangot.css" %}`: the address of a static file, found once per template."""
    return TextNode(static(token.split_contents()[1].strip('"')))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decoration hidden from readers; words beside it carry the meaning."""
    return ICONS.get(name, SafeString(""))


@register.simple_tag(takes_context=True)
def clock(
    context: Context,
    due: Day = None,
    *,
    now: datetime | None = None,
    used: float | str | None = None,
    state: str = "",
    soft: bool = False,
    text: object = "",
) -> SafeString:
    """A deadline; without `now` the moment of the page counts."""
    instant = now or context.get("now") or current_time()
    return marks.clock_mark(due, instant, used=used, state=state, soft=soft, text=text)


@register.simple_tag
def state(label: object, turn: object = "", *, mine: bool = False, kind: str = "") -> SafeString:
    """A state and whose turn it is."""
    return marks.state_mark(label, turn, mine=mine, kind=kind)


@register.simple_tag
def verdict_mark(verdict: str) -> SafeString:
    """The verdict of a finding."""
    return marks.verdict_mark(verdict)


@register.simple_tag
def sight(level: int) -> SafeString:
    """How much of a section one sees."""
    return marks.sight_mark(int(level))


@register.simple_tag
def once_fields(form_key: object = None, version: object = None) -> SafeString:
    """What makes a second click harmless (`once`) and an old page visible (`version`)."""
    return fields.once(form_key) + fields.hidden("version", version)


@register.simple_tag
def field(
    form: forms.BaseForm,
    name: str,
    *,
    label: object = "",
    hint: object = None,
    opt: object = None,
) -> SafeString:
    """One field of a form with its label, hint and error."""
    return fields.render(form[name], label, hint, opt)


@register.simple_tag
def errors(*bound_forms: object) -> SafeString:
    """The error summary of one or more forms."""
    return fields.summary(form for form in bound_forms if isinstance(form, forms.BaseForm))


@register.inclusion_tag("components/timeline.svg.html")
def timeline(events: Any, title: object = "", key: str = "timeline") -> dict[str, Any]:
    """The events of a case as a picture, with a table of the same lines. `key` makes ids unique."""
    drawn = picture.draw(list(events))
    return {"picture": drawn, "title": in_language(title), "key": key}


@register.simple_tag(takes_context=True)
def task_lines(context: Context, rows: Any) -> SafeString:
    """The tasks of Today; the first act is the primary one."""
    now, token = context["now"], str(context.get("csrf_token", ""))
    return lines.joined(
        lines.task_line(row, first=place == 0, now=now, token=token)
        for place, row in enumerate(rows)
    )


@register.simple_tag(takes_context=True)
def waiting_lines(context: Context, rows: Any) -> SafeString:
    """The referrals others must answer."""
    return lines.joined(lines.waiting_line(row, now=context["now"]) for row in rows)


@register.simple_tag(takes_context=True)
def referral_lines(context: Context, rows: Any) -> SafeString:
    """The referrals of one person."""
    return lines.joined(lines.referral_line(row, now=context["now"]) for row in rows)


@register.simple_tag(takes_context=True)
def clock_lines(context: Context, rows: Any) -> SafeString:
    """The clocks of a case."""
    return lines.joined(lines.clock_line(row, now=context["now"]) for row in rows)


@register.simple_tag
def section_cards(cards: Any, points: Any) -> SafeString:
    """The sections of a record and how many contacts are kept hidden."""
    return lines.section_cards(cards, len(points))


@register.simple_tag
def case_lines(rows: Any) -> SafeString:
    """The people of the case list."""
    return lines.joined(map(lines.case_line, rows))


for _lines in (lines.step_lines, lines.entry_lines, lines.tab_lines, lines.link_lines):
    register.simple_tag(_lines)


def _filter(name: str, words: Callable[[date | datetime], Text | str]) -> None:
    def apply(value: Day) -> str:
        return in_language(words(value)) if value else ""

    register.filter(name, apply)


_filter("day", moments.day_words)
_filter("md", moments.short_words)
_filter("hm", moments.hour_of)
_filter("iso", lambda value: moments.day_of(value).isoformat())
_filter("stamp", moments.stamp)


@register.filter
def won(value: int | str | None) -> str:
    """`1,234,567원`."""
    return "" if value in (None, "") else f"{int(value or 0):,}{pick('원', ' won')}"


@register.filter
def text(value: object) -> str:
    """A Text in the language of the reader; other values as they print."""
    return in_language(value)
