"""Time in the house: who works when, what is booked, and one visit instead of five.

Never shows one person's times to another: planning reads free and taken time as numbers, and a
time that is not offered says so in the same words whatever the cause.
"""
