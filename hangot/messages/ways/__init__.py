"""Ways out of the house, behind one port; only `hangot.messages.sending` may use them."""
