"""Home visits of one day: which pair goes where, when, in which order. Pure; minutes of the day.

Two people go together for the whole day. Nobody goes to an unsafe home alone, late, or as the
last visit of the day, and where the opponent may be at home an officer is one of the two.
"""
