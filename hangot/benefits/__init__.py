"""Money asked for a person: requested, checked, decided, paid, settled or claimed back.

The rules say what may be asked and what the law bounds; agencies decide. One row, two agencies:
who asked and who decides. Everybody else learns only that it was asked for already.
"""
