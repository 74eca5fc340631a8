"""The years of self-audit as one reader sees them: how many have answered, what waits for review, and the published reports."""

from dataclasses import dataclass

from django.db.models import Count, Q

from apv.models import AuditPlace, AuditReport, AuditYear, SelfAudit
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm

MOST = 20


@dataclass(frozen=True)
class YearLine:
    """One year with how far it is."""

    year: AuditYear
    expected: int
    answered: int
    to_review: int


def years_of(user: User) -> list[YearLine]:
    """Years the reader runs or follows, the newest first; three queries, and none for everybody else."""
    runs = scope_of(user, Perm.RUN_AUDITS)
    if not (runs or scope_of(user, Perm.RUN_REPORTS)):
        return []
    seen = AuditYear.objects.seen_by(user).select_related("question_set", "top")
    years = list(seen.order_by("-question_set__year", "-pk")[:MOST])
    near = (runs | scope_of(user, Perm.RUN_REPORTS)).where("unit")
    standing = AuditPlace.objects.standing().filter(near, year__in=years).order_by().values("year")
    counted = standing.annotate(all=Count("pk"), done=Count("pk", filter=Q(audit__status__in=("submitted", "closed"))))
    numbers = {row["year"]: (row["all"], row["done"]) for row in counted}
    waiting = reviews_of(user)
    return [YearLine(year, *numbers.get(year.pk, (0, 0)), waiting.get(year.pk, 0)) for year in years]


def reviews_of(user: User) -> dict[int, int]:
    """By open year how many audits were sent in and wait for the reader's look; one query, none for who reviews nothing."""
    if not scope_of(user, Perm.RUN_AUDITS):
        return {}
    return dict(SelfAudit.objects.to_review_by(user).order_by().values_list("year").annotate(Count("pk")))


def published_reports(user: User) -> list[AuditReport]:
    """Open to every employee, the newest first."""
    rows = AuditReport.objects.visible_to(user).filter(status=AuditReport.Status.PUBLISHED)
    return list(rows.select_related("year__question_set", "unit").order_by("-published_at", "-pk")[:MOST])
