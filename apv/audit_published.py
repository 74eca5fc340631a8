"""The ways to reports of self-audits: those every employee may read near a unit, and the newest of one level."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse

from apv.models import AuditReport, AuditYear
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

MOST = 8


@dataclass(frozen=True)
class ReportLink:
    """The newest report of one level."""

    year: int
    url: str
    is_published: bool


def published_near(unit: Unit | None) -> list[AuditReport]:
    """Published ones of the unit and of those above it, newest year first, then nearest. One query."""
    if unit is None:
        return []
    nearest = _nearest_first([unit.pk, *reversed(unit.ancestor_ids())])
    rows = AuditReport.objects.filter(status=AuditReport.Status.PUBLISHED, unit__in=[unit.pk, *unit.ancestor_ids()])
    return list(rows.select_related("year__question_set", "unit").order_by("-year__question_set__year", nearest, "pk")[:MOST])


def _nearest_first(ids: Iterable[int]) -> Case:
    return Case(*(When(unit=pk, then=Value(place)) for place, pk in enumerate(ids)), output_field=IntegerField())


def newest_of(unit: Unit, reader: User) -> ReportLink | None:
    """The newest published one; for who makes the level's reports, that of the newest year that asks it. Two queries at most."""
    published = AuditReport.objects.filter(unit=unit, status=AuditReport.Status.PUBLISHED).select_related("year__question_set")
    newest = published.order_by("-year__question_set__year", "-pk").first()
    asked = _asked(unit) if any(may(reader, perm, unit.pk, unit.path) for perm in (Perm.RUN_REPORTS, Perm.RUN_AUDITS)) else None
    if asked is not None and (newest is None or asked.year > newest.year.year):
        return ReportLink(asked.year, reverse("audit-report", args=[asked.pk, unit.pk]), is_published=False)
    return ReportLink(newest.year.year, newest.get_absolute_url(), is_published=True) if newest else None


def _asked(unit: Unit) -> AuditYear | None:
    years = AuditYear.objects.opened().filter(top__in=[unit.pk, *unit.ancestor_ids()])
    return years.select_related("question_set").first()
