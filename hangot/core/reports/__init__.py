"""Reports of homes: what one may hold, when to call again, and where every report has got to."""
