"""Training and the board of the network: invite, the door, who came, papers, what is still owed."""
