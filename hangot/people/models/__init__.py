"""Persons and what is known about reaching and protecting them."""

from hangot.people.models.around import Household, Member, Relationship
from hangot.people.models.marks import Mark
from hangot.people.models.person import (
    AccessNeed,
    Alias,
    ContactPoint,
    ContactSafety,
    Person,
    PersonIdentifier,
)
from hangot.people.models.safety import IdentityLink, NameCheck, SeparationRule

__all__ = [
    "AccessNeed", "Alias", "ContactPoint", "ContactSafety", "Household", "IdentityLink", "Mark",
    "Member", "NameCheck", "Person", "PersonIdentifier", "Relationship", "SeparationRule",
]  # fmt: skip
