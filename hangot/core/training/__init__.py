"""Training: what a house teaches, who owes it in a year, what it opens, and words without a person."""
