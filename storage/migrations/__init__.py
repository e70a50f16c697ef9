"""How the tables came to be what they are: one file in `versions` for each change, in the order of their numbers.

There is no way back but a backup: an older program does not read what a newer one has written. A file is named
`0002_what_changes.py`, and its number is its revision (storage.migrate reads it there). It does not import the models,
which go on changing; the tests hold the two together. To write one, on a database that is up to date:
`BCN_DATABASE_URL=… alembic revision --autogenerate --rev-id 0002 -m "what changes"`, then tidy it.
"""
