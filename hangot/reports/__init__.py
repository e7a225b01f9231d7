"""Homes reported from elsewhere: taken once, recognised when they come again, lost by nobody.

A report becomes a notice like any other; what is kept here is only what a notice does not have.
Who reported stands apart and is read by its holder and the safety officer alone.
"""
