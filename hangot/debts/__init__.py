"""A household's budget, its debts, and the way out that was chosen: guidance, never a decision.

Nobody but who may see the section of finance reads a line of it, and no total leaves it but the
sum that a court or a committee released.
"""
