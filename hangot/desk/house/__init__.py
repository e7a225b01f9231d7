"""The house itself: what it gives, and who sits where."""
