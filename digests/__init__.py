"""Digests: what happened in a leader's part of the Department, at the times that the leader has chosen, with a picture.

`plans` says when (the clock's side), `numbers` counts what one may see, `telling` puts it into words and a chart.
"""
