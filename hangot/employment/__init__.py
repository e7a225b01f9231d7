"""Somebody looks for work: what is wished, what fits and why, days to report, courses, the first months.

Nobody but who sees the section of employment in full reads a line of it. Limits are wishes; why
somebody has them is asked by nobody here.
"""
