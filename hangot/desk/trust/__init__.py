"""Who looked, was it right, who is kept apart: the pages that make the house worth trusting."""
