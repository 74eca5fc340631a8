"""The levels of a year's self-audit: which of them one reader may open, above and below the one that is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from apv.models import AuditReport, AuditYear, path_on
from apv.reports.audit_parts import OrgPart
from orgstructure.access import may, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class Levels:
    """Names with addresses, only of reports that open."""

    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]

    @classmethod
    def around(cls, year: AuditYear, unit: Unit, parts: Iterable[OrgPart], user: User) -> "Levels":
        """One query."""
        path = [int(one) for one in path_on(unit, year.tree_on).strip("/").split("/")]
        top = path.index(year.top_id) if year.top_id in path else len(path)
        above, below = path[top:-1], [one.unit for one in parts if one.unit]
        open_ones = {row.pk: row for row in _open(year, user).filter(pk__in=[*above, *below])}
        return cls(
            tuple((open_ones[pk].name, _address(year, pk)) for pk in above if pk in open_ones),
            tuple((one.name, _address(year, one.unit)) for one in parts if one.unit in open_ones and one.unit),
        )


def may_open(year: AuditYear, unit: Unit, user: User) -> bool:
    """Published reports are every employee's; the others those people's who make the level's reports or run its self-audits."""
    if not user.is_active:
        return False
    mine = any(may(user, perm, unit.pk, unit.path) for perm in (Perm.RUN_REPORTS, Perm.RUN_AUDITS))
    return mine or AuditReport.objects.filter(year=year, unit=unit, status=AuditReport.Status.PUBLISHED).exists()


def is_of(year: AuditYear, unit: Unit) -> bool:
    """The level lay at or below the top of the year, in the year's tree."""
    return year.top_id in map(int, path_on(unit, year.tree_on).strip("/").split("/"))


def _open(year: AuditYear, user: User) -> "QuerySet[Unit]":
    published = AuditReport.objects.filter(year=year, status=AuditReport.Status.PUBLISHED)
    mine = (scope_of(user, Perm.RUN_REPORTS) | scope_of(user, Perm.RUN_AUDITS)).where("")
    return Unit.objects.filter(mine | Q(pk__in=published.values("unit")))


def _address(year: AuditYear, unit: int) -> str:
    return reverse("audit-report", args=[year.pk, unit])
