"""Claims, gates and the access rows made of them; denials, emergencies, and doing things once.

The one table row-level security reads is written here and nowhere else.
"""
