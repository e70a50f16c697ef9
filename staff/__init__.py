"""What happens to the people of the registry: roles given and ended, invitations, messages that did not arrive.

handlers.administration and the commands of `bcn` ask for it; it asks incidents for what follows there.
"""
