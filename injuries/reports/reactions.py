"""The inspectorate's reactions as rows: for the list, the start page and the annual report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from injuries.models import Reaction
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

Cell = str | int | date | None


@dataclass(frozen=True)
class ReactionsOf:
    """How many a unit and those below it have, and the nearest day."""

    waiting: int
    late: int
    nearest: date | None
    all: int

    @classmethod
    def below(cls, unit: Unit, today: date) -> Self:
        """Of the unit and all below it; one query."""
        return cls._of(Reaction.objects.below(unit.path), today)

    @classmethod
    def kept_by(cls, reader: User, today: date) -> Self | None:
        """Of those the reader is to see to; None for whoever keeps none. One query at most."""
        if not scope_of(reader, Perm.KEEP_REACTIONS):
            return None
        return cls._of(Reaction.objects.kept_by(reader), today)

    @classmethod
    def _of(cls, rows: "object", today: date) -> Self:
        waits = Q(answered_on=None, withdrawn_on=None)
        found = rows.aggregate(  # type: ignore[attr-defined]  # a ReactionQuerySet
            waiting=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(deadline_on__lt=today)),
            nearest=Min("deadline_on", filter=waits),
            all=Count("pk", filter=Q(withdrawn_on=None)),
        )
        return cls(**found)

    def __bool__(self) -> bool:
        return bool(self.waiting)

    @property
    def list_url(self) -> str:
        """Where they stand."""
        return reverse("reaction-list")


def table_head() -> list[str]:
    """Columns of the annual report's table."""
    return [
        _("Unit"), _("Kind"), _("Topic"), _("What it is about"), _("The inspectorate's case number"), _("Received"), _("Deadline"),
        _("Answered"), _("Days late"), _("Plans"),
    ]  # fmt: skip


def table_rows(unit: Unit, today: date, *, year: int | None = None) -> Iterator[Sequence[Cell]]:
    """Those of the unit and all below it, of one year by the day they came; taken back ones are left out."""
    rows = Reaction.objects.below(unit.path).filter(withdrawn_on=None)
    if year is not None:
        rows = rows.filter(received_on__year=year)
    for row in rows.select_related("unit").annotate(tied=Count("plans")).order_by("received_on", "pk"):
        yield (
            row.unit.name, str(row.get_kind_display()), str(row.get_topic_display()), row.title, row.journal_number, row.received_on,
            row.deadline_on, row.answered_on, days_late(row, today), row.tied,  # type: ignore[attr-defined]  # annotated
        )  # fmt: skip


def days_late(row: Reaction, today: date) -> int | None:
    """Beyond the deadline until the answer, or until today; None where there is no deadline."""
    if row.deadline_on is None:
        return None
    return max(0, ((row.answered_on or today) - row.deadline_on).days)
