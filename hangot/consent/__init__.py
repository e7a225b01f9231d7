"""What a person agreed to, what the law allows without, and what was given to whom.

Terms never change once given; nothing ends silently.
"""
