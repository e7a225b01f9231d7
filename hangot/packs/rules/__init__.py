"""Reads packs of eligibility rules: facts, parameters, services and their table tests.

A pack may come from anywhere; every mistake is said with its file and line, and nothing of a pack
with a mistake is ever used.
"""
