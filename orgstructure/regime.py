"""Which rules a part of the organisation follows on a day: a MED agreement, or the law where nobody said otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from orgstructure.models import Agreement, Committee, Coverage, Follows, Unit
from safetynet.common.fields import valid_on
from safetynet.common.law.organisation import organisation_law
from safetynet.common.law.training import TrainingDemand, training_law


@dataclass(frozen=True)
class Regime:
    """What is demanded of a unit, and by what."""

    follows: Follows
    source: str
    amr_term_years: int
    largest_without_group: int
    demands_training_plan: bool
    discussion_points: str
    documentation: str
    training: TrainingDemand

    @property
    def is_agreement(self) -> bool:
        """Seats are counted by the agreement's rules."""
        return self.follows == Follows.AGREEMENT

    @classmethod
    def of_law(cls) -> Self:
        """What holds where nobody said otherwise."""
        law = organisation_law()
        return cls(Follows.LAW, law.source, law.amr_term_years, law.largest_without_group, False, "", law.documentation, training_law())

    @classmethod
    def of(cls, row: Agreement) -> Self:
        """As that row says."""
        return cls(
            Follows(row.follows),
            row.name,
            row.amr_term_years,
            row.largest_without_group,
            row.demands_training_plan,
            row.discussion_points,
            row.documentation,
            _demand(row),
        )


@dataclass(frozen=True)
class Regimes:
    """Every regime of a day, read once: the nearest row at or above a unit holds."""

    by_unit: Mapping[int, Regime]
    law: Regime

    @classmethod
    def on(cls, day: date) -> Self:
        """One query."""
        rows = Agreement.objects.filter(valid_on(day))
        return cls({row.unit_id: Regime.of(row) for row in rows}, Regime.of_law())

    def at(self, path: str) -> Regime:
        """Of the unit with that path."""
        for part in reversed(path.strip("/").split("/")):
            if part.isdigit() and (found := self.by_unit.get(int(part))):
                return found
        return self.law

    def of_all(self, paths: Iterable[str]) -> Regime:
        """Of a committee: what all its units follow; the law where they differ or where it covers none."""
        found = {self.at(path) for path in paths}
        return found.pop() if len(found) == 1 else self.law


def regime_of(unit: Unit, day: date) -> Regime:
    """Which rules the unit follows that day. One query."""
    return Regimes.on(day).at(unit.path)


def regime_of_committee(committee: Committee, day: date) -> Regime:
    """Which rules a committee or group follows: those of all units that it and those below it cover. Two queries."""
    live = Coverage.objects.filter(valid_on(day), valid_on(day, "committee__"), committee__path__startswith=committee.path)
    return Regimes.on(day).of_all(live.values_list("unit__path", flat=True))


def _demand(row: Agreement) -> TrainingDemand:
    """The law's training with what the row puts in its place."""
    law = training_law()
    if row.follows != Follows.AGREEMENT:
        return law
    columns = (
        "mandatory_days",
        "mandatory_within_months",
        "supplementary_days",
        "supplementary_offered_within_months",
        "yearly_days",
    )
    agreed = {name: value for name in columns if (value := getattr(row, name)) is not None}
    if not agreed and not row.trained_roles:
        return law
    return replace(law, source=row.name, roles=tuple(row.trained_roles) or law.roles, **agreed)
