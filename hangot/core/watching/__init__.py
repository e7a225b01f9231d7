"""What a month of the log tells a reviewer, and how the result is sealed; no table, no clock."""
