"""What leaves the house as a file: how its rows are written and marked; no table, no clock."""
