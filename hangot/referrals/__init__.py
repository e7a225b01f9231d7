"""One thing asked of one agency: written, sent, answered, served, acknowledged.

One row, two views: it is never copied into the other agency.
"""
