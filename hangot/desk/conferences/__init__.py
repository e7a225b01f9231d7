"""Pages of conferences: list, agenda, invitation, the room, minutes, what one has to do."""
