"""Whoever runs the tests in a checkout with a demonstration finds it as it was."""

from pathlib import Path

from django.conf import settings

from hangot.config.home import home


def test_no_place_that_tests_write_to_is_that_of_the_demonstration() -> None:
    places = {
        name: Path(value)
        for name in dir(settings)
        if name.startswith("HANGOT_")
        and isinstance(value := getattr(settings, name), str)
        and value.startswith(str(home()))
    }
    assert {"HANGOT_ANCHORS", "HANGOT_OUTBOX"} <= set(places)
    assert {one.relative_to(home()).parts[0] for one in places.values()} <= {"tests", "tests-apart"}
