"""How long a record is kept, what stops its end, and its end: one proposes, another approves.

Whoever was destroyed stays destroyed, whatever backup is put back.
"""
