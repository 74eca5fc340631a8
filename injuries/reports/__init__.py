"""Figures of this room: one shape each, for page, PDF and table file."""
