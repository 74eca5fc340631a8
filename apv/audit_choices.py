"""What the form of a proposal offers: the questions, levels near the report's, people near them; and what is looked for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.people import Directory
from apv.models import AuditProposal, AuditReport
from orgstructure.models import Unit
from safetynet.common.given import read_id
from safetynet.common.http import QueryDict
from safetynet.common.opentext import tidy

FOUND_UNITS = 20
MOST_BELOW = 60
LONGEST_SEARCH = 80
Grouped = list[tuple[str, list[tuple[int, str]]]]


class ProposalChoices:
    """Read once for one form, with a fixed number of queries."""

    def __init__(self, report: AuditReport, today: date, *, kept: AuditProposal | None = None, data: QueryDict | None = None) -> None:
        """`kept` and what is chosen in `data` stay among the choices; `find` in it are words of a unit, a name or a title."""
        self.report, self.unit = report, report.unit
        self.looked_for = tidy(data.get("find", "")).strip()[:LONGEST_SEARCH] if data else ""
        self.has_found = False
        self.units = self._units(today, _ids(kept, data, "unit", "responsible_unit"))
        directory = Directory(self.unit, today, also=_ids(kept, data, "responsible"), looked_for=self.looked_for)
        self.people = directory.choices
        self.has_found |= directory.has_found
        self.questions = [(one.pk, f"{one.position}. {one}") for one in report.year.question_set.questions.all()]

    def _units(self, today: date, also: Iterable[int]) -> Grouped:
        existing = Unit.objects.existing(today)
        found = list(existing.called(self.looked_for).named()[:FOUND_UNITS]) if self.looked_for else []
        self.has_found |= bool(found)
        near = Q(pk__in=[self.unit.pk, *self.unit.ancestor_ids(), *also])
        above = list(existing.filter(near).order_by("depth", "name_sort", "pk"))
        below = list(existing.filter(parent=self.unit).named()[:MOST_BELOW])
        seen: set[int] = set()
        return [group for group in (_group(label, rows, seen) for label, rows in self._named(found, above, below)) if group[1]]

    def _named(self, found: list[Unit], above: list[Unit], below: list[Unit]) -> list[tuple[str, list[Unit]]]:
        return [(_("Found"), found), (_("This level and those above"), above), (_("Right below"), below)]


def _group(label: str, rows: list[Unit], seen: set[int]) -> tuple[str, list[tuple[int, str]]]:
    fresh = [(unit.pk, unit.name) for unit in rows if unit.pk not in seen]
    seen.update(pk for pk, _name in fresh)
    return label, fresh


def _ids(kept: AuditProposal | None, data: QueryDict | None, *names: str) -> list[int]:
    stand = [getattr(kept, f"{name}_id") for name in names] if kept else []
    posted = [read_id(data.get(name, "")) for name in names] if data else []
    return [pk for pk in (*stand, *posted) if pk]
