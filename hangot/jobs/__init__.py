"""What the passing of time causes; each act in a transaction of its own, in the clock's name.

The clock is one system actor per agency: nobody sees the rows of other agencies, not even it.
"""
