"""The page of somebody's search for work, and what the house has to offer."""
