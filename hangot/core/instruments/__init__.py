"""Forms that a centre owns: questions, skips, checks, scores, alarms. Data in, a result out.

"Not checked" is an answer and is never taken for "no": what rests on it stays unknown, and a score
says how low and how high it may still come out. Alarms stand apart from every sum. A form speaks
the language of the rules of eligibility; it knows no clock, no person and no database.
"""
