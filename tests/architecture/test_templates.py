"""Templates: nothing from elsewhere, nothing inline, every sentence in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "hangot" / "templates").rglob("*.html"))
T = re.compile(r"{%\s*t\s+(.*?)%}", re.DOTALL)
WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"')
HANGUL = re.compile(r"[가-힣]")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT / "hangot" / "templates"))


# The public guide keeps nothing and changes nothing: its forms need no token, and so no cookie.
CHANGE_NOTHING = {
    "public.html",
    *(_name(path) for path in TEMPLATES if path.parent.name == "guide"),
}


@pytest.fixture(params=TEMPLATES, ids=_name)
def template(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return re.sub(
        r"{#.*?#}|{% comment %}.*?{% endcomment %}",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )


def test_no_style_or_script_stands_inside_the_page(template: str) -> None:
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", template)
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=\"application/json\"))", template)


def test_nothing_comes_from_another_address(template: str) -> None:
    found = re.findall(r"(?:src|href|action|srcset)\s*=\s*[\"'](?:https?:)?//[^\"']*", template)
    assert not found
    assert "|safe" not in template
    assert "autoescape off" not in template


def test_every_sentence_is_there_in_korean_and_in_english(template: str) -> None:
    for found in T.findall(template):
        words = WORDS.findall(re.sub(r"\sas\s+\w+\s*$", "", found))
        assert len(words) >= 2, found
        assert words[0].strip(), found
        assert words[1].strip(), found
        assert not HANGUL.search(words[1]) or "한" in words[1], found


def test_no_korean_text_stands_outside_the_pairs(template: str) -> None:
    rest = re.sub(r"{%.*?%}|{{.*?}}", "", template, flags=re.DOTALL)
    assert not HANGUL.findall(rest)


def test_a_form_that_writes_carries_its_token_and_its_key(
    template: str, request: pytest.FixtureRequest
) -> None:
    if _name(request.node.callspec.params["template"]) in CHANGE_NOTHING:
        assert "csrf_token" not in template
        return
    for form in re.findall(
        r"<form\b[^>]*method=[\"']post[\"'].*?</form>", template, re.DOTALL | re.IGNORECASE
    ):
        assert "csrf_token" in form or "once_fields" in form or "{{ form" in form, form[:200]
