"""People, how they may safely be reached, who belongs to whom and who must not meet.

Nothing is merged or overwritten: links between records are reversible.
"""
