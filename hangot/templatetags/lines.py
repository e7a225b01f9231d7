"""Lines of long lists, drawn in one go: twenty of them cost more as template nodes than all else."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from hangot.templatetags import fields, moments
from hangot.templatetags.icons import ICONS
from hangot.templatetags.marks import clock_mark, sight_mark, state_mark
from hangot.templatetags.markup import drawn
from hangot.templatetags.words import in_language, pick

Row = Mapping[str, Any]
SUMMARY = 2
NOTHING = SafeString("")


def task_line(row: Row, *, first: bool, now: datetime, token: str) -> SafeString:
    """One task of Today: until when, what, for whom, one button."""
    title, suffix, line = (in_language(row[name]) for name in ("title", "suffix", "line"))
    return drawn(
        '<li{}>{}<div><h3>{}</h3>{}</div><div class="row">{}{}</div></li>',
        SafeString(' class="late"') if row["late"] else NOTHING,
        _due(row, now), title, drawn("<p><bdi>{}</bdi></p>", line) if line else NOTHING,
        _act(row, suffix, first=first) if row["url"] else NOTHING,
        _done(row, f"{title} {suffix}", token) if row["by_hand"] else NOTHING,
    )  # fmt: skip


def _due(row: Row, now: datetime) -> SafeString:
    if row["due"]:
        return clock_mark(row["due"], now, used=row["used"], soft=row["soft"])
    return drawn('<span class="clock clock-pause">{}</span>', pick("기한 없음", "No date"))


def _act(row: Row, suffix: str, *, first: bool) -> SafeString:
    return drawn(
        '<a class="btn btn-s{}" href="{}">{}{}{}</a>', " btn-main" if first else "", row["url"],
        ICONS.get(row["icon"], NOTHING), in_language(row["act"]), _hidden(suffix),
    )  # fmt: skip


def _done(row: Row, what: str, token: str) -> SafeString:
    return drawn(
        '<form action="{}" method="post">{}{}<button class="btn btn-s btn-quiet" type="submit">'
        "{}{}</button></form>",
        row["done_url"], fields.hidden("csrfmiddlewaretoken", token), fields.once(),
        pick("마침", "Done"), _hidden(what),
    )  # fmt: skip


def _hidden(words: str) -> SafeString:
    """For readers who hear the page; the eye has the line before it."""
    return drawn('<span class="vh">, {}</span>', words) if words else NOTHING


def case_line(row: Row) -> SafeString:
    """One person of the case list."""
    return drawn(
        '<tr role="row"><th role="rowheader" scope="row"><a class="go" href="{}">{}</a></th>'
        '<td role="cell" class="nb">{}</td><td role="cell">{}</td>'
        '<td role="cell" data-l="{}">{}</td>'
        '<td role="cell" data-l="{}"><time class="nb" datetime="{}">{}</time></td></tr>',
        row["url"], in_language(row["name"]), row["number"], _stage(row),
        pick("주담당", "Lead"), in_language(row["lead"]),
        pick("움직임", "Moved"), moments.stamp(row["moved"]), moments.day_of(row["moved"]).isoformat(),
    )  # fmt: skip


def _stage(row: Row) -> SafeString:
    if row["state"]:
        return state_mark(row["state"], mine=row["mine"])
    return drawn('<span class="hidden-cell">{}</span>', pick("비공개", "withheld"))


def waiting_line(row: Row, *, now: datetime) -> SafeString:
    """A referral another agency must answer."""
    due = clock_mark(row["due"], now) if row["due"] else SafeString('<span class="faint">–</span>')
    return drawn(
        '<tr role="row"><th role="rowheader" scope="row"><a class="go" href="{}">{}</a></th>'
        '<td role="cell"><bdi>{}</bdi> <span class="sub">{}</span></td>'
        '<td role="cell">{}</td><td role="cell">{}</td></tr>',
        row["url"], in_language(row["what"]), in_language(row["name"]), in_language(row["number"]),
        state_mark(row["state"], row["turn"]), due,
    )  # fmt: skip


def section_cards(cards: Iterable[Row], points: int) -> SafeString:
    """The sections of a record; `points`: how many contacts lie behind the card that hides them."""
    return joined(
        _contacts(card, points) if card.get("contact_card") else section_card(card)
        for card in cards
    )


def section_card(card: Row) -> SafeString:
    """One section of the record. Level 1 names only a desk to ask; 0 is one card for all that is closed."""
    if card["level"] == 0:
        return _closed(card)
    title = in_language(card["title"])
    if card["level"] == 1:
        return _pointed(card, title)
    body = in_language(card["body"])
    return drawn(
        '<article class="section{}">{}{}{}</article>', " section-guard" if card["guarded"] else "",
        _card_head(card, title), drawn("<p>{}</p>", body) if body else NOTHING, _opened(card, title),
    )  # fmt: skip


def _card_head(card: Row, title: str) -> SafeString:
    lock = _locked() if card["guarded"] else NOTHING
    return drawn("<header><h3>{}{}</h3>{}</header>", lock, title, sight_mark(card["level"]))


def _contacts(card: Row, points: int) -> SafeString:
    """Contact and address: only dots until somebody gives a reason."""
    title = in_language(card["title"])
    hidden = pick("{n}개 가려 둠", "{n} kept hidden").format(n=points)
    dots = drawn(
        '<p class="masked"><code>······</code> <span class="small muted">{}</span></p>', hidden
    )
    none = drawn(
        '<p class="muted">{}</p>', pick("적힌 연락처가 없습니다.", "No contact is written down.")
    )
    return drawn(
        '<article class="section section-guard">{}{}<a href="{}">{}{}</a></article>',
        _card_head(card, title), dots if points else none, card["url"],
        pick("이유 남기고 보기", "Give a reason and see"), _hidden(title),
    )  # fmt: skip


def referral_line(row: Row, *, now: datetime) -> SafeString:
    """A referral of one person: to whom, what went with it, how it stands."""
    agency = in_language(row["agency"])
    whom = drawn('<a class="go" href="{}">{}</a>', row["url"], agency) if row["url"] else agency
    return drawn(
        '<tr role="row"><th role="rowheader" scope="row">{} <span class="sub">{}</span></th>'
        '<td role="cell" data-l="{}">{}</td><td role="cell">{}</td><td role="cell">{}</td></tr>',
        whom, in_language(row["post"]), pick("준 구역", "Given"), in_language(row["sections"]),
        state_mark(row["state"], row["turn"], mine=row["mine"], kind=row["kind"]), _when(row, now),
    )  # fmt: skip


def _when(row: Row, now: datetime) -> SafeString:
    if row["waits"]:
        return clock_mark(row["waits"], now)
    if not row["since"]:
        return SafeString('<span class="faint">–</span>')
    words = in_language(moments.short_words(row["since"]))
    return drawn('<time class="nb" datetime="{}">{}</time>', moments.stamp(row["since"]), words)


def clock_line(row: Row, *, now: datetime) -> SafeString:
    """A clock of a case: what runs, and until when."""
    mark = clock_mark(row["due"], now, used=row["used"], state=row["state"], soft=row["soft"])
    return drawn("<dt>{}</dt><dd>{}</dd>", in_language(row["label"]), mark)


def link_lines(links: Iterable[tuple[str, object]]) -> SafeString:
    """Addresses with their words, one under the other."""
    return joined(
        drawn('<li><a href="{}">{}</a></li>', url, in_language(words)) for url, words in links
    )


def _locked() -> SafeString:
    return drawn('{}<span class="vh">{}: </span>', ICONS["lock"], pick("보호 구역", "guarded"))


def _opened(card: Row, title: str) -> SafeString:
    if not card["url"]:
        return NOTHING
    words = pick("요약 보기", "See summary") if card["level"] == SUMMARY else pick("열기", "Open")
    return drawn('<a href="{}">{}{}</a>', card["url"], words, _hidden(title))


def _pointed(card: Row, title: str) -> SafeString:
    contact = in_language(card["contact"])
    ask = pick("문의: {desk}", "Ask: {desk}").format(desk=contact) if contact else ""
    return drawn(
        '<article class="section section-pointer"><header><h3>{}</h3>{}</header><p>{} {}</p></article>',
        title, sight_mark(1), pick("다른 기관이 함께합니다.", "Another agency is helping."), ask,
    )  # fmt: skip


def _closed(card: Row) -> SafeString:
    titles = in_language(card["titles"])
    return drawn(
        '<article class="section section-pointer"><header><h3>{}</h3>{}</header>'
        '<p class="muted">{}{}</p></article>',
        pick("그 밖의 구역", "Other sections"), sight_mark(0), f"{titles}. " if titles else "",
        pick("내용이 있는지도 표시하지 않습니다.", "Whether there is any content is not shown."),
    )  # fmt: skip


def step_lines(steps: Iterable[Row]) -> SafeString:
    """The stages of a case."""
    return joined(map(_step, steps))


def _step(step: Row) -> SafeString:
    done = step["done"] or step["current"]
    return drawn(
        "<li{}{}>{}<small>{}{}</small></li>",
        SafeString(' class="done"') if done else NOTHING,
        SafeString(' aria-current="step"') if step["current"] else NOTHING,
        in_language(step["label"]), in_language(step["note"]),
        _hidden(pick("마침", "done")) if step["done"] else NOTHING,
    )  # fmt: skip


def entry_lines(entries: Iterable[Row]) -> SafeString:
    """What happened: {at, when, title, line, mark}; mark is now or past."""
    return joined(map(_entry, entries))


def _entry(entry: Row) -> SafeString:
    at, mark, line = entry.get("at"), entry.get("mark"), in_language(entry.get("line"))
    when = in_language(entry.get("when")) or (in_language(moments.short_words(at)) if at else "")
    title = in_language(entry["title"])
    return drawn(
        "<li{}><time{}>{}</time><div>{}{}</div></li>",
        drawn(' class="{}"', mark) if mark else NOTHING,
        drawn(' datetime="{}"', moments.stamp(at)) if at else NOTHING, when,
        drawn("<b>{}</b>", title) if mark == "now" else title,
        drawn('<br><span class="muted">{}</span>', line) if line else NOTHING,
    )  # fmt: skip


def tab_lines(tabs: Iterable[Row], current: str = "") -> SafeString:
    """The pages of one person; the one that is open is marked."""
    here = SafeString(' aria-current="page"')
    return joined(
        drawn(
            '<li><a href="{}"{}>{}</a></li>', tab["url"],
            here if tab["key"] == current else NOTHING, in_language(tab["label"]),
        )
        for tab in tabs
    )  # fmt: skip


def joined(lines: Iterable[SafeString]) -> SafeString:
    """Drawn lines, one after the other."""
    return SafeString("\n".join(lines))
