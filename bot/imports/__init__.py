"""Lists that the administrator brings as Excel or CSV: from a file to rows of units and people. Changes nothing."""
