"""Solvers from outside, behind ports of the core. Optional: without them everything still works.

What they say is a hint. The exact program of `hangot.core.itinerary` books, so no hint can break a
rule. They never see a name, only the ids of requests.
"""
