"""For an agency outside the house: a code, one letter, and an answer; no account and no menu.

Before the code every link looks alike, whatever became of it; after it, one referral shows and
nothing else of the house.
"""
