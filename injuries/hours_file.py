"""Hours and full-time equivalents from a spreadsheet: every line is read before any is kept, and what is wrong is told by line."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from injuries.forms.figure_settings import HoursForm, read_line
from injuries.usecases.deciding import Hours
from orgstructure.access import Scope
from orgstructure.models import Unit
from safetynet.common.given import read_id
from safetynet.common.sheets import Rows


@dataclass
class HoursFile:
    """What the lines say; nothing is kept while `problems` says anything."""

    rows: list[Hours] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def read(cls, lines: Rows, scope: Scope) -> "HoursFile":
        """The first line is headings. One query."""
        units = list(Unit.objects.filter(scope.where("")).only("pk", "name", "path"))
        found, seen = cls(), set()
        for number, cells in lines[1:]:
            told = read_line(cells)
            unit, form = _unit(told["unit"], units), HoursForm(told)
            if isinstance(unit, str):
                found.problems.append((number, unit))
            elif not form.is_valid():
                found.problems.append((number, " ".join(_said(form))))
            elif (unit.pk, form.cleaned_data["year"]) in seen:
                found.problems.append((number, _("The same unit and year stand further up.")))
            else:
                seen.add((unit.pk, form.cleaned_data["year"]))
                found.rows.append(Hours(unit, **form.cleaned_data))
        return found


def _said(form: HoursForm) -> list[str]:
    """What is wrong with a line, each with the name of its column."""
    found = [(name, text) for name, texts in form.errors.items() for text in texts]
    return [f"{form.fields[name].label}: {text}" if name in form.fields else str(text) for name, text in found]


def _unit(text: str, units: Collection[Unit]) -> Unit | str:
    """The unit, or why it is none."""
    pk, name = read_id(text.strip()), text.strip().casefold()
    found = [unit for unit in units if unit.pk == pk or unit.name.casefold() == name]
    if len(found) == 1:
        return found[0]
    if found:
        return _("Several units are called “%(name)s”. Write the unit's number instead.") % {"name": text}
    return _("There is no unit “%(name)s” that you may note hours for.") % {"name": text}
