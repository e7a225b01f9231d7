"""What is lent to a person for a while: kinds, how long each may be kept, and when one is free."""
