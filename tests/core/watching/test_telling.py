"""What stands on the paper for the person, and what must not be read there by anybody."""

import pytest

from hangot.core.access import Section
from hangot.core.watching.telling import Line, is_told


@pytest.mark.parametrize(("line", "told"), [
    (Line(("C",), False, None, False), True),
    (Line((), False, Section.INCIDENT.number, False), True),
    (Line(("A",), True, None, False), False),
    (Line(("S",), False, None, False), False),
    (Line(("S", "L"), False, None, False), False),
    (Line(("C",), False, None, True), False),
    (Line(("P",), False, Section.POLICE_HELD.number, False), False),
    (Line(("C",), False, Section.REPORT_DUTY.number, False), False),
])  # fmt: skip
def test_guarded_agencies_the_safety_desk_and_closed_sections_are_left_out(
    line: Line, told: bool
) -> None:
    assert is_told(line) is told
