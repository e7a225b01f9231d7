"""Centres, agencies, services and posts as the packs describe them.

Never knows who sits on a post or whom a service helped.
"""
