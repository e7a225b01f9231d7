"""The page of a household's debts: budget, debts, the ways out side by side, and the one chosen."""
