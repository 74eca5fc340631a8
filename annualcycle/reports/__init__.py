"""Figures of this room, each one frozen shape for page and paper."""
