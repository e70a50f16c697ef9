"""Vietnamese free text → fields of the report. Pure functions; may import rules only."""
