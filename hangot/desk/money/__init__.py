"""Money asked for a person: the list on the case, the request, one benefit with its acts."""
