"""What a person may get: facts told once, findings with their reasons, the rules they came from.

It says what may be asked for and why; it never decides. A finding is worked out only from facts
that whoever looks may see, so no verdict tells about a closed section.
"""
