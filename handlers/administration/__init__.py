"""/quantri: people, units, roles, invitations and lost messages, for whoever looks after the registry."""
