"""News that units send in: reviewed by the communications desk, told of, ranked, gathered into a document.

May import: incidents, storage, rules, locales. Called by handlers (a person acts) and bot (a document is made).
Every function works inside the transaction it is given; whoever calls from a person's act has asked the rights first.
"""
