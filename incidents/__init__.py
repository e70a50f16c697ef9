"""The life of an incident: what happens to it and who must know, whether a press or the clock caused it.

May import: storage, rules, locales. Called by handlers (a person acts) and scheduler (time has passed). Every function
works inside the transaction it is given; whoever calls from a person's act has asked incidents.access first.
"""
