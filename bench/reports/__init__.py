"""Import of reports: how long ten thousand take, how many homes are known again, what a replay does."""
