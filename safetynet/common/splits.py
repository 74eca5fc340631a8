"""Which cells of many splits at once may be shown for the units of a tree, so that none of fewer than `k` can be worked out (R50).

A split divides what is counted (cases) by a tree of values: the whole into parts, a part into smaller ones. A unit is shown
the finest parts that are safe for it; where a part is not divided, its sum stands alone, as “others”. Chosen from the top
of the organisation down, the larger unit before the smaller: a unit is divided when every cell of it, and every cell of what
is left of the nearest divided unit above, holds nobody or at least `k`; and only where the part itself is shown already.

Why that is enough (docs/decisions/0112). Whatever is added and subtracted, each case gets a number that is a sum over the
splits of a number for its value; where no combination of values is impossible, such a sum is 0 or 1 everywhere only if it
depends on one split alone. Within one split it is fixed for all units inside a divided unit as soon as it tells two parts
of a cell apart. So whatever can be worked out is put together of whole cells of what is left of divided units, and each of
those holds nobody or at least `k`. Splits therefore do not tell of each other, and may be shown side by side.

Counts go in, cells come out; this module knows neither injuries nor units.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Cells = dict[str, int]


@dataclass(frozen=True)
class Part:
    """A set of values under one code, and the parts it is divided into; a leaf is one value. Codes are unique in a tree."""

    code: str
    parts: tuple["Part", ...] = ()

    @property
    def leaves(self) -> tuple[str, ...]:
        """The values in it."""
        return tuple(code for part in self.parts for code in part.leaves) if self.parts else (self.code,)

    def inside(self) -> Iterator["Part"]:
        """Itself and everything below."""
        yield self
        for part in self.parts:
            yield from part.inside()


def chain(codes: Sequence[str], whole: str = "") -> Part:
    """Values split off one after the other: the first against all others, the second against the rest of them, and so on.

    So a unit is shown the first few values, and the others together as `rest-1`, `rest-2` …: never one hidden alone.
    """
    return _rest(tuple(codes), whole, 1)


def _rest(codes: tuple[str, ...], code: str, number: int) -> Part:
    if len(codes) == 1:
        return Part(codes[0])
    if len(codes) == 2:  # noqa: PLR2004  the last two stand side by side
        return Part(code, (Part(codes[0]), Part(codes[1])))
    return Part(code, (Part(codes[0]), _rest(codes[1:], f"rest-{number}", number + 1)))


class CountedTree(Generic[K]):
    """The counts of a tree: what belongs to each unit itself goes in, sums with all below come out."""

    def __init__(self, parents: Mapping[K, K | None], own: Mapping[K, Mapping[str, int]]) -> None:
        """A parent that is not in `parents` makes the unit a root."""
        self.parents = {unit: parent if parent in parents else None for unit, parent in parents.items()}
        self.below: dict[K, dict[str, int]] = {unit: defaultdict(int) for unit in self.parents}
        for unit, counts in own.items():
            for above in self.upwards(unit):
                mine = self.below[above]
                for code, number in counts.items():
                    mine[code] += number

    def upwards(self, unit: K | None) -> Iterator[K]:
        """The unit and those above it."""
        while unit is not None:
            yield unit
            unit = self.parents[unit]

    def sum(self, unit: K, part: Part) -> int:
        """What falls in the part, with everything below the unit."""
        mine = self.below[unit]
        return sum(mine.get(code, 0) for code in part.leaves)

    def from_the_top(self) -> list[K]:
        """Parents before children, larger before smaller."""
        depth = {unit: sum(1 for _ in self.upwards(unit)) for unit in self.parents}
        size = {unit: sum(mine.values()) for unit, mine in self.below.items()}
        return sorted(self.parents, key=lambda unit: (depth[unit], -size[unit], str(unit)))


def shown_totals(tree: CountedTree[K], leaves: Collection[str], k: int, *, only: Collection[K] | None = None) -> list[K]:
    """The units whose total over these values may be shown, from the top down; `only` among those already shown to others."""
    whole = Part("", (Part("whole", tuple(Part(code) for code in leaves)),))
    return divided(tree, whole, [unit for unit in tree.from_the_top() if only is None or unit in only], k)


def divided(tree: CountedTree[K], part: Part, candidates: Iterable[K], k: int) -> list[K]:
    """Of the units that are shown the part those that may be shown its parts, in the order given (from the top down)."""
    left: dict[K, list[int]] = {}
    for unit in candidates:
        mine = [tree.sum(unit, one) for one in part.parts]
        above = next((one for one in tree.upwards(tree.parents[unit]) if one in left), None)
        rest = [there - here for there, here in zip(left[above], mine, strict=True)] if above is not None else []
        if all(n == 0 or n >= k for n in (*mine, *rest)):
            left[unit] = mine
            if above is not None:
                left[above] = rest
    return list(left)


def shown_cells(
    tree: CountedTree[K],
    split: Part,
    candidates: Sequence[K],
    k: int,
    *,
    may_divide: Callable[[K, Part], bool] = lambda _unit, _part: True,
) -> dict[K, tuple[Part, ...]]:
    """For each candidate that is divided at all the parts it is shown, the finest safe ones."""
    found: dict[K, tuple[Part, ...]] = {}
    family = divided(tree, split, [unit for unit in candidates if may_divide(unit, split)], k)
    finer = {one: shown_cells(tree, one, family, k, may_divide=may_divide) for one in split.parts if one.parts}
    for unit in family:
        found[unit] = tuple(part for one in split.parts for part in finer.get(one, {}).get(unit, (one,)))
    return found
