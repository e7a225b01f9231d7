"""Training of those who help, and the board on which agencies ask each other.

It never touches a client's record; who came is work data of staff, and a name is shown to other
agencies only where its bearer said so.
"""
