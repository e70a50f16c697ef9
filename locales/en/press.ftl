# The press: spokespersons, press contacts of units.
speaker = 🗣 Spokesperson: { $speaker }
speaker-unconfirmed = 🗣 Spokesperson (not confirmed this term): { $speaker }
speaker-none = 🗣 The unit has no spokesperson yet
