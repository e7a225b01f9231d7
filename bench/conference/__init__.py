"""How long an agenda takes to be proposed for a house with many open cases."""
