"""Support in kind: devices, guards, beds by night, volunteers' days, from the wish until it is back.

Whoever may see the section of a lending learns what and from when until when; which item it is only
the agency that holds it knows. No table here has a place for an address, and none may get one.
"""
