"""What lies ready when somebody reports: the own unit, the people around, who may be reported for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from actionplans.people import Directory
from orgstructure.access import scope_of
from orgstructure.models import Engagement, Unit, User
from orgstructure.permissions import Perm
from orgstructure.reports import home_unit_of
from safetynet.common.given import read_id
from safetynet.common.opentext import tidy

FOUND_AT_MOST = 20
LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Desk:
    """`units` are the choices of one form, the first the one it stands on; `directory` is empty for who belongs to no unit."""

    reporter: User
    today: date
    unit: Unit | None
    units: tuple[tuple[int, str], ...]
    directory: Directory | None
    may_sign: bool
    find_unit: str = ""
    find_person: str = ""
    found: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, reporter: User, posted: Mapping[str, Any], today: date) -> "Desk":
        """`posted` is what the form says so far: a unit, a person, words looked for. At most nine queries."""
        existing = Unit.objects.existing(today)
        find_unit, find_person = (tidy(posted.get(name, ""))[:LONGEST_SEARCH].strip() for name in ("find_unit", "find_person"))
        injured = read_id(posted.get("injured", "") or "")
        chosen = existing.filter(pk=read_id(posted.get("unit", "") or "") or 0).first()
        unit = chosen or home_unit_of(reporter, today) or existing.filter(manager=reporter).named().first()
        found = list(existing.called(find_unit).named()[:FOUND_AT_MOST]) if find_unit else []
        units = {row.pk: row.name for row in (*([unit] if unit else []), *found, *_units_around(reporter, injured, today))}
        return cls(
            reporter=reporter,
            today=today,
            unit=unit,
            units=tuple(units.items()),
            directory=Directory(unit, today, also=[injured] if injured else [], looked_for=find_person) if unit else None,
            may_sign=bool(scope_of(reporter, Perm.SIGN_INJURIES)),
            find_unit=find_unit,
            find_person=find_person,
            found=frozenset(row.pk for row in found),
        )

    @property
    def people(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Everybody that one may report for, oneself left out."""
        groups = self.directory.groups if self.directory else []
        last = len(groups) - 1  # the directory speaks of a plan there
        kept = [
            (label if place < last else _("Others"), [(one.pk, str(one)) for one in people if one.pk != self.reporter.pk])
            for place, (label, people) in enumerate(groups)
        ]
        return [(label, people) for label, people in kept if people]

    @property
    def found_nobody(self) -> bool:
        """Somebody was looked for, and nobody is called that."""
        return bool(self.find_person) and not (self.directory and self.directory.has_found)

    @property
    def found_no_unit(self) -> bool:
        """A unit was looked for, and none is called that."""
        return bool(self.find_unit) and not self.found


def _units_around(reporter: User, injured: int | None, today: date) -> list[Unit]:
    """Where both of them work, and what the reporter manages."""
    rows = Engagement.objects.current(today).filter(user__in=[reporter.pk, injured or 0]).home_first().values_list("unit", flat=True)
    near = Unit.objects.existing(today).filter(pk__in=list(rows)) | Unit.objects.existing(today).filter(manager=reporter)
    return list(near.named()[:FOUND_AT_MOST])
