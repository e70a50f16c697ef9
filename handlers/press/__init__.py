"""What heads and the communications desk say and press about the press: spokespersons, contacts with the press."""
