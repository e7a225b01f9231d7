"""One visit instead of five: plans the appointments of one person or of a week.

Pure and exact: standard library only, no database, no clock, no dice without a seed. Time is a
number, calendars are bit sets. `check` shares no code with the planners and is asked before
anything is booked. People are opaque ids; nothing here knows a name.
"""
