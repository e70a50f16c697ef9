"""The Department's rules: pure functions, and the catalogue (YAML) that the Department edits without programming.

Nothing here performs input or output except the reading of the YAML files. Imports nothing of ours.
"""
