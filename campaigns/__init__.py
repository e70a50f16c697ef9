"""Regular reports, broadcasts and notices: what is asked of, or said to, many units at once, and what came of it.

May import: incidents, storage, rules, locales. Called by handlers (a person acts) and scheduler (time has passed).
Every function works inside the transaction it is given; whoever calls from a person's act has asked rules.rights first.
"""
