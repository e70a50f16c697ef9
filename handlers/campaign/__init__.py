"""Regular reports: filled in by units (buttons «f:…» and those of drafts), run by the desk (buttons «d:…»)."""
