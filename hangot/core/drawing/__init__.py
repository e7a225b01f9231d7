"""Pictures of lives: states as boxes, events as arrows, laid out in layers by a method of our own.

Pure and without chance: the same table gives the same picture, letter by letter.
"""
