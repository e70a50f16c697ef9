"""News: written and sent by units, reviewed, ranked and gathered by the communications desk. Buttons are «w:…»."""
