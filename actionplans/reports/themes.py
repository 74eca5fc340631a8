"""Open plans by theme."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count, Q

from actionplans.models import ActionPlan, Status, Theme, Urgency
from actionplans.models.choices import OPEN_STATUSES
from actionplans.models.querysets import OVERDUE_STATUSES
from orgstructure.access import Scope


@dataclass(frozen=True)
class ThemeFigures:
    """One theme; `theme` is None for plans without one."""

    theme: Theme | None
    open: int
    overdue: int
    awaiting: int


@dataclass(frozen=True)
class Themes:
    """The themes of an area's open plans, most plans first.

    What a confidential plan is about is not told by a count either: those plans are in `confidential` and in no theme.
    """

    rows: tuple[ThemeFigures, ...]
    acute: int
    confidential: ThemeFigures

    @classmethod
    def of(cls, area: Scope, today: date) -> Self:
        """One query."""
        counts = (
            ActionPlan.objects.filter(area.where(), status__in=OPEN_STATUSES)
            .order_by()
            .values_list("is_confidential", "theme_id", "theme__code", "theme__name")
            .annotate(
                open=Count("*"),
                overdue=Count("status", filter=Q(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)),
                awaiting=Count("status", filter=Q(status=Status.AWAITING)),
                acute=Count("status", filter=Q(urgency=Urgency.ACUTE)),
            )
        )
        rows = list(counts)
        shown = [
            ThemeFigures(Theme(pk=theme_id, code=code, name=name) if theme_id else None, *counts)
            for is_hidden, theme_id, code, name, *counts, _acute in rows
            if not is_hidden
        ]
        hidden = [counts for is_hidden, _theme, _code, _name, *counts, _acute in rows if is_hidden]
        return cls(
            rows=tuple(sorted(shown, key=lambda row: (-row.open, str(row.theme or "")))),
            acute=sum(row[-1] for row in rows),
            confidential=ThemeFigures(None, *(sum(column) for column in zip(*hidden, strict=True)) if hidden else (0, 0, 0)),
        )
