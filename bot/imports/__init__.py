"""Lists that the administrator brings as Excel or CSV: from a file to rows, from rows to units and people. No effects."""
