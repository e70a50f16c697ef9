"""Notices: written and sent by the Department, read by units, and who has read them. Buttons are «n:…»."""
