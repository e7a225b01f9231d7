"""The solver from outside is asked when it is there, and not missed when it is not."""

from importlib.util import find_spec

import pytest

from hangot.core.itinerary.events import StaffAway
from hangot.core.itinerary.model import Appointment, Booking, Policy
from hangot.core.itinerary.repair import Question, repair
from hangot.solving.cp_sat import cp_sat
from tests.core.itinerary.house import HANSEOYUN, INTAKE, LAW, OHMINJAE, asks, at, house, one, only

POLICY = Policy()


def test_without_the_extra_there_is_no_solver_and_repair_goes_its_own_way() -> None:
    assert (cp_sat() is None) == (find_spec("ortools") is None)
    stands = Booking(Appointment(HANSEOYUN, "intake", at(0, 0), 2, "counsellor"))
    away = StaffAway("counsellor", at(0, 0), at(0, 4))
    (found,) = repair(house(), [stands], [asks(INTAKE)], away, POLICY, solver=cp_sat())
    assert found.after is not None
    assert found.after.start == at(0, 4)


def test_it_finds_times_for_two_people_that_fit_together() -> None:
    pytest.importorskip("ortools")
    solver = cp_sat()
    assert solver is not None
    centre = house(one("c", "intake", free=only((0, 2, 6))), one("lawyer", "law"))
    keep = {
        HANSEOYUN: {
            "intake": Appointment(HANSEOYUN, "intake", at(0, 0), 2, "c"),
            "law": Appointment(HANSEOYUN, "law", at(0, 4), 2, "lawyer"),
        },
        OHMINJAE: {"intake": Appointment(OHMINJAE, "intake", at(0, 2), 2, "c")},
    }
    requests = (asks(INTAKE, LAW), asks(INTAKE, client=OHMINJAE))
    hint = solver(Question(centre, requests, keep, POLICY))
    assert hint == {
        (HANSEOYUN, "intake"): at(0, 2),
        (HANSEOYUN, "law"): at(0, 4),
        (OHMINJAE, "intake"): at(0, 4),
    }
