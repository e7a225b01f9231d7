"""What a command needs before it runs, and what it refuses to touch."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from hangot.config import cli, cluster
from hangot.management.commands import demo, serve

OUTSIDE = "postgresql://hangot_app@db.example/hangot"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Which private databases were asked for; none is really started."""
    asked: list[Path] = []

    def ensure(directory: Path) -> cluster.Cluster:
        asked.append(directory)
        return cluster.Cluster(directory, directory / "run", 5432, "18.4", directory, 0)

    monkeypatch.setattr(cluster, "ensure", ensure)
    monkeypatch.setattr(cluster, "home", lambda: tmp_path)
    return asked


def test_without_an_address_the_private_database_is_started_and_named_for_every_role(
    started: list[Path], tmp_path: Path
) -> None:
    environment: dict[str, str] = {}
    cli.prepare("audit_verify", environment)
    assert started == [tmp_path / "database"]
    assert "hangot_app@" in environment["DATABASE_URL"]
    assert "hangot_owner@" in environment["OWNER_DATABASE_URL"]
    assert "hangot_auditor@" in environment["AUDITOR_DATABASE_URL"]
    assert environment[cli.PRIVATE] == "1"


def test_only_a_restore_is_given_the_administrator_and_both_copies_find_their_programs(
    started: list[Path],
) -> None:
    backup: dict[str, str] = {}
    restore: dict[str, str] = {}
    cli.prepare("backup", backup)
    cli.prepare("restore", restore)
    assert "hangot_backup@" in backup["BACKUP_DATABASE_URL"]
    assert "ADMIN_DATABASE_URL" not in backup
    assert "hangot_admin@" in restore["ADMIN_DATABASE_URL"]
    assert (Path(restore["HANGOT_POSTGRES_BIN"]) / "pg_restore").exists()


def test_a_given_database_is_used_and_none_started(started: list[Path]) -> None:
    environment = {"DATABASE_URL": OUTSIDE}
    cli.prepare("serve", environment)
    assert (started, environment) == ([], {"DATABASE_URL": OUTSIDE})


def test_checking_a_pack_needs_no_database(started: list[Path], tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    cli.prepare("pack_check", environment)
    assert (started, environment, list(tmp_path.iterdir())) == ([], {}, [])


def test_the_secret_of_web_sessions_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret-key"
    cli.keep_secret(path, {})
    made = path.read_text(encoding="utf-8")
    cli.keep_secret(path, {})
    assert path.read_text(encoding="utf-8") == made
    assert len(made) > 40
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_kept_the_secret_lasts_as_long_as_the_command(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    environment: dict[str, str] = {}
    cli.keep_secret(tmp_path / "file" / "secret-key", environment)
    assert len(environment["HANGOT_SECRET_KEY"]) > 40


def test_every_command_of_the_list_exists() -> None:
    ours = {name.replace(" ", "_") for name in cli.COMMANDS}
    assert ours <= cli.known()
    assert "collectstatic" in cli.known()


def test_the_demo_keeps_its_hands_off_a_database_somebody_named(settings: Any) -> None:
    settings.PRIVATE = False
    with pytest.raises(CommandError, match="--force-demo"):
        call_command("demo", no_serve=True)


def test_the_demo_says_plainly_that_a_port_is_taken(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRIVATE = True
    monkeypatch.setattr(demo, "is_free", lambda _port: False)
    with pytest.raises(CommandError, match="Port 8123 is taken"):
        call_command("demo", port=8123)


def test_people_are_invented_only_when_somebody_says_that_this_is_no_real_centre() -> None:
    with pytest.raises(CommandError, match="--yes"):
        call_command("seed")


def test_a_worker_never_has_more_threads_than_connections(settings: Any) -> None:
    settings.HANGOT_POOL = 1
    assert serve.threads() == 1
    words = serve.command(host="127.0.0.1", port=8000, workers=2, threads=serve.threads())
    assert words[words.index("--threads") + 1] == "1"


def test_a_good_pack_passes_and_a_bad_one_is_told_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = Path(cli.__file__).parents[2] / "packs"
    call_command("pack_check", str(packs / "crime_victim"))
    assert "no mistakes: crime_victim" in capsys.readouterr().out
    bad = tmp_path / "bad_pack"
    bad.mkdir()
    (bad / "profile.yaml").write_text("id: bad_pack\nextends: nowhere\n", encoding="utf-8")
    with pytest.raises(CommandError, match="mistakes"):
        call_command("pack_check", str(bad))
    assert "profile.yaml:2" in capsys.readouterr().out
