"""Pages of home visits: asked for on a case, put into a round, carried along on a phone."""
