"""Removals: what stands somewhere against a person's will, asked to be deleted, and looked at again.

Known to the agency that works on it and to nobody else. The material and its address never come in.
"""
