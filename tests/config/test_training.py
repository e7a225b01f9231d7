"""Training mode: a place of its own, which nothing of the real house reaches and that shows what it is."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hangot.config import cli
from hangot.config.home import home
from hangot.desk import typeset

REAL = {
    "DATABASE_URL": "postgresql://app@real/house", "OWNER_DATABASE_URL": "postgresql://owner@real/house",
    "AUDITOR_DATABASE_URL_FILE": "/run/secrets/auditor", "BACKUP_DATABASE_URL": "postgresql://b@real/house",
    "HANGOT_KEYS": "/etc/hangot/keys.json", "HANGOT_ANCHORS": "/var/anchors", "HANGOT_SECRET_KEY": "real",
    "HANGOT_SMS_KEY": "real", "HANGOT_MAIL_HOST": "mail.real", "HANGOT_WAYS": '{"sms": "sms_kr"}',
    "HANGOT_HOSTS": "house.example", "HANGOT_PACKS": "/srv/packs", "PATH": "/usr/bin",
}  # fmt: skip


def test_nothing_of_the_real_house_is_left_when_training_mode_begins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HANGOT_HOME", str(tmp_path))
    environ = dict(REAL)
    cli.apart(environ)
    assert environ == {
        "PATH": "/usr/bin", "HANGOT_PACKS": "/srv/packs", "HANGOT_HOME": str(tmp_path / "training"),
        "HANGOT_TRAINING": "1", "HANGOT_WAYS": '{"*": "file"}',
    }  # fmt: skip
    assert home(environ) != home(), "keys, secret, marks and database lie in another place"


@pytest.mark.parametrize("typed", ["training", "training reset", "training --port 8111"])
def test_one_command_opens_it_and_begins_it_again(typed: str) -> None:
    words = typed.split()
    assert cli.resolve(words, cli.known()) == words


@pytest.mark.parametrize("words", [[], ["reset"]])
@pytest.mark.parametrize(("mode", "private"), [(False, True), (True, False), (False, False)])
def test_it_refuses_to_begin_on_any_other_database(
    settings: Any, words: list[str], mode: bool, private: bool
) -> None:
    """Nothing is asked of the database: the test may not touch one at all."""
    settings.TRAINING, settings.PRIVATE = mode, private
    with pytest.raises(CommandError, match="Nothing was touched"):
        call_command("training", *words, no_serve=True)


@pytest.mark.django_db
def test_every_page_says_so_and_no_page_of_the_real_house_does(
    settings: Any, client: Any, desk: Any
) -> None:
    pages = [(client, reverse("account_login")), (client, reverse("guide")), (desk("counsellor-1"), "/"),
             (desk("counsellor-1"), "/nothing/"), (desk("counsellor-1"), reverse("trainings"))]  # fmt: skip
    for on in (True, False):
        settings.TRAINING = on
        for browser, address in pages:
            html = browser.get(address).content.decode()
            assert ("교육용 · 지어낸 사례입니다" in html) is on, address
            assert ('class="training-mode"' in html) is on, address
            assert ("<title>교육용 · " in html) is on, address


def test_every_sheet_that_is_printed_there_is_marked(settings: Any) -> None:
    sheets = sorted(typeset.SHEETS.glob("*.typ"))
    assert len(sheets) >= 6
    for sheet in sheets:
        assert 'if "mark" in d' in sheet.read_text(encoding="utf-8"), sheet.name
