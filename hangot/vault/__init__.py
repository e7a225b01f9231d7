"""Sealed fields, their keys and keyed search tokens.

Knows nothing of people or cases; never keeps an opened value longer than a request.
"""
