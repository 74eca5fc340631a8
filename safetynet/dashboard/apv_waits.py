"""What of APVs and lifted matters waits for a person, and what a unit waits for: a line on the start page, a card on the unit's."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count, Q

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.usecases.lifting import own_scope
from apv.models import Finding
from orgstructure.models import Unit, User

SHOWN = 5


@dataclass(frozen=True)
class Waits:
    """Matters that wait for the reader's answer, how many of them late; findings that two must agree to set aside, or to look at again."""

    matters: int
    late: int
    findings: list[Finding]
    to_look_at: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.matters or self.findings or self.to_look_at)


def waits_for(reader: User, *, today: date) -> Waits | None:
    """Three queries for who decides somewhere, none for the others."""
    scope = own_scope(reader)
    if not scope:
        return None
    waiting = LiftedMatter.objects.visible_to(reader).waiting().filter(scope.where("to_unit")).order_by()
    counted = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=Q(answer_by__lt=today)))
    proposed = Finding.objects.visible_to(reader).undecided().filter(scope.where(), aside_by__isnull=False).exclude(aside_by=reader)
    findings = list(proposed.select_related("unit", "aside_by").order_by("aside_at", "pk")[:SHOWN])
    to_look_at = Finding.objects.visible_to(reader).to_look_at(today).filter(scope.where()).select_related("unit")[:SHOWN]
    return Waits(counted["all"], counted["late"], findings, list(to_look_at))


@dataclass(frozen=True)
class Line:
    """A matter between this unit and another."""

    matter: LiftedMatter
    days: int
    is_late: bool
    is_ours: bool

    @classmethod
    def of(cls, matter: LiftedMatter, unit: Unit, today: date) -> Self:
        """Seen from that unit."""
        return cls(matter, matter.days_waited(today), matter.is_late(today), is_ours=matter.from_unit_id == unit.pk)


def lifted_of(plan: ActionPlan, today: date) -> list[Line]:
    """What of this plan was lifted and stands, the newest first; one query."""
    rows = LiftedMatter.objects.filter(plan=plan, withdrawn_at=None).for_rows().order_by("-asked_at", "-pk")
    return [Line.of(matter, plan.unit, today) for matter in rows]


def waiting_at(unit: Unit, reader: User, *, today: date) -> list[Line]:
    """What the unit waits for and what others wait for here, the longest first; one query."""
    rows = LiftedMatter.objects.visible_to(reader).waiting().filter(Q(from_unit=unit) | Q(to_unit=unit)).for_rows()
    return [Line.of(matter, unit, today) for matter in rows.order_by("answer_by", "pk")[:SHOWN]]
