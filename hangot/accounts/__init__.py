"""Workers, the posts they sit on, and how they prove who they are.

Rights never hang on a worker: they hang on the post.
"""
