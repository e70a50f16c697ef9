"""The media response of an incident: the desk with the clock and what was said, the statement, whom it was given to."""
