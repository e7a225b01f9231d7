"""Workflows as pictures: every state and event is there, nothing overlaps, the same every time."""

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from hangot.core.drawing.layers import sketch
from hangot.core.drawing.picture import both, english, korean, picture
from hangot.core.drawing.places import plan
from hangot.core.drawing.shapes import BEND, STATE
from hangot.core.lives import Life
from hangot.core.text import Text
from hangot.packs.loader import load

LIVES = load("crisis_family").lives
SVG = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - drawn by ourselves a moment ago


@pytest.fixture(params=sorted(LIVES))
def life(request: pytest.FixtureRequest) -> Life:
    return LIVES[request.param]


def test_every_state_is_a_box_and_every_event_is_said(life: Life) -> None:
    root = read(picture(life))
    words = {one.text for one in root.iter(f"{SVG}text")}
    boxes = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "state"]
    assert len(boxes) == len(life.states)
    for label in (*(s.label for s in life.states), *(s.label for s in life.steps)):
        assert {label.ko, label.en} <= words


def test_those_who_do_not_see_it_are_told_the_same(life: Life) -> None:
    root = read(picture(life, korean))
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    for step in life.steps:
        assert step.label.ko in (told.text or "")


def test_no_box_lies_on_another_and_none_outside_the_picture(life: Life) -> None:
    made = plan(sketch(life, both))
    boxes = []
    for name, one in made.sketch.pieces.items():
        if one.kind != BEND:
            at = made.at[name]
            left, right = at.x - one.width / 2, at.x + one.width / 2 + one.reach
            boxes.append((name, left, right, at.y - one.height / 2, at.y + one.height / 2))
    for (name, *a), (other, *b) in combinations(boxes, 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, (name, other)
    assert all(left >= 0 and right <= made.width for _, left, right, _, _ in boxes)
    assert all(top >= 0 and foot <= made.height for *_, top, foot in boxes)


def test_an_arrow_leads_to_the_target_of_every_event(life: Life) -> None:
    made = sketch(life, both)
    heads = [line.head for line in made.lines if line.head]
    loops = sum(len(piece.loops) for piece in made.pieces.values())
    moving = {(s.event, s.target) for s in life.steps if any(x != s.target for x in s.sources)}
    assert {target for _, target in moving} == set(heads)
    assert loops == sum(s.target in s.sources for s in life.steps)


def test_the_same_table_gives_the_same_picture_letter_by_letter(life: Life) -> None:
    assert picture(life) == picture(life)
    assert picture(life, korean) != picture(life, english)


def test_a_state_lies_below_the_one_it_comes_from() -> None:
    pieces = sketch(LIVES["case"], both).pieces
    order = ("intake", "assessment", "conference", "selected", "planning", "active", "closing")
    layers = [pieces[name].layer for name in order]
    assert layers == sorted(set(layers))
    assert all(pieces[name].kind == STATE for name in order)


def test_words_that_look_like_markup_stay_words() -> None:
    case = LIVES["case"]
    sly = replace(case, title=Text("<b>&", "<script>"))
    root = read(picture(sly))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert "<script>" in (title.text or "")
