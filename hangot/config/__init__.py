"""How one centre's Hangot is put together: settings, addresses, command line, database.

It knows every other package; no other package may know it. It decides nothing about people.
"""
