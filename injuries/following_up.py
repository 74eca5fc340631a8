"""What the work-environment group follows up: every accident, near miss and act of violence of its units (BEK 65 § 33 stk. 5, R51).

An event is followed up when its cause analysis has ended in a published plan or in a reason why none is needed. What was
kept from the manager never comes here; what was brought in from an earlier system was followed up there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import Exists, F, OuterRef, Q, Value, When

from actionplans.models import ActionPlan
from actionplans.steps import PlanRow
from injuries.models import FOLLOWED_UP, Case, CauseAnalysis, ReportedAs
from injuries.models.cases import CaseQuerySet
from injuries.reading import listed
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN

WAITING, OTHER, DONE = 0, 1, 2
FINISHED = Exists(CauseAnalysis.objects.filter(case=OuterRef("pk"), finished_at__isnull=False))
BY_LAW = Q(kind__in=FOLLOWED_UP) & ~Q(reported_as=ReportedAs.IMPORTED)


@dataclass(frozen=True)
class EventRow:
    """One event as the group's list shows it: without identity and without the course."""

    case: Case
    is_begun: bool
    finished_at: datetime | None
    is_by_law: bool
    days: int
    plans: tuple[PlanRow, ...]

    @property
    def is_waiting(self) -> bool:
        """The law asks for a follow-up, and there is none yet."""
        return self.is_by_law and self.finished_at is None


def events_of(user: User) -> CaseQuerySet:
    """Every event of the units whose events the person follows up; withdrawn ones are left out."""
    near = scope_of(user, Perm.VIEW_EVENTS).where()
    return Case.objects.visible_to(user).that_count().filter(near, is_kept_from_manager=False)


def waiting(events: CaseQuerySet) -> CaseQuerySet:
    """Those that the law wants followed up and that are not."""
    return events.filter(BY_LAW).exclude(FINISHED)


def events_to_follow_up(user: User) -> int:
    """How many events wait for this person's group, for the card on the start page; one query, none for who holds no right to events."""
    return waiting(events_of(user)).count() if scope_of(user, Perm.VIEW_EVENTS) else 0


def in_turn(events: CaseQuerySet) -> CaseQuerySet:
    """To follow up first, who waited longest at the top; then what needs none by law, then what is followed up, newest first."""
    rank = When_(When(FINISHED, then=Value(DONE)), When(BY_LAW, then=Value(WAITING)), default=Value(OTHER))
    ranked = events.annotate(rank=rank)
    waited = When_(When(rank=WAITING, then=F("registered_at")))
    return ranked.order_by("rank", waited.asc(nulls_last=True), "-happened_on", "-pk")


def narrowed(events: CaseQuerySet, *, kind: str = "", place: str = "", year: int | None = None) -> CaseQuerySet:
    """Only that kind, that kind of place, that year; empty asks for all."""
    if kind:
        events = events.filter(kind=kind)
    if place:
        events = events.filter(place_kind=place)
    return events.filter(happened_on__year=year) if year else events


def years_of(events: CaseQuerySet) -> list[int]:
    """The years in which something happened, newest first."""
    return [day.year for day in events.dates("happened_on", "year", order="DESC")]


def rows_of(user: User, events: Any, *, now: datetime) -> list[EventRow]:
    """One page of the list, logged; as many queries for many events as for few. `events` is ordered and cut."""
    cases = listed(user, events, now=now)
    begun = dict(CauseAnalysis.objects.filter(case__in=cases).values_list("case_id", "finished_at")) if cases else {}
    plans = plans_of(cases, user, now.astimezone(COPENHAGEN).date())
    return [row_of(case, begun, plans.get(case.pk, ()), now) for case in cases]


def row_of(case: Case, begun: dict[int, datetime | None], plans: Sequence[PlanRow], now: datetime) -> EventRow:
    """How far the follow-up of an event has come."""
    return EventRow(
        case=case,
        is_begun=case.pk in begun,
        finished_at=begun.get(case.pk),
        is_by_law=case.kind in FOLLOWED_UP and case.reported_as != ReportedAs.IMPORTED,
        days=(now.astimezone(COPENHAGEN).date() - case.registered_at.astimezone(COPENHAGEN).date()).days,
        plans=tuple(plans),
    )


def plans_of(cases: Sequence[Case], reader: User, today: date) -> dict[int, list[PlanRow]]:
    """The plans that events led to, as far as the reader may see them, by event."""
    if not cases:
        return {}
    links = Case.plans.through.objects.filter(case__in=cases).values_list("case_id", "actionplan_id")
    wanted: dict[int, list[int]] = {}
    for case_id, plan_id in links:
        wanted.setdefault(plan_id, []).append(case_id)
    found: dict[int, list[PlanRow]] = {}
    plans = ActionPlan.objects.visible_to(reader).filter(pk__in=wanted) if wanted else ActionPlan.objects.none()
    for plan in plans.for_rows("ended_reason", "closing_evaluation__wanted_effects").order_by("pk"):
        for case_id in wanted[plan.pk]:
            found.setdefault(case_id, []).append(PlanRow.of(plan, today))
    return found
