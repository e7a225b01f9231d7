"""Forms filled in about a person: begun, kept page by page, finished, followed by a correction.

A form is data of the pack or of the centre. Its answers lie in one section of the record and are
seen as that section is seen. What an answer demands of somebody is raised in the same transaction
and ends only with a recorded act; nothing of it is ever sent to the person.
"""
