"""Several posts speak about cases in one room: called, held, decided, written down, carried on.

A conference opens nothing by itself: it is a need, and shows what consent or law gives each agency
anyway, for as long as it lasts. Nobody learns here of a person or agency they know nothing of.
"""
