"""Who looked, when, from where, at whose record, what was done and why.

Entries are only ever added; a trigger chains them per agency. No foreign keys.
"""
