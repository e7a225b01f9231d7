"""Whatever is done to the log afterwards, the first wrong entry is named."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangot.core.chain import FIELDS, START, Entry, canonical, digest, first_break

texts = st.none() | st.text(max_size=6)
contents = st.lists(st.dictionaries(st.sampled_from(FIELDS), texts), min_size=2, max_size=6)


def _chain(rows: Sequence[dict[str, str | None]]) -> list[Entry]:
    entries: list[Entry] = []
    for seq, row in enumerate(rows, start=1):
        values = {name: row.get(name) for name in FIELDS} | {"seq": str(seq)}
        before = entries[-1].hash if entries else START
        entries.append(Entry(values, before, digest(before, values)))
    return entries


def _heads(entries: Sequence[Entry]) -> dict[int, str]:
    return {entry.seq: entry.hash for entry in entries[-1:]}


LOOKS = _chain(
    [{"act": "case.see"}, {"act": "contact.reveal"}, {"act": "section.see"}, {"act": "case.see"}]
)


def _first(entries: Sequence[Entry], *, anchored: bool = True) -> int | None:
    found = first_break("desk", entries, _heads(LOOKS) if anchored else {})
    return found.seq if found else None


def test_an_untouched_log_holds() -> None:
    assert _first(LOOKS) is None
    assert first_break("desk", [], {}) is None


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "seq"])
def test_an_edited_field_is_found_at_its_entry(field: str) -> None:
    edited = replace(LOOKS[1], values={**LOOKS[1].values, field: "other"})
    assert _first([LOOKS[0], edited, *LOOKS[2:]], anchored=False) == 2


def test_an_edit_with_a_matching_hash_is_found_at_the_entry_after_it() -> None:
    values = {**LOOKS[1].values, "act": "case.see"}
    edited = Entry(values, LOOKS[1].previous, digest(LOOKS[1].previous, values))
    assert _first([LOOKS[0], edited, *LOOKS[2:]], anchored=False) == 3


def test_a_deleted_entry_is_found_where_it_is_missing() -> None:
    for gone in range(3):
        assert _first([e for n, e in enumerate(LOOKS) if n != gone], anchored=False) == gone + 1


def test_an_inserted_entry_is_found_where_it_was_put() -> None:
    values = {**LOOKS[0].values, "seq": "2"}
    forged = Entry(values, LOOKS[0].hash, digest(LOOKS[0].hash, values))
    assert _first([LOOKS[0], forged, *LOOKS[1:]], anchored=False) == 3


def test_two_entries_that_changed_places_are_found() -> None:
    assert _first([LOOKS[0], LOOKS[2], LOOKS[1], LOOKS[3]], anchored=False) == 2


def test_a_cut_tail_is_found_only_because_the_head_was_kept_outside() -> None:
    assert _first(LOOKS[:3], anchored=False) is None
    found = first_break("desk", LOOKS[:3], _heads(LOOKS))
    assert found is not None
    assert (found.seq, found.what) == (4, "missing: the anchored head is gone")


def test_a_log_that_was_written_anew_from_some_entry_on_differs_from_the_anchor() -> None:
    values = [dict(entry.values) for entry in LOOKS]
    values[2]["reason"] = "better"
    assert _first(_chain(values), anchored=False) is None
    assert _first(_chain(values)) == 4


def test_a_length_in_front_keeps_two_entries_from_reading_alike() -> None:
    assert canonical({"act": "ab", "kind": "c"} | _rest()) != canonical(
        {"act": "a", "kind": "bc"} | _rest()
    )
    assert canonical({"act": None, "kind": ""} | _rest()) != canonical(
        {"act": "", "kind": None} | _rest()
    )


def _rest() -> dict[str, str | None]:
    return {name: None for name in FIELDS if name not in ("act", "kind")}


@given(contents, st.data())
def test_any_change_of_any_entry_is_found(
    rows: list[dict[str, str | None]], data: st.DataObject
) -> None:
    entries = _chain(rows)
    heads = _heads(entries)
    assert first_break("desk", entries, heads) is None
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from([name for name in FIELDS if name != "seq"]))
    new = data.draw(texts.filter(lambda text: text != entries[at].values[field]))
    entries[at] = replace(entries[at], values={**entries[at].values, field: new})
    found = first_break("desk", entries, heads)
    assert found is not None
    assert found.seq == at + 1
