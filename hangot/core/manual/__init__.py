"""The standard manual of a centre, made out of its pack: who does what by when, in which words.

Pure. A manual is chapters of plain blocks; pages, paper and text files draw the same blocks.
"""
