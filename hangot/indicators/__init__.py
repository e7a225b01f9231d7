"""The numbers a house may show: counted by its clock, hidden where few stand behind, told once.

Nothing here reads a name, a word or a trait of a person; who moved is only ever counted.
"""
