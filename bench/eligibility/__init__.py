"""Measures the rules of eligibility on invented people; needs no database.

Run it as `python -m bench.eligibility` or `hangot bench --only eligibility`. The same seed makes
the same people; docs/bench.md says which figures were seen.
"""
