"""Pictures and documents: makers of bytes out of plain data. They read nothing themselves and know no transaction.

Whoever knows what to tell (campaigns, digests, …) gathers the data and calls them; bot.making does so outside any
transaction. The libraries that draw and write are imported when they are first used: they take time to start.
"""
