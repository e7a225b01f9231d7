"""Ways out of debt, worked out side by side for one household: guidance, never a decision."""
