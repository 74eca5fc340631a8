"""One line of what `make bench` finds, where it is not a page. Knows no Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One measurement against its limit."""

    name: str
    value: float
    limit: float
    unit: str
    queries: int = 0
