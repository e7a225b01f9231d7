"""What a person may get, and why: rules as data, three-valued logic, dated figures, a trace.

A missing fact is unknown, never false: what is said with some facts hidden stays true when the
rest is told. The engine gives guidance; an agency decides. It knows no country, no clock and no
database: services, figures and facts come from a pack, every date is a fact or an argument.
"""
