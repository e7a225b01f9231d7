"""A database that somebody else runs is named by addresses in the environment."""

from pathlib import Path

import pytest

from hangot.config.cluster import ClusterProblem, external

APP = "postgresql://app:s%40fe@db.example:6432/centre?sslmode=verify-full"
OWNER = "postgresql://owner@db.example/centre"


def test_without_an_address_there_is_no_outside_database() -> None:
    assert external({}) is None
    assert external({"OWNER_DATABASE_URL": OWNER}) is None


def test_an_address_becomes_the_settings_of_django() -> None:
    found = external({"DATABASE_URL": APP})
    assert found is not None
    assert found.settings("hangot_app") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "centre",
        "USER": "app",
        "PASSWORD": "s@fe",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_socket_in_the_address_is_the_host() -> None:
    found = external({"DATABASE_URL": "postgresql:///centre?host=/run/postgresql&port=5433"})
    assert found is not None
    asked = found.settings("hangot_app", "other")
    assert (asked["HOST"], asked["PORT"], asked["NAME"]) == ("/run/postgresql", "5433", "other")
    assert asked["OPTIONS"] == {}
    assert found.url("hangot_app", "other") == (
        "postgresql:///other?host=/run/postgresql&port=5433"
    )


def test_a_role_without_address_names_the_variable_to_set() -> None:
    found = external({"DATABASE_URL": APP})
    assert found is not None
    with pytest.raises(ClusterProblem, match="Set OWNER_DATABASE_URL"):
        found.settings("hangot_owner")


def test_an_address_may_stand_in_a_file_of_secrets(tmp_path: Path) -> None:
    (tmp_path / "owner").write_text(f"{OWNER}\n")
    found = external({"DATABASE_URL": APP, "OWNER_DATABASE_URL_FILE": str(tmp_path / "owner")})
    assert found is not None
    assert found.url("hangot_owner") == OWNER


@pytest.mark.parametrize(
    "bad",
    [
        "mysql://app:secret@db.example/centre",
        "app:secret@db.example/centre",
        "postgresql://app:secret@db.example",
        "postgresql://app:secret@db.example:port/centre",
    ],
)
def test_a_bad_address_is_refused_without_repeating_the_password(bad: str) -> None:
    with pytest.raises(ClusterProblem, match="DATABASE_URL must look like") as told:
        external({"DATABASE_URL": bad})
    assert "secret" not in str(told.value)
