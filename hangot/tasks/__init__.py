"""Whose turn it is, by when, and the one way a state moves.

Never decides who may do a thing: it asks the core.
"""
