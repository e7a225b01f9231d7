"""A backup comes back whole in another place, opens there with its key file, and only with it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from hangot.access import catalogue
from hangot.audit.verify import verify
from hangot.config import cluster
from hangot.config.cluster import binaries
from hangot.packs.active import profile
from hangot.people.models import ContactPoint, Person
from hangot.vault import centre_keys, keys
from tests.copies import Copy, copy, pointed
from tests.worlds import CANARY_NAMES, PHONE, Town

__all__ = ["copy"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town(copy: Copy) -> Town:
    """One woman with a case."""
    town = Town()
    town.open("hers")
    return town


@pytest.fixture
def fresh(copy: Copy, template_database: tuple[Any, str], settings: Any) -> Iterator[Copy]:
    """An empty database beside the house, and the addresses by which it is filled."""
    server, _ = template_database
    name = f"restored_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    cluster.drop_database(server, name)
    cluster.create_database(server, name)
    settings.HANGOT_POSTGRES_BIN = str(binaries.find().bin)
    settings.BACKUP_DATABASE_URL = copy["urls"]["hangot_app"].replace("hangot_app", "hangot_backup")
    settings.ADMIN_DATABASE_URL = server.url("hangot_admin", name)
    roles = ("hangot_app", "hangot_owner", "hangot_auditor", "hangot_admin")
    yield {role: server.settings(role, name) for role in roles}
    centre_keys.forget()


@pytest.fixture
def kept(town: Town, fresh: Copy, tmp_path: Path) -> Path:
    """Last night's backup."""
    path = tmp_path / "centre.dump"
    call_command("backup", path)
    return path


@pytest.fixture
def moved(fresh: Copy, kept: Path) -> Iterator[Path]:
    """All connections lead to the empty database."""
    with (
        pointed("default", fresh["hangot_app"]),
        pointed("owner", fresh["hangot_owner"]),
        pointed("auditor", fresh["hangot_auditor"]),
    ):
        yield kept


def test_what_was_backed_up_opens_for_the_same_people_in_another_place(
    moved: Path, town: Town, fresh: Copy
) -> None:
    call_command("restore", moved)
    with town.acts("counsellor-1"):
        assert str(Person.objects.get(pk=town.cases["hers"].person_id).name) == CANARY_NAMES[0]
        assert str(ContactPoint.objects.get(kind="phone").value) == PHONE
    with town.acts("moel-job-centre-1"):
        assert not Person.objects.exists()
    assert catalogue.findings(profile("crime_victim").lives.values()) == []
    with pointed("owner", fresh["hangot_admin"]):
        assert verify("owner", {})[1] == []


def test_no_sign_in_comes_back_with_the_data(
    town: Town, copy: Copy, fresh: Copy, tmp_path: Path
) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("insert into hangot_login values ('abc', 'x', now())")
    path = tmp_path / "later.dump"
    call_command("backup", path)
    with pointed("default", fresh["hangot_app"]), pointed("owner", fresh["hangot_owner"]):
        call_command("restore", path)
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from hangot_login")
            assert cursor.fetchone() == (0,)


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    before = kept.read_bytes()
    with pytest.raises(CommandError, match="not replaced"):
        call_command("backup", kept)
    assert kept.read_bytes() == before


def test_a_copy_that_fails_leaves_no_half_file(
    town: Town, fresh: Copy, settings: Any, tmp_path: Path
) -> None:
    settings.BACKUP_DATABASE_URL = settings.BACKUP_DATABASE_URL.replace(
        "hangot_backup", "hangot_app"
    )
    with pytest.raises(CommandError, match=r"row-level security|permission denied"):
        call_command("backup", tmp_path / "half.dump")
    assert list(tmp_path.iterdir()) == []


def test_a_house_that_is_not_empty_is_left_alone(kept: Path, copy: Copy, settings: Any) -> None:
    settings.ADMIN_DATABASE_URL = copy["urls"]["hangot_admin"]
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", kept)


def test_without_its_key_file_nothing_is_put_back(
    moved: Path, settings: Any, tmp_path: Path
) -> None:
    settings.HANGOT_KEYS = str(tmp_path / "keys.json")
    with pytest.raises(CommandError, match="no key file"):
        call_command("restore", moved)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select to_regclass('hangot_person')")
        assert cursor.fetchone() == (None,)


def test_a_wrong_key_file_is_told_and_the_right_one_helps(
    moved: Path, settings: Any, tmp_path: Path, town: Town
) -> None:
    right = settings.HANGOT_KEYS
    settings.HANGOT_KEYS = str(tmp_path / "keys.json")
    keys.create(tmp_path / "keys.json")
    with pytest.raises(CommandError, match="does not open them"):
        call_command("restore", moved)
    settings.HANGOT_KEYS = right
    call_command("install")
    with town.acts("counsellor-1"):
        assert str(Person.objects.get(pk=town.cases["hers"].person_id).name) == CANARY_NAMES[0]
