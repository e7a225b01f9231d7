"""The numbers of a house: one table for the page, the files, the paper and other programs."""
