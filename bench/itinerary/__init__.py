"""Measures the itinerary planners on an invented house; needs no database.

Run it as `python -m bench.itinerary` or `hangot bench --only itinerary`. The same seed makes the
same house, people and bookings; docs/bench.md says which figures were seen.
"""
