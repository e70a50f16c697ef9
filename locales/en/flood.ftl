# One account sends too much at once.
too-much = Too many messages at once: the last ones were NOT taken. Please wait a minute and send them again.
