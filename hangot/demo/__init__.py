"""The invented cast and cases of the demo and the tests. Nothing here runs in a real centre."""
