"""Home visits (가정방문): asked for, put into the round of a day, gone in a pair, safely back.

Nobody goes alone. Whoever is not back when promised raises an alarm by the clock, without anybody
having to think of it. What was seen at the door is sealed; where the home is stays with the visit.
"""
