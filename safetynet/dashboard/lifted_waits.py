"""How long lifted matters wait for an answer at a level: what waits now, what is late, and how long answers took in the last year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final, Self

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import LiftedMatter
from orgstructure.access import Scope
from orgstructure.models import Unit, User
from safetynet.common.clock import at_hour

A_YEAR: Final = timedelta(days=365)
MOST = 500


@dataclass(frozen=True)
class Waiting:
    """One matter with how long it has waited."""

    matter: LiftedMatter
    days: int
    is_late: bool


@dataclass(frozen=True)
class AskedUnit:
    """Those that one unit is to answer, the longest waiting first."""

    unit: Unit
    rows: list[Waiting]

    @property
    def late(self) -> int:
        """Past their day."""
        return sum(row.is_late for row in self.rows)

    @property
    def half(self) -> int:
        """Half of them have waited at least so many days."""
        return round(median(row.days for row in self.rows))


@dataclass(frozen=True)
class LiftedWaits:
    """The matters lifted to units of one area; nothing where none was lifted for a year."""

    units: list[AskedUnit]
    answered: list[int]

    @classmethod
    def of(cls, area: Scope, reader: User, today: date) -> Self:
        """One query. Matters of plans that the reader may not see are not counted either."""
        lately = Q(answered_at__gte=at_hour(today - A_YEAR, 0))
        rows = LiftedMatter.objects.visible_to(reader).filter(area.where("to_unit"), Q(answered_at=None, withdrawn_at=None) | lately)
        by_unit: dict[Unit, list[Waiting]] = defaultdict(list)
        answered = []
        for matter in rows.select_related("from_unit", "to_unit").order_by("asked_at", "pk")[:MOST]:
            if matter.is_waiting:
                by_unit[matter.to_unit].append(Waiting(matter, matter.days_waited(today), matter.is_late(today)))
            else:
                answered.append(matter.days_waited(today))
        units = [AskedUnit(unit, waiting) for unit, waiting in by_unit.items()]
        return cls(sorted(units, key=lambda one: (one.unit.depth, -one.rows[0].days, one.unit.name)), answered)

    def __bool__(self) -> bool:
        return bool(self.units or self.answered)

    @property
    def rows(self) -> list[Waiting]:
        """All that wait."""
        return [row for one in self.units for row in one.rows]

    @property
    def sentence(self) -> str:
        """How many wait, how long, and how many are late."""
        rows = self.rows
        if not rows:
            return _("No lifted matter waits for an answer.")
        said = {"number": len(rows), "days": max(row.days for row in rows), "late": sum(row.is_late for row in rows)}
        said["half"] = round(median(row.days for row in rows))
        if len(rows) == 1:
            found = ngettext("One lifted matter has waited %(days)s day.", "One lifted matter has waited %(days)s days.", said["days"])
        else:
            found = _("%(number)s lifted matters wait for an answer: half of them for %(half)s days or more, the longest for %(days)s.")
        if not said["late"]:
            return found % said
        late = ngettext("%(late)s is past its day.", "%(late)s are past their day.", said["late"]) % said
        return f"{found % said} {late}"

    @property
    def answered_sentence(self) -> str:
        """How long answers took; nothing where none was given."""
        if not self.answered:
            return ""
        days = round(median(self.answered))
        said = {"number": len(self.answered), "days": days}
        return (
            ngettext(
                "%(number)s was answered in the last year, half of them within %(days)s days.",
                "%(number)s were answered in the last year, half of them within %(days)s days.",
                len(self.answered),
            )
            % said
        )
