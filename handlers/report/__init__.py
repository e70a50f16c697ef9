"""The rapid report: its three doors, the card, the questions, sending it."""
