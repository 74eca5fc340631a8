"""Two years of self-audit of the invented region."""
