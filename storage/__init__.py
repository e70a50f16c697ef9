"""Everything that lasts: tables, queries, the outbox, files, migrations. May import: rules, locales.

One subject a file. Queries are plain functions over a `Tx`; they use Core statements on the SQLModel tables.
"""
