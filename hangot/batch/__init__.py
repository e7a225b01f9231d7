"""The rules of the core for a hundred thousand people at once, over columns instead of persons.

Behind the same findings as the engine: exact fractions, unknown stays unknown. Optional (the extra
`batch`); it sees columns of facts and never a name.
"""
