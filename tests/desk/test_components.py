"""The parts of the screens, drawn without a database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path
from django.utils import translation

from hangot.core.text import Text, current
from hangot.desk.gallery import NOW, SampleForm, samples
from hangot.desk.rail import PLACES
from hangot.templatetags import lines
from hangot.templatetags.icons import ICONS
from hangot.templatetags.moments import SEOUL, clock_mark, clock_words
from hangot.templatetags.picture import draw

HERE = Path(__file__).resolve().parents[2] / "hangot"
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
CSS = (HERE / "static/hangot/hangot.css").read_text()
SCRIPT = (HERE / "static/hangot/hangot.js").read_text()
ENGINE = Engine(
    dirs=[str(HERE / "templates")],
    builtins=["hangot.templatetags.hangot", "django.templatetags.static"],
    libraries={"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"},
)
HANGUL = re.compile("[가-힣]")
OURS = ("components", "account", "mfa", "allauth", "gallery", "shell", "public", "print", "door")
pytestmark = pytest.mark.urls(__name__)


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    *[path(f"{name}/", _page, name=name) for name in ("find", "new_contact", "hide", "language")],
    *[path(f"{name}/", _page, name=name) for name in ("seats", "demo_enter")],
]


@contextmanager
def override(language: str) -> Iterator[None]:
    """The reader's language, as the middleware of the desk sets it."""
    mark = current.set(language)
    try:
        with translation.override(language):
            yield
    finally:
        current.reset(mark)


def _render(name: str, **context: Any) -> str:
    return str(ENGINE.get_template(name).render(Context(context)))


def draw_words(source: str, **context: Any) -> str:
    return str(ENGINE.from_string(source).render(Context(context)))


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with override(request.param):
        yield request.param


def test_the_gallery_draws_every_component_in_both_languages(language: str) -> None:
    page = _render("gallery.html", **samples())
    assert f'<html lang="{language}">' in page
    assert ("부품 모음" in page) == (language == "ko")
    assert 'class="errors"' in page
    assert 'class="timeline-picture"' in page
    assert "{%" not in page
    assert "{#" not in page


def test_every_page_of_the_house_is_well_formed() -> None:
    for one in TEMPLATES:
        name = one.relative_to(HERE / "templates").as_posix()
        if name.startswith(OURS):
            ENGINE.get_template(name)


def test_the_shell_shows_where_one_is_and_what_waits(language: str) -> None:
    item = {
        "url": "/t",
        "icon": "home",
        "label": Text("오늘", "Today"),
        "count": 6,
        "current": True,
    }
    page = _render(
        "shell.html",
        nav=[[item]],
        post_label=Text("초기상담 1", "First talk 1"),
        worker_name="임다온",
        centre=Text("대방센터", "Daebang"),
        now=NOW,
        may_find=True,
        may_receive=True,
    )
    assert page.count('aria-current="page"') == 1
    assert ">6<" in page
    assert all(f'data-key="{key}"' in page for key in ("F2", "F4", "F9"))
    assert ("화면 가리기" in page) == (language == "ko")


def test_the_sign_in_page_offers_the_passkey_first_and_tells_nothing(language: str) -> None:
    page = _render("account/login.html", form=LoginForm(), PASSKEY_LOGIN_ENABLED=True)
    assert page.index("passkey_login") < page.index('name="password"')
    assert "demo_enter" not in page
    assert "피해" not in page
    assert "victim" not in page
    assert "webauthn.forms.loginForm" in page
    assert f'lang="{language}"' in page


def test_the_pages_of_sign_in_settings_stand_alone_and_inside_the_shell(language: str) -> None:
    alone = _render("mfa/index.html", authenticators={}, MFA_SUPPORTED_TYPES=["totp", "webauthn"])
    inside = _render("mfa/index.html", authenticators={}, MFA_SUPPORTED_TYPES=[], nav=[[]])
    assert 'class="door"' in alone
    assert 'class="shell"' in inside
    assert ("인증 앱" in alone) == (language == "ko")


def test_the_cast_of_the_demo_signs_in_with_one_button_each() -> None:
    one = {"account": "c-101", "name": "임다온", "post": Text("초기상담 1", "First talk 1")}
    cast = [{"role": Text("상담", "Counselling"), "people": [one]}]
    page = _render("account/login.html", form=LoginForm(), cast=cast)
    assert 'action="/demo_enter/"' in page
    assert 'name="account" value="c-101"' in page


@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_a_closed_page_and_a_missing_page_say_the_same(name: str) -> None:
    with override("ko"):
        assert "이 화면을 열 수 없습니다" in _render(name)
        assert _render(name) == _render("404.html")


def test_two_versions_stand_side_by_side_and_nothing_typed_is_lost(language: str) -> None:
    page = _render("components/conflict.html", conflict=samples()["conflict"])
    assert "집을 옮기고 싶습니다." in page
    assert "일을 다시 찾고 싶습니다." in page
    assert 'name="version" value="4"' in page
    assert ("지금 저장된 것" in page) == (language == "ko")


def test_every_component_is_shown_in_the_gallery_or_on_the_pages_around_it() -> None:
    everything = "".join(one.read_text() for one in TEMPLATES)
    everything += (HERE / "templatetags/hangot.py").read_text()
    lonely = [
        one.name
        for one in (HERE / "templates/components").glob("*.html")
        if f"components/{one.name}" not in everything and one.name != "conflict.html"
    ]
    assert lonely == []


def test_no_template_comment_leaks_onto_a_page() -> None:
    broken = [one.name for one in TEMPLATES if re.search(r"\{#[^}]*\n", one.read_text())]
    assert broken == []


def test_a_sentence_speaks_the_language_of_the_reader_and_escapes_what_it_is_given() -> None:
    source = '{% t "내 차례 {n}건 {who}" "{n} for {who}" n=n who=who %}'
    with override("ko"):
        assert draw_words(source, n=3, who="<b>") == "내 차례 3건 &lt;b&gt;"
    with override("en"):
        assert draw_words(source, n=3, who=Text("가", "A & B")) == "3 for A &amp; B"


def test_a_sentence_can_be_kept_under_a_name() -> None:
    with override("en"):
        assert draw_words('{% t "가" "A" as word %}[{{ word }}]') == "[A]"


def test_every_sentence_of_every_template_has_two_different_halves() -> None:
    pattern = re.compile(r'\{% t ("(?:[^"]*)") ("(?:[^"]*)")')
    for one in TEMPLATES:
        found = pattern.findall(one.read_text())
        assert len(found) == one.read_text().count("{% t "), one
        for korean, english in found:
            assert '""' not in (korean, english), one
            assert korean != english, (one, korean)
            assert not HANGUL.search(english) or english == '"한국어"', (one, english)


def test_templates_and_styles_load_nothing_from_elsewhere_and_style_nothing_inline() -> None:
    for one in TEMPLATES:
        text = one.read_text()
        assert not re.search(r"\bstyle\s*=", text), one
        assert not re.search(r"\son(click|load|submit|change)\s*=", text), one
        assert not re.search(r'(src|href|action)="(https?:)?//', text), one
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), one
    assert "@import" not in CSS
    assert "url(" not in CSS


def test_every_icon_that_a_template_or_the_rail_names_exists() -> None:
    named = {n for one in TEMPLATES for n in re.findall(r'\{% icon "(\w+)"', one.read_text())}
    assert named
    named |= {icon for group in PLACES for _, _, icon, _ in group}
    assert named <= set(ICONS)


def test_the_script_stays_smaller_than_three_thousand_bytes() -> None:
    assert len(SCRIPT.encode()) < 3000
    assert "innerHTML" not in SCRIPT
    assert "eval" not in SCRIPT


@pytest.mark.parametrize(
    ("due", "korean", "english", "mark"),
    [
        (
            datetime(2026, 10, 18, 18, tzinfo=SEOUL),
            "어제 18:00 지남",
            "Yesterday 18:00, overdue",
            "late",
        ),
        (datetime(2026, 10, 19, 18, tzinfo=SEOUL), "오늘 18:00", "Today 18:00", "due"),
        (datetime(2026, 10, 20, 0, tzinfo=SEOUL), "오늘까지", "Today", "due"),
        (date(2026, 10, 20), "내일까지", "Tomorrow", "2"),
        (date(2026, 10, 25), "10월 25일까지", "By 25 Oct", "1"),
        (date(2027, 3, 3), "2027년 3월 3일까지", "By 3 Mar 2027", ""),
        (date(2026, 9, 1), "9월 1일 지남", "1 Sep, overdue", "late"),
    ],
)
def test_a_deadline_is_told_by_day_and_never_by_colour_alone(
    due: date, korean: str, english: str, mark: str
) -> None:
    assert clock_words(due, NOW) == Text(korean, english)
    assert clock_mark(due, NOW, None, soft=False) == mark


def test_a_soft_clock_never_turns_red() -> None:
    assert clock_mark(NOW - timedelta(days=9), NOW, 1.0, soft=True) == "due"


def test_days_hours_and_money_are_written_as_people_say_them() -> None:
    source = "{{ now|day }}|{{ now|md }}|{{ now|hm }}|{{ now|iso }}|{{ n|won }}|{{ none|day }}"
    with override("ko"):
        page = draw_words(source, now=NOW, n=1234567, none=None)
    assert page == "10월 19일 월요일|10월 19일|10:24|2026-10-19|1,234,567원|"
    with override("en"):
        assert draw_words(source, now=NOW, n=5, none=None).startswith("Mon 19 Oct|19 Oct|10:24")


def test_a_broken_field_names_its_error_and_the_summary_leads_to_it() -> None:
    form = SampleForm({})
    with override("ko"):
        shown = draw_words('{% errors form %}{% field form "phone" %}', form=form)
    assert 'href="#id_phone"' in shown
    assert 'href="#id_safe_0"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_phone_error"' in shown
    assert shown.count("id_phone_error") == 2, "the control points at its error"


def test_an_optional_field_says_so_and_a_required_one_stays_silent() -> None:
    with override("ko"):
        shown = draw_words('{% field form "name" %}', form=SampleForm())
        silent = draw_words('{% field form "phone" %}', form=SampleForm())
    assert "비워도 됩니다" in shown
    assert "비워도" not in silent


def test_what_a_person_typed_is_kept_and_harmless_when_the_form_comes_back() -> None:
    form = SampleForm({"phone": '"><script>alert(1)</script>'})
    assert "<script>" not in draw_words('{% errors form %}{% field form "phone" %}', form=form)


def test_a_form_without_errors_has_no_summary() -> None:
    class Empty(forms.Form):
        pass

    assert draw_words("{% errors form %}", form=Empty({})) == ""


def test_a_second_click_carries_the_same_key_and_an_old_page_its_version() -> None:
    shown = draw_words("{% once_fields key 3 %}", key="0199")
    assert shown == (
        '<input type="hidden" name="once" value="0199"><input type="hidden" name="version" value="3">'
    )


def test_no_words_of_the_drawn_line_cover_other_words() -> None:
    with override("ko"):
        picture = draw(samples()["happenings"])
    rows: dict[int, list[tuple[int, float]]] = {}
    for flag in picture.flags:
        wide = sum(13 if HANGUL.match(one) else 7 for one in f"{flag.date} {flag.label}")
        rows.setdefault(flag.text_y, []).append((flag.x, flag.x + wide))
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(one[1] <= two[0] for one, two in pairwise(ordered))
    assert max(end for spans in rows.values() for _, end in spans) <= picture.width


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def _light(value: str) -> float:
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    high, low = sorted((_light(one), _light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "surface", "sunk")],
    *[("accent", ground) for ground in ("paper", "surface", "accent-soft")],
    ("on-accent", "accent"), ("on-accent", "accent-hover"), ("accent-hover", "surface"),
    *[(hue, f"{hue}-soft") for hue in ("good", "warn", "bad", "guard")],
    *[(hue, "surface") for hue in ("good", "warn", "bad", "guard")],
    ("ink", "accent-soft"), ("ink", "good-soft"), ("ink", "warn-soft"), ("ink", "bad-soft"),
    ("surface", "ink-2"), ("paper", "ink"),
]  # fmt: skip


@pytest.mark.parametrize("theme", [r"^:root \{", r"color-scheme: dark\) \{\s*:root \{"])
def test_every_pair_of_text_and_ground_can_be_read(theme: str) -> None:
    found = re.search(theme + r"(.*?)\n\s*\}", CSS, re.DOTALL | re.MULTILINE)
    assert found
    tokens = _tokens(found.group(1))
    weak = [pair for pair in PAIRS if _contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5]
    assert weak == []


def test_a_name_that_is_markup_stays_words_in_lines_drawn_in_one_go() -> None:
    hostile = Text("<script>alert(1)</script>", '"><img src=x>')
    row = {
        "url": "/x/", "name": hostile, "number": "<b>", "state": hostile, "mine": False,
        "lead": hostile, "moved": NOW, "title": hostile, "suffix": hostile, "line": hostile,
        "due": None, "late": False, "act": hostile, "icon": "", "by_hand": True, "done_url": "/y/",
    }  # fmt: skip
    card = {"level": 3, "title": hostile, "guarded": True, "body": hostile, "url": "/z/"}
    letter = row | {
        "agency": hostile, "post": hostile, "sections": hostile, "turn": hostile, "kind": "",
        "waits": None, "since": NOW,
    }  # fmt: skip
    clock = {"label": hostile, "due": NOW, "used": 0.5, "state": "", "soft": False}
    html = "".join((
        lines.case_line(row), lines.task_line(row, first=True, now=NOW, token='"<'),
        lines.section_cards([card, card | {"contact_card": True}], 2), lines.referral_line(letter, now=NOW),
        lines.clock_line(clock, now=NOW), lines.link_lines([("/x/", hostile)]),
    ))  # fmt: skip
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
