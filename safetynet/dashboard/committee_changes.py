"""What changed since the committee's last meeting, at the top of its overview: each figure opens exactly its rows."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from annualcycle.reports.since_last import SinceLast
from orgstructure.levels import Level
from safetynet.dashboard.overview import Figure, Overview


@dataclass(frozen=True)
class CommitteeChanges:
    """The figures and the answers, with the day they count from."""

    report: SinceLast
    strip: tuple[Figure, ...]

    @classmethod
    def of(cls, shown: Overview, level: Level, *, today: date) -> Self | None:
        """None for a unit, and where no meeting was held. One query without a meeting, seven with one."""
        report = SinceLast.of(level.committee, level.area, today=today) if level.committee else None
        if report is None:
            return None
        made = (
            (_("New plans"), report.new, "new", ""),
            (_("Closed"), report.closed, "closed", _("%(helped)s solved or partly solved the problem") % {"helped": report.helped}),
            (_("Have passed their date"), report.overdue, "overdue", ""),
            (_("Somebody said why it stopped"), report.explained, "explained", ""),
        )
        return cls(
            report, tuple(Figure(label, str(value), shown.rows(**report.words(word)), note=note) for label, value, word, note in made)
        )
