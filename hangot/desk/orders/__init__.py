"""The page of protective orders: what holds until when, and what to do before it ends."""
