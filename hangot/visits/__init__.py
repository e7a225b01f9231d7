"""The day: who is expected, here, waiting and served; and going along to other places."""
