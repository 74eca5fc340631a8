"""Exact row reduction over a large prime field, for proofs: what can be worked out from a list of sums."""

from collections.abc import Hashable, Iterable, Iterator, Mapping

PRIME = 2**61 - 1  # a rank over it is never higher than over the rationals, and lower with a chance of some in 10^17
Row = Mapping[Hashable, int]


class Known:
    """The row space of sums in reduced form: each pivot column stands in one row only, with 1. Rows are sparse.

    `weight` says which column of a row becomes its pivot: the heaviest.
    """

    def __init__(self, rows: Iterable[Row] = (), weight: Mapping[Hashable, int] | None = None) -> None:
        self.weight = weight or {}
        self.by_pivot: dict[Hashable, dict[Hashable, int]] = {}
        for row in rows:
            self.learn(row)

    def reduced(self, row: Row) -> dict[Hashable, int]:
        """What of the row cannot be worked out; empty where all of it can."""
        left = {column: value % PRIME for column, value in row.items() if value % PRIME}
        for column in [one for one in left if one in self.by_pivot]:
            _take(left, self.by_pivot[column], left[column])
        return left

    def learn(self, row: Row) -> bool:
        """Take the sum in; False when it was known already."""
        left = self.reduced(row)
        if not left:
            return False
        pivot = max(left, key=lambda column: self.weight.get(column, 0))
        inverse = pow(left[pivot], PRIME - 2, PRIME)
        mine = {column: value * inverse % PRIME for column, value in left.items()}
        for other in self.by_pivot.values():
            if pivot in other:
                _take(other, mine, other[pivot])
        self.by_pivot[pivot] = mine
        return True

    def tells(self, row: Row) -> bool:
        """Whether the sum can be worked out."""
        return not self.reduced(row)

    @property
    def rank(self) -> int:
        return len(self.by_pivot)


def _take(row: dict[Hashable, int], other: Row, times: int) -> None:
    for column, by in other.items():
        now = (row.get(column, 0) - times * by) % PRIME
        if now:
            row[column] = now
        else:
            row.pop(column, None)


def small_groups(rows: Iterable[Row], people: Mapping[Hashable, int], k: int) -> Iterator[set[Hashable]]:
    """Every set of columns with 1 … k-1 people together whose sum can be worked out.

    A sum that can be worked out is the sum of the rows of its own pivots; so only sets of pivots with fewer than k people
    need be looked at, and heavy columns are made pivots first.
    """
    known = Known(rows, weight=people)
    light = sorted((column for column in known.by_pivot if people[column] < k), key=lambda column: people[column])

    def grow(chosen: list[Hashable], total: int, begin: int) -> Iterator[set[Hashable]]:
        if chosen:
            summed: dict[Hashable, int] = {}
            for column in chosen:
                _take(summed, known.by_pivot[column], PRIME - 1)
            if set(summed.values()) == {1} and sum(people[column] for column in summed) < k:
                yield set(summed)
        for at in range(begin, len(light)):
            if total + people[light[at]] >= k:
                break
            yield from grow([*chosen, light[at]], total + people[light[at]], at + 1)

    yield from grow([], 0, 0)
