"""The house itself: what is broken and who mends it, and the regular look at its security.

It holds nothing about anybody who comes.
"""
