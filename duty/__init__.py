"""Who stands in for whom: a head's deputies, an absent leader's substitute, the duty roster and exchanged shifts.

May import: incidents, storage, rules, locales. Called by handlers (a person acts) and scheduler (time has passed).
Every function works inside the transaction it is given; whoever calls from a person's act has asked the rights first.
"""
