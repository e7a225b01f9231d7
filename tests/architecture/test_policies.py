"""No table without a policy, no personal text without a seal, no policy that differs from the code."""

import re
from pathlib import Path

from hangot.access.install import all_sql
from hangot.access.policies import SIGN_IN, TABLES
from hangot.access.policy_sql import table_sql
from hangot.access.policy_words import MINE, Rule
from hangot.access.schema import LIVING
from hangot.management.commands.docs_personal_data import PLACE, models, register, sealed, unlisted
from hangot.packs.active import profile

ROOT = Path(__file__).parents[2]


def test_every_table_of_ours_has_a_rule_and_every_rule_a_table() -> None:
    assert unlisted() == []
    tables = {model._meta.db_table.removeprefix("hangot_") for model in models()}
    assert tables == set(TABLES)


def test_the_frozen_policies_are_those_of_the_code() -> None:
    frozen = (ROOT / "hangot" / "migrations" / "0002_policies.sql").read_text(encoding="utf-8")
    assert frozen == all_sql(profile("crime_victim").lives.values())


def test_every_model_with_sealed_text_says_whose_it_is_and_how_long_it_is_kept() -> None:
    for model in models():
        if names := sealed(model):
            personal = model.Personal  # type: ignore[attr-defined]
            assert set(names) <= {*personal.identifies, *personal.content}, model
            assert personal.kept in ("case", "audit", "house", "worker"), model


def test_every_text_that_sounds_personal_is_sealed() -> None:
    """Names, numbers, addresses and free words: by the name of the column."""
    personal = re.compile(
        r"^(name|birth|phone|value|story|wish|text|words|reason|detail|own_words|necessity|speaker)$"
    )
    free = {
        ("Once", "reason"),
        ("AuditEntry", "reason"),
        ("SearchReceipt", "reason"),
        ("Closure", "reason"),
    }
    open_ = [
        (model.__name__, field.name)
        for model in models()
        for field in model._meta.concrete_fields
        if personal.match(field.name) and field.name not in sealed(model)
    ]
    assert set(open_) <= free


def test_the_register_of_personal_data_is_up_to_date() -> None:
    assert (ROOT / PLACE).read_text(encoding="utf-8") == register()


def test_a_rule_without_reason_never_opens_a_table_to_everybody() -> None:
    for name, rule in TABLES.items():
        for condition in (rule.read, rule.insert, rule.update, rule.delete):
            assert condition != "true" or rule.exempt, name
    assert all(SIGN_IN.values())


def test_every_rule_about_a_person_bows_to_a_denial() -> None:
    columns = {
        m._meta.db_table.removeprefix("hangot_"): {f.attname for f in m._meta.concrete_fields}
        for m in models()
    }
    without = {
        name for name, rule in TABLES.items()
        if columns[name] & {"subject_id", "person_id", "one_id", "notice_id"} and not rule.denied_by
    }  # fmt: skip
    # Read by nobody but the scope or the officers, or holding nothing of a person; the search asks itself.
    assert without == {
        "auditentry",
        "datakey",
        "mark",
        "persontokens",
        "accesssubject",
        "denial",
        "namecheck",
    }


def test_a_policy_names_the_guarded_row_even_inside_a_sub_select() -> None:
    """A bare `agency_id` inside `exists (…)` would mean the access row's and show everything."""
    for name, rule in TABLES.items():
        for line in table_sql(name, rule):
            inner = "".join(re.findall(r"exists \((.*?)\)\)", line))
            assert MINE not in inner.replace("a.agency_id = (select hg.ctx_agency())", ""), name
            assert "@." not in line, name


def test_a_rule_grants_no_more_than_it_says() -> None:
    grant = table_sql("note", Rule("true"))[-1]
    assert grant == "grant select on hangot_note to hangot_app"


def test_every_living_thing_has_its_moves_watched_by_the_database() -> None:
    kinds = {getattr(model, "kind", None) for model in models()} - {None}
    assert {kind for kind in kinds if isinstance(kind, str)} == set(LIVING)
