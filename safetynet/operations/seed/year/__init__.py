"""The year of the demo region: goals, and what the committees do with them."""
