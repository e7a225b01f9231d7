"""Telling people something: chosen words, the verdict before sending, what did not go."""
