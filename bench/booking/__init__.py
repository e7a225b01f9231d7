"""Measures booking in a small house of its own: many at once on one slot, and very many at random.

Run it as `python -m bench.booking` or `hangot bench --only booking`. It makes the database
`bench_booking` anew each time and never touches another one.
"""
