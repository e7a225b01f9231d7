"""The staff pages: translate in, one domain call, translate out. Decides nothing."""
