"""Injuries and near misses of the invented region: the ward's stories told on purpose, the years before drawn by chance."""
