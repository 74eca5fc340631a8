"""The way to the newest report of one level's self-audit, for its overview."""

from dataclasses import dataclass

from django.urls import reverse

from apv.models import AuditReport, AuditYear
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class ReportLink:
    """The newest report of one level."""

    year: int
    url: str
    is_published: bool


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
