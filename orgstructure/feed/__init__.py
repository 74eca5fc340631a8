"""The organisation's four files: read exactly, checked as a whole, compared with the database. Writes nothing."""
