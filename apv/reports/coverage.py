"""How far each unit of a level is with its APV: one chain a unit, sorted by where it stops, who is late by law first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Status
from apv.models import Dialogue, Finding, UnitAssessment
from apv.usecases.duty import UnitClocks, clock
from orgstructure.access import Scope
from orgstructure.models import Engagement, Unit
from safetynet.common.tablefiles import Cell

NOT_JUDGED = (Status.DRAFT, Status.ACTIVE, Status.AWAITING)


class Stop(IntEnum):
    """The step at which a unit's chain stops; `DONE` is none."""

    ANSWERED = 0
    REPORTED = 1
    TALKED = 2
    PLANNED = 3
    EVALUATED = 4
    DONE = 5


STEPS = tuple(one for one in Stop if one != Stop.DONE)
IN_WORDS = {
    Stop.ANSWERED: gettext_lazy("Answered"),
    Stop.REPORTED: gettext_lazy("Report read"),
    Stop.TALKED: gettext_lazy("Talked"),
    Stop.PLANNED: gettext_lazy("Planned"),
    Stop.EVALUATED: gettext_lazy("Evaluated"),
}
STOPS_AT = {
    Stop.ANSWERED: gettext_lazy("Not begun"),
    Stop.REPORTED: gettext_lazy("Report not read"),
    Stop.TALKED: gettext_lazy("Not talked about"),
    Stop.PLANNED: gettext_lazy("Not all decided"),
    Stop.EVALUATED: gettext_lazy("Not evaluated"),
    Stop.DONE: gettext_lazy("Whole chain done"),
}


@dataclass(frozen=True)
class Chain:
    """One unit with its newest APV: which steps are taken, and its clocks."""

    unit: Unit
    assessment: UnitAssessment | None
    clocks: UnitClocks

    @property
    def taken(self) -> tuple[bool, ...]:
        """For each step in turn whether it is taken; what came by dialogue was answered and reported in the talk."""
        newest: Any = self.assessment
        if newest is None:
            return (False,) * len(STEPS)
        by_dialogue = newest.method == UnitAssessment.Method.DIALOGUE
        planned = newest.talked and not newest.undecided
        return (
            True if not by_dialogue else newest.talked,
            newest.talked if by_dialogue else newest.report_read_on is not None,
            newest.talked,
            planned,
            planned and newest.completed_on is not None and not newest.unjudged,
        )

    @property
    def stop(self) -> Stop:
        """The first step that is not taken."""
        return Stop(next((number for number, is_taken in enumerate(self.taken) if not is_taken), len(STEPS)))

    @property
    def stops_at(self) -> str:
        """In words."""
        return str(STOPS_AT[self.stop])

    @property
    def steps(self) -> list[tuple[str, bool]]:
        """Each step's name and whether it is taken."""
        return [(str(IN_WORDS[step]), is_taken) for step, is_taken in zip(STEPS, self.taken, strict=True)]

    @property
    def late(self) -> int:
        """Topics over time or never covered."""
        return len(self.clocks.late)

    @property
    def order(self) -> tuple[object, ...]:
        """Late by law first, then where the chain stops."""
        return (not self.late, self.stop, -self.late, self.unit.name_sort, self.unit.pk)


@dataclass(frozen=True)
class Coverage:
    """The chains of all units with employees in a subtree."""

    unit: Unit
    chains: list[Chain]

    @classmethod
    def of(cls, unit: Unit, today: date) -> "Coverage":
        """Four queries, however many units there are."""
        return cls(unit, chains_of(Scope((unit.path,)), today))

    @property
    def late(self) -> int:
        """Units that are late by law."""
        return sum(bool(chain.late) for chain in self.chains)

    @property
    def counts(self) -> list[tuple[Stop, str, int]]:
        """How many chains stop at each step, and how many are done."""
        found = Counter(chain.stop for chain in self.chains)
        return [(stop, str(STOPS_AT[stop]), found[stop]) for stop in Stop]

    def those(self, *, stop: int | None, is_late: bool) -> list[Chain]:
        """The rows that a figure counted."""
        return [one for one in self.chains if (stop is None or one.stop == stop) and (one.late or not is_late)]


def chains_of(area: Scope, today: date) -> list[Chain]:
    """The chains of the units of an area that have employees, in the order of the list. Four queries, however many there are."""
    staffed = Engagement.objects.current(today).filter(unit=OuterRef("pk"))
    units = list(Unit.objects.existing(today).within(area.where("")).filter(Exists(staffed)))
    newest = {one.unit_id: one for one in _newest([one.pk for one in units])}
    clocks = clock([one.pk for one in units], today)
    return sorted((Chain(one, newest.get(one.pk), clocks[one.pk]) for one in units), key=lambda chain: chain.order)


def table_head() -> list[str]:
    """Of the spreadsheet."""
    return [
        _("Unit"),
        _("Late by law: topics"),
        *(str(IN_WORDS[step]) for step in STEPS),
        _("Stops at"),
        _("Risk assessment due"),
        _("First topic due"),
    ]


def table_rows(chains: list[Chain]) -> Iterator[list[Cell]]:
    """One line for each unit."""
    for one in chains:
        late = ", ".join(str(line.topic.label) for line in one.clocks.late)
        taken: list[Cell] = [_("yes") if is_taken else _("no") for is_taken in one.taken]
        yield [one.unit.name, late, *taken, one.stops_at, one.clocks.risk.due_on, one.clocks.first_due]


def _newest(units: list[int]) -> list[UnitAssessment]:
    """The newest APV of each unit, with `talked`, `undecided` and `unjudged`."""
    own = Finding.objects.filter(assessment=OuterRef("pk"), withdrawn_on=None)
    newer = UnitAssessment.objects.filter(unit=OuterRef("unit")).filter(
        Q(begun_on__gt=OuterRef("begun_on")) | Q(begun_on=OuterRef("begun_on"), pk__gt=OuterRef("pk"))
    )
    return list(
        UnitAssessment.objects.filter(~Exists(newer), unit__in=units).annotate(
            talked=Exists(Dialogue.objects.filter(assessment=OuterRef("pk"))),
            undecided=Exists(own.filter(outcome="")),
            unjudged=Exists(own.filter(plans__status__in=NOT_JUDGED)),
        )
    )
