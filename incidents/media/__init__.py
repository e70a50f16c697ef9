"""An incident that involves the media: the clock of the first statement, the statements, what is seen of both."""
