"""The end of a case as a whole: proposed and decided only while nothing of it is open anywhere.

Referrals, money and what is lent belong to other agencies, too; whoever ends a case learns that
something is open, and neither what it is nor where.
"""
