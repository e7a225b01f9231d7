"""The pages of support in kind: what a person has been lent, the slip to sign, and the stock."""
