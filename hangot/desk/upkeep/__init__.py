"""The page of the house itself: what is broken, and the look at its security."""
