"""Exact row reduction over a large prime field, for proofs: what can be worked out from a list of sums."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

PRIME = 2**61 - 1  # a rank over it is never higher than over the rationals, and lower with a chance of some in 10^17
Row = Mapping[Hashable, int]


class Known:
    """The row space of sums, as far as it was given; rows are sparse."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.by_pivot: dict[Hashable, dict[Hashable, int]] = {}
        for row in rows:
            self.learn(row)

    def reduced(self, row: Row) -> dict[Hashable, int]:
        """What of the row cannot be worked out; empty where all of it can."""
        left = {column: value % PRIME for column, value in row.items() if value % PRIME}
        done = {}
        while left:
            column = min(left, key=repr)
            value = left[column]
            if column not in self.by_pivot:
                done[column] = left.pop(column)
                continue
            for other, by in self.by_pivot[column].items():
                now = (left.get(other, 0) - value * by) % PRIME
                if now:
                    left[other] = now
                else:
                    left.pop(other, None)
        return done

    def learn(self, row: Row) -> bool:
        """Take the sum in; False when it was known already."""
        left = self.reduced(row)
        if not left:
            return False
        pivot = min(left, key=repr)
        inverse = pow(left[pivot], PRIME - 2, PRIME)
        self.by_pivot[pivot] = {column: value * inverse % PRIME for column, value in left.items()}
        return True

    def tells(self, row: Row) -> bool:
        """Whether the sum can be worked out."""
        return not self.reduced(row)

    @property
    def rank(self) -> int:
        return len(self.by_pivot)


def told_apart(rows: Iterable[Row]) -> list[set[Hashable]]:
    """Columns that every combination of the rows treats alike, the unseen ones left out: whatever is worked out is a sum of these."""
    seen: dict[Hashable, set[tuple[int, int]]] = defaultdict(set)
    known = Known(rows)
    for number, row in enumerate(known.by_pivot.values()):
        for column, value in row.items():
            seen[column].add((number, value))
    found = defaultdict(set)
    for column, entries in seen.items():
        found[frozenset(entries)].add(column)
    return list(found.values())
