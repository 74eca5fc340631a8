"""Organisation and figures for other systems: read-only, by token (docs/api.md)."""
