"""Indicators: what is counted, how it is told, and what must stay hidden so that nobody is found in it.

People and contacts are never mixed; a figure that would divide by nothing says so.
"""
