"""The mapping from our fields to the portal's elements: read, judged and shipped. The interface is not public, so people change it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.conf import settings
from django.utils.translation import gettext as _

from injuries.easy.record import FIELDS
from injuries.models import EasyTemplate

NAME: Final = re.compile(r"[^\W\d][\w.-]*")
LONGEST_PATH: Final = 200
DEEPEST: Final = 8


class WrongMappingError(Exception):
    """The mapping cannot make a file; `wrong` maps a field of the form to a sentence."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        """Keep what is wrong, by field."""
        super().__init__("; ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True)
class Line:
    """One of our fields, where it goes, and whether a file without it is refused."""

    name: str
    path: str
    is_required: bool


@dataclass(frozen=True)
class FileMapping:
    """A whole template: the names around the cases, our fields, and what is the same in every case."""

    root: str
    case: str
    lines: tuple[Line, ...]
    fixed: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """As the template's row keeps it; fields that we do not have any more are left out."""
        lines = tuple(Line(name, path, bool(is_required)) for name, path, is_required in kept["fields"] if name in FIELDS)
        return cls(kept["root"], kept["case"], lines, tuple((path, value) for path, value in kept["fixed"]))

    def kept(self) -> dict[str, Any]:
        """As the template's row keeps it."""
        fields = [[line.name, line.path, line.is_required] for line in self.lines]
        return {"root": self.root, "case": self.case, "fields": fields, "fixed": [list(one) for one in self.fixed]}

    def judge(self) -> None:
        """Raise `WrongMappingError` where no file could be made of it."""
        if wrong := dict(self._wrong()):
            raise WrongMappingError(wrong)

    def _wrong(self) -> Iterator[tuple[str, str]]:
        for field, name in (("root", self.root), ("case", self.case)):
            if not NAME.fullmatch(name):
                yield field, _("“%(name)s” is no name of an element: letters, digits, hyphen and dot, a letter first.") % {"name": name}
        if not self.lines:
            yield "root", _("At least one field must go into the file.")
        taken: dict[str, str] = {}
        for field, path in [*((f"path_{line.name}", line.path) for line in self.lines), *(("fixed", path) for path, _value in self.fixed)]:
            if told := _wrong_path(path) or _in_the_way(path, taken):
                yield field, told
            taken[path] = field

    @property
    def paths(self) -> dict[str, str]:
        """Where each of our fields goes."""
        return {line.name: line.path for line in self.lines}

    @property
    def required(self) -> set[str]:
        """Those that a file is refused without."""
        return {line.name for line in self.lines if line.is_required}


def _wrong_path(path: str) -> str:
    parts = path.split("/")
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        return _("“%(path)s” is too long or too deep.") % {"path": path[:60]}
    if any(not NAME.fullmatch(part) or part.lower().startswith("xml") for part in parts):
        return _("“%(path)s” is no path: names with “/” between them, for example Skade/Dato.") % {"path": path}
    return ""


def _in_the_way(path: str, taken: Mapping[str, str]) -> str:
    for other in taken:
        if path == other:
            return _("“%(path)s” is used twice. Every field needs an element of its own.") % {"path": path}
        if path.startswith(f"{other}/") or other.startswith(f"{path}/"):
            return _("“%(path)s” and “%(other)s” are in each other's way: an element holds either a text or other elements.") % {
                "path": path,
                "other": other,
            }
    return ""


def default() -> FileMapping:
    """The one that is shipped: our own words in the order of BEK 799/2022 annex 1. A region replaces them by its portal's."""
    lines = tuple(Line(name, path, name in DEFAULT_REQUIRED) for name, path in DEFAULT_PATHS.items())
    return FileMapping("Anmeldelser", "Anmeldelse", lines, (("Arbejdsgiver/Navn", settings.REGION_NAME),))


DEFAULT_REQUIRED: Final = (
    *("name", "occupation", "employment", "hired_on", "injury", "body", "expected_absence", "happened_on", "happened_at", "course"),
    *("contact", "contact_agent"),
)
DEFAULT_PATHS: Final = {
    "number": "Sagsnummer",
    "name": "Tilskadekomne/Navn",
    "cpr": "Tilskadekomne/CPR",
    "sex": "Tilskadekomne/Koen",
    "age": "Tilskadekomne/Alder",
    "nationality": "Tilskadekomne/Nationalitet",
    "occupation": "Tilskadekomne/Stilling",
    "employment": "Tilskadekomne/Ansaettelsesforhold",
    "hired_on": "Tilskadekomne/Ansat",
    "injury": "Skade/Art",
    "body": "Skade/Legemsdele/Legemsdel",
    "expected_absence": "Skade/ForventetFravaer",
    "absent_since": "Skade/FoersteFravaersdag",
    "unit": "Arbejdsgiver/Afdeling",
    "p_number": "Arbejdsgiver/Produktionsenhed",
    "kind": "Haendelse/Type",
    "happened_on": "Haendelse/Dato",
    "happened_at": "Haendelse/Klokkeslaet",
    "is_off_premises": "Haendelse/UdenForVirksomheden",
    "place": "Haendelse/Sted",
    "course": "Haendelse/Forloeb",
    "environment": "Haendelse/Arbejdssted",
    "process": "Haendelse/Arbejdsproces",
    "activity": "Haendelse/Aktivitet",
    "activity_agent": "Haendelse/AktivitetAgent",
    "deviation": "Haendelse/Afvigelse",
    "deviation_agent": "Haendelse/AfvigelseAgent",
    "contact": "Haendelse/Kontakt",
    "contact_agent": "Haendelse/KontaktAgent",
    "may_claim": "Haendelse/KravKanOpstaa",
}


def in_force() -> tuple[FileMapping, EasyTemplate | None]:
    """The newest template, or the shipped one where nobody has made another."""
    row = EasyTemplate.objects.order_by("-pk").first()
    return (FileMapping.read(row.mapping), row) if row else (default(), None)
