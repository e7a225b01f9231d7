"""Notices arriving and the first counselling that turns one into a case or into help."""
