"""A month of the log, looked through by somebody whose work it is, answered and signed.

Nothing here opens a person's record: people are opaque numbers.
"""
