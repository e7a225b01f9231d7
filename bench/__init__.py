"""Measures Hangot on a large invented house; a workshop tool that the product never imports.

Run it as `hangot bench`; docs/bench.md says what the figures mean and which ones were seen.
"""
