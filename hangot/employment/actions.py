"""Every way searches for work, vacancies and courses change."""

from hangot.employment.joining import end_course, enrol, introduce, reported, set_day, settle
from hangot.employment.offering import Lessons, add, add_course, bring_in, close
from hangot.employment.seeking import Profile, keep, step_done
from hangot.employment.working import Said, asked, step

__all__ = [
    "Lessons",
    "Profile",
    "Said",
    "add",
    "add_course",
    "asked",
    "bring_in",
    "close",
    "end_course",
    "enrol",
    "introduce",
    "keep",
    "reported",
    "set_day",
    "settle",
    "step",
    "step_done",
]
