"""Files that leave the house: asked for by one post, allowed by another, sealed for one recipient.

Nothing leaves that the asking post could not see at that very moment.
"""
