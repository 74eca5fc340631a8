"""How many people are employed in which units on a day: a person with two employments is one person in every sum."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count

from orgstructure.models import Engagement


@dataclass(frozen=True)
class Headcount:
    """Employments by unit; `several` holds, by unit, those of its people who have more than one employment."""

    employments: Mapping[int, int]
    several: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, day: date, units: Collection[int] | None = None) -> Self:
        """Of those units, or of all. Two queries; no row for each person."""
        rows = Engagement.objects.current(day)
        if units is not None:
            rows = rows.filter(unit__in=list(units))
        by_unit = dict(rows.values("unit").annotate(n=Count("pk")).values_list("unit", "n"))
        twice = rows.values("user").annotate(n=Count("pk"), places=ArrayAgg("unit")).filter(n__gt=1)
        several: dict[int, list[int]] = defaultdict(list)
        for user_id, places in twice.values_list("user", "places"):
            for unit_id in places:
                several[unit_id].append(user_id)
        return cls(by_unit, {unit_id: tuple(people) for unit_id, people in several.items()})

    def within(self, units: Iterable[int]) -> int:
        """People employed in any of the units, each of which is named once."""
        wanted = list(units)
        double = [person for pk in wanted for person in self.several.get(pk, ())]
        return sum(self.employments.get(pk, 0) for pk in wanted) - len(double) + len(set(double))

    def by_subtree(self, paths: Mapping[int, str]) -> dict[int, int]:
        """For each unit of a tree, the people in it and all below it."""
        found: dict[int, int] = dict.fromkeys(paths, 0)
        seen: dict[int, set[int]] = defaultdict(set)
        for pk, path in paths.items():
            double = self.several.get(pk, ())
            single = self.employments.get(pk, 0) - len(double)
            for part in ids_of(path) if single or double else ():
                if part in found:
                    found[part] += single
                    seen[part].update(double)
        return {pk: number + len(seen.get(pk, ())) for pk, number in found.items()}


def ids_of(path: str) -> list[int]:
    """The units on the way down, the one itself last."""
    return [int(part) for part in path.strip("/").split("/")]
