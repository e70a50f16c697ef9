"""Units and the press: who speaks for a unit, and what the press has asked and been told.

Peer of campaigns and duty: may import incidents, storage, rules and locales.
"""
