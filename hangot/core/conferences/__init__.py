"""Conferences, purely: what comes on an agenda, who may open it, what each reader of the minutes sees."""
