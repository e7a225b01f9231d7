"""Protective orders: what keeps somebody away, until when, and who is told before it ends."""
