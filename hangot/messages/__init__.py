"""What people are told by message, letter or call: one queue, one gate, one way out.

Nothing leaves the house but through `sending.py`, which asks the gate again when it sends. A
message goes at most once: what may have gone is never sent again by itself, somebody looks at it.
"""
