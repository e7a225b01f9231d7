"""Reads forms from YAML: every mistake with its file and line, and nothing of a form that has one."""
