"""The figures of an annual report: everything the system can say of one level and year as of a date, in a shape that JSON keeps.

Drafted when a report is made or its figures are fetched anew, so that its page asks for none of them; frozen when it is published.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from actionplans.reports import Period
from actionplans.reports.depth import standpoint
from annualcycle.reports.annual_around import (
    ApvPart,
    AskedPart,
    AuditLine,
    GoalPart,
    InjuryPart,
    NextPart,
    OrganisationPart,
    Place,
    audits_of,
)
from annualcycle.reports.annual_json import read, written
from annualcycle.reports.annual_plans import PlanPart
from annualcycle.reports.wholes import wholes_of
from orgstructure.levels import Level
from orgstructure.models import Unit


@dataclass(frozen=True)
class AnnualFigures:
    """All of it; `made_on` is the day they were fetched, which may be later than the day they are as of."""

    year: int = 0
    as_of: str = ""
    made_on: str = ""
    words: dict[str, Any] = field(default_factory=dict)  # ask the plan list for the level's plans
    plans: PlanPart = field(default_factory=PlanPart)
    apv: ApvPart = field(default_factory=ApvPart)
    injuries: InjuryPart = field(default_factory=InjuryPart)
    organisation: OrganisationPart = field(default_factory=OrganisationPart)
    audits: tuple[AuditLine, ...] = ()
    goals: GoalPart = field(default_factory=GoalPart)
    next: NextPart = field(default_factory=NextPart)
    asked: AskedPart = field(default_factory=AskedPart)

    @classmethod
    def of(cls, place: Place, year: int, as_of: date, *, now: datetime, today: date) -> Self:
        """A number of queries that does not grow with units, plans or cases."""
        level = Level.of_unit(place, as_of) if isinstance(place, Unit) else Level.of_committee(place.pk, as_of)
        period = Period(date(year, 1, 1), min(date(year, 12, 31), as_of))
        units, tops = standpoint(level, period, as_of).units, wholes_of(level, as_of)
        return cls(
            year=year,
            as_of=as_of.isoformat(),
            made_on=today.isoformat(),
            words=level.words,
            plans=PlanPart.of(level, period, as_of),
            apv=ApvPart.of(level, units, as_of),
            injuries=InjuryPart.of(tops, year, now=now, today=today),
            organisation=OrganisationPart.of(level, units, as_of),
            audits=audits_of(tops, year, today),
            goals=GoalPart.of(place, year, today),
            next=NextPart.of(place, year),
            asked=AskedPart.of(place, year, as_of),
        )

    @classmethod
    def kept(cls, figures: dict[str, Any], *, year: int, as_of: date) -> Self:
        """As they were kept on the report; nothing but nought and dashes where none were fetched."""
        return read(cls, {"year": year, "as_of": as_of.isoformat(), "made_on": as_of.isoformat()} | figures)

    def to_keep(self) -> dict[str, Any]:
        """For the report's column."""
        return written(self)

    @property
    def day(self) -> date:
        """As of when."""
        return date.fromisoformat(self.as_of)

    @property
    def period(self) -> Period:
        """The year, up to that day."""
        return Period(date(self.year, 1, 1), min(date(self.year, 12, 31), self.day))
