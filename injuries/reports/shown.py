"""Which cells of one finished year may be shown: for everybody, and for a reader who sees some of the cases anyway."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from injuries.reports.axes import AXES, POPULATIONS, SEALED, Axis
from safetynet.common.splits import CountedTree, Part, shown_cells, shown_totals

Own = Mapping[str, Mapping[int, Mapping[str, int]]]  # {axis: {unit: {code: cases}}}
Cell = tuple[int, str, str]  # unit, axis, code


def cells_of(parents: Mapping[int, int | None], own: Own, k: int, only: AbstractSet[Cell] | None = None) -> dict[Cell, int]:
    """Every cell that may be shown of one year, with its number; `only` of those that are shown to others."""
    found: dict[Cell, int] = {}
    divided: dict[tuple[str, str], list[int]] = {}
    for population, kinds in POPULATIONS.items():
        tree = CountedTree(parents, own.get(KINDS_OF[population], {}))
        leaves = ("",) if population == "disease" else tuple(kind.value for kind in kinds)
        among = None if only is None else {unit for unit in parents if (unit, population, "") in only}
        divided[population, ""] = shown_totals(tree, leaves, k, only=among)
        found |= {(unit, population, ""): sum(tree.below[unit].values()) for unit in divided[population, ""]}
    for axis in AXES.values():
        tree, candidates = CountedTree(parents, own.get(axis.code, {})), divided[axis.within or (axis.of, "")]
        shown = shown_cells(tree, axis.tree, candidates, k, may_divide=_among(axis, only)) if own.get(axis.code) else {}
        found |= {(unit, axis.code, part.code): tree.sum(unit, part) for unit, parts in shown.items() for part in parts}
        if axis.code == "absence":
            divided["absence", "some"] = [unit for unit in candidates if unit in shown]
            days = CountedTree(parents, own.get("days", {}))
            found |= {(unit, "days", ""): days.below[unit].get("", 0) for unit in shown}
    return found


KINDS_OF = {"injury": "kind", "near": "near-kind", "disease": "disease"}


def _among(axis: Axis, only: AbstractSet[Cell] | None) -> Callable[[int, Part], bool]:
    """A part is divided for a reader only where it is for everybody."""
    if only is None:
        return lambda _unit, _part: True
    return lambda unit, part: any((unit, axis.code, one.code) in only for below in part.parts for one in below.inside())


def narrowed(parents: Mapping[int, int | None], every: Own, mine: Own, shown: Mapping[Cell, int], k: int) -> dict[Cell, int]:
    """What of the cells that are `shown` to everybody is left for a reader who knows the cases counted in `mine`.

    Judged by the cases the reader does not know: taken away from a figure, what one knows must leave nobody or at least `k`
    (docs/decisions/0112). What is sealed the reader does not know of anybody.
    """
    unknown = {
        axis: {unit: _less(counts, mine.get(axis, {}).get(unit, {})) for unit, counts in by_unit.items()} for axis, by_unit in every.items()
    }
    allowed = cells_of(parents, unknown, k, shown.keys())
    found = {cell: _value(cell, shown) for cell in allowed}
    whole = {unit for unit, axis, _code in allowed if axis == "injury"}
    return found | {cell: cases for cell, cases in shown.items() if cell[1] in SEALED and cell[0] in whole}


def _less(counts: Mapping[str, int], known: Mapping[str, int]) -> dict[str, int]:
    return {code: number - known.get(code, 0) for code, number in counts.items()}


def _value(cell: Cell, shown: Mapping[Cell, int]) -> int:
    """The number of the cell, or the sum of the finer ones that are shown in its place."""
    unit, axis, code = cell
    if cell in shown or axis not in AXES:
        return shown.get(cell, 0)
    part = next(one for one in AXES[axis].tree.inside() if one.code == code)
    return sum(_value((unit, axis, one.code), shown) for one in part.parts)


def by_axis(cells: Mapping[Cell, int], unit: int) -> dict[str, dict[str, int]]:
    """The cells of one unit as figures have them."""
    found: dict[str, dict[str, Any]] = {}
    for (of, axis, code), cases in cells.items():
        if of == unit:
            found.setdefault(axis, {})[code] = cases
    return found
