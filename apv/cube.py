"""From answers to the figures that may be shown: counted by unit, suppressed, added upwards. Knows neither rows nor pages.

Each subject (how many answered, each dimension, each question) is a population of its own: whoever left a question out
belongs to no figure of it. Its answers are counted in their own unit where they are enough, else further up, so that what
two figures differ by is never a small group (`counted_at` in `safetynet/common/suppression.py`). Three rules keep subjects
from telling of each other (decision 0078):

- A dimension's mean is the mean of its questions' means in that group, and is shown where all of them are shown: it can
  be worked out from them and adds nothing. The mean of the persons' own scores would give away what the one person who
  left a question out answered to the others.
- For the same reason a person who answered fewer than half of a dimension (R25) counts neither in it nor in its questions.
- Which figures are hidden never depends on what was answered, only on how many did.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor
from statistics import fmean
from typing import Generic, TypeVar

from safetynet.common.suppression import Node, counted_at, safe_splits, shown_by

K = TypeVar("K", bound=Hashable)
ANSWERED, DIMENSION, QUESTION = "answered", "dimension", "question"
LEAST_UNANIMOUS = 20  # trust catalogue A2-08: below it no figure about a sensitive question, so none of 0 or 100 per cent either
HALF = 0.5
EVERYBODY = ""


@dataclass(frozen=True)
class Item:
    """A question that is counted: `scores` maps each valid value to 0–100 as its dimension points; None: no answer about the work."""

    code: str
    scores: Mapping[int, float | None]
    dimension: str = ""
    is_sensitive: bool = False

    @property
    def counted(self) -> frozenset[int]:
        """Values that make a person one who answered: those with a score, or all where none has one."""
        scored = frozenset(value for value, score in self.scores.items() if score is not None)
        return scored or frozenset(self.scores)


@dataclass(frozen=True)
class Limits:
    """From how many answers a figure is shown."""

    threshold: int = 5
    sensitive: int = 40
    split: int = 50

    def of(self, *, is_sensitive: bool) -> int:
        """For that kind of question."""
        return max(self.threshold, self.sensitive, LEAST_UNANIMOUS) if is_sensitive else self.threshold


@dataclass(frozen=True)
class Cell(Generic[K]):
    """One figure that may be shown."""

    unit: K
    subject: str
    code: str
    split: str
    n: int
    mean: int | None = None
    distribution: Mapping[str, int] = field(default_factory=dict)


@dataclass
class _Sum:
    """Who answered, and what."""

    n: int = 0
    values: Counter[int] = field(default_factory=Counter)

    def add(self, other: "_Sum") -> None:
        self.n += other.n
        self.values.update(other.values)


@dataclass(frozen=True)
class Counting(Generic[K]):
    """Where each unit's answers are counted; which units have figures by that; and which of those may be split."""

    home: Mapping[K, K]
    units: frozenset[K]
    split: frozenset[K]


_Sums = dict[K, dict[str, _Sum]]


class Cube(Generic[K]):
    """Takes answers one by one and gives the cells. `tree` is units with their parents, parents first."""

    def __init__(self, tree: Sequence[tuple[K, K | None]], items: Sequence[Item], limits: Limits, *, split_by: str = "") -> None:
        self.tree, self.items, self.limits, self.split_by = tree, list(items), limits, split_by
        self.dimensions: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            if item.dimension:
                self.dimensions[item.dimension].append(item)
        self._own: dict[tuple[str, str], _Sums[K]] = defaultdict(lambda: defaultdict(lambda: defaultdict(_Sum)))
        self._known: dict[object, Counting[K]] = {}

    def add(self, unit: K, values: Mapping[str, object]) -> None:
        """One person's answers."""
        given = {item.code: found for item in self.items if (found := _values_of(item, values.get(item.code)))}
        part = str(given[self.split_by][0]) if self.split_by in given else EVERYBODY
        self._count(ANSWERED, "", unit, part)
        too_few = set()
        for code, items in self.dimensions.items():
            answered = sum(item.code in given for item in items)
            if answered and answered >= HALF * len(items):
                self._count(DIMENSION, code, unit, part)
            else:
                too_few.add(code)
        for item in self.items:
            if item.code in given and item.dimension not in too_few:
                self._count(QUESTION, item.code, unit, part, given[item.code])

    def cells(self) -> Iterator[Cell[K]]:
        """What may be shown; nothing is kept of the rest."""
        yield from self._cells_of(ANSWERED, "", self.limits.threshold)
        means: dict[str, dict[tuple[K, str], float]] = {}
        for item in self.items:
            cells = list(self._cells_of(QUESTION, item.code, self.limits.of(is_sensitive=item.is_sensitive), item))
            means[item.code] = {(cell.unit, cell.split): mean for cell in cells if (mean := _mean(item, cell.distribution)) is not None}
            yield from cells
        for code, items in self.dimensions.items():
            k = self.limits.of(is_sensitive=any(item.is_sensitive for item in items))
            for cell in self._cells_of(DIMENSION, code, k):
                found = [means[item.code].get((cell.unit, cell.split)) for item in items]
                if all(mean is not None for mean in found):
                    yield replace(cell, mean=rounded(fmean(mean for mean in found if mean is not None)))

    def _count(self, subject: str, code: str, unit: K, part: str, values: Sequence[int] = ()) -> None:
        found = self._own[subject, code][unit][part]
        found.n += 1
        found.values.update(values)

    def _counting(self, subject: str, code: str, k: int) -> Counting[K]:
        """Subjects that the same people answered are worked out once."""
        own = self._own[subject, code]
        people = {unit: {part: one.n for part, one in parts.items()} for unit, parts in own.items()}
        key = (k, frozenset((unit, part, n) for unit, parts in people.items() for part, n in parts.items()))
        if key not in self._known:
            self._known[key] = counting(self.tree, people, k, self.limits.split if self.split_by else 0)
        return self._known[key]

    def _cells_of(self, subject: str, code: str, k: int, item: Item | None = None) -> Iterator[Cell[K]]:
        where = self._counting(subject, code, k)
        for unit, parts in self._with_those_below(subject, code, where.home).items():
            if unit not in where.units:
                continue
            whole = _Sum()
            for one in parts.values():
                whole.add(one)
            yield self._cell(unit, subject, code, EVERYBODY, whole, item)
            if unit in where.split and code != self.split_by:
                for part in sorted(parts):
                    if part != EVERYBODY:
                        yield self._cell(unit, subject, code, part, parts[part], item)

    @staticmethod
    def _cell(unit: K, subject: str, code: str, part: str, one: _Sum, item: Item | None) -> Cell[K]:
        chosen = {str(value): count for value, count in sorted(one.values.items())}
        mean = _mean(item, chosen) if item else None
        return Cell(unit, subject, code, part, one.n, None if mean is None else rounded(mean), chosen)

    def _with_those_below(self, subject: str, code: str, home: Mapping[K, K]) -> _Sums[K]:
        sums: _Sums[K] = {unit: {} for unit, _parent in self.tree}
        for unit, parts in self._own[subject, code].items():
            if unit in home:
                _add(sums[home[unit]], parts)
        for unit, parent in reversed(self.tree):
            if parent is not None:
                _add(sums[parent], sums[unit])
        return sums


def counting(tree: Sequence[tuple[K, K | None]], people: Mapping[K, Mapping[str, int]], k: int, least_to_split: int = 0) -> Counting[K]:
    """Where people are counted who are given by unit and the value they may be split by ("" for those without one)."""
    nodes = [Node(unit, parent, sum(people.get(unit, {}).values())) for unit, parent in tree]
    home = counted_at(nodes, k)
    shown = shown_by(nodes, home)
    parts: dict[K, Counter[str]] = defaultdict(Counter)
    for unit, at in home.items():
        parts[at].update(people[unit])
    split = safe_splits(shown, parts, k, max(least_to_split, k)) if least_to_split else frozenset()
    return Counting(home, frozenset(shown), split)


def _add(into: dict[str, _Sum], parts: Mapping[str, _Sum]) -> None:
    for part, one in parts.items():
        into.setdefault(part, _Sum()).add(one)


def rounded(mean: float) -> int:
    """To a whole number, halves up: what is stored, shown, exported and compared."""
    return floor(mean + 0.5)


def _values_of(item: Item, value: object) -> list[int]:
    """The counted values in an answer; none for what is no answer."""
    given = value if isinstance(value, list) else [value]
    return [one for one in given if isinstance(one, int) and not isinstance(one, bool) and one in item.counted]


def _mean(item: Item, chosen: Mapping[str, int]) -> float | None:
    scored = [(score, count) for value, count in chosen.items() if (score := item.scores[int(value)]) is not None]
    people = sum(count for _score, count in scored)
    return sum(score * count for score, count in scored) / people if people else None
