"""The public guide: what might help, for anybody, without a name and without keeping anything.

No account, no session, no cookie, no row in the database: answers live in the page that asks.
"""
