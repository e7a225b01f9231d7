"""The work for one person across agencies: team, notes, plan, deliveries, closing.

Never names a referral or a notice: those stand above it.
"""
