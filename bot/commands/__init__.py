"""The commands of `bcn`, one file a subject. bot.cli imports each when it is asked for: `bcn run` must start fast."""
