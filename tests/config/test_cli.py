"""Plain words find the management command behind them."""

import pytest

from hangot.config import cli

NAMES = frozenset({"demo", "db_check", "audit_verify", "migrate"})


@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ("demo", ["demo"]),
        ("db check", ["db_check"]),
        ("audit verify --agency police", ["audit_verify", "--agency", "police"]),
        ("db_check --quiet", ["db_check", "--quiet"]),
        ("migrate hangot", ["migrate", "hangot"]),
    ],
)
def test_words_are_joined_to_the_longest_command(typed: str, run: list[str]) -> None:
    assert cli.resolve(typed.split(), NAMES) == run


@pytest.mark.parametrize("typed", ["db", "audit", "open sesame", "--version"])
def test_words_that_name_nothing_find_nothing(typed: str) -> None:
    assert cli.resolve(typed.split(), NAMES) is None


def test_an_unknown_command_is_answered_with_the_list_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "known", lambda: NAMES)
    assert cli.main(["open", "sesame"]) == 2
    said = capsys.readouterr().err
    assert "'open sesame'?" in said
    assert "데이터베이스의 빈틈을 찾는다 · look for holes in the database" in said


def test_the_command_alone_shows_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "hangot demo" in capsys.readouterr().out
    assert cli.main(["help"]) == 0
