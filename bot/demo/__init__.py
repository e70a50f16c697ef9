"""The demo: a Department of samples, its phones and its stories. The service itself needs only the clock of it."""
