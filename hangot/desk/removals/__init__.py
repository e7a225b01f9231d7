"""The page of removals: how far each has got, in numbers, dates and states."""
