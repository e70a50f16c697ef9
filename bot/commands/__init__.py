"""The commands of `bcn`, one file a subject. What a command needs is imported when it runs: `bcn run` must start fast."""
