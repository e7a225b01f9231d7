"""Every way searches for work, vacancies and courses change."""

from hangot.core.employment.lessons import Lessons
from hangot.employment.joining import end_course, enrol, introduce, reported, set_day, settle
from hangot.employment.offering import (
    add,
    add_course,
    bring_courses,
    bring_in,
    close,
    close_course,
)
from hangot.employment.seeking import Profile, keep, step_done
from hangot.employment.working import Said, asked, step

__all__ = [
    "Lessons",
    "Profile",
    "Said",
    "add",
    "add_course",
    "asked",
    "bring_courses",
    "bring_in",
    "close",
    "close_course",
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
