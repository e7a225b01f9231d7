"""Looking for work, purely: what fits and why, days to report, days of pay, what is left of benefits."""
