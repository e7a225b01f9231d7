"""Reads what makes a centre out of YAML files, and says file and line of every mistake.

It holds no rule about people: the values it returns are those of `hangot.core.packs`.
"""
