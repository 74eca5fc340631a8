"""Small feeds for tests, written as the exporter writes: csv with an escape character, then every bar doubled."""

import csv
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from orgstructure.feed.reader import COLUMNS
from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS
from safetynet.common import clock
from safetynet.operations.organisation import ImportResult, import_organisation
from tests.factories import TODAY

REGION = Path(__file__).resolve().parents[2] / "docs/examples/region-eksempel"
CPRS = ("1802836105", "0309606508", "1306716813", "2109908294", "0101585001", "3112996001")


def code(name: str) -> str:
    """The same UUID for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def encoded(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter="|", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")
    writer.writerows(rows)
    return out.getvalue().replace("|", "||")


@dataclass
class SmallFeed:
    """Region > hospital > ward and clinic; four employed; one group for the ward, one committee for the hospital."""

    folder: Path
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = {UNITS: [], ENGAGEMENTS: [], COMMITTEES: [], SEATS: []}
        self.committee("RMU").committee("LMU", "RMU").committee("AMG 1", "LMU")
        self.unit("Region", "", "RMU").unit("Hospital", "Region", "LMU").unit("Afsnit", "Hospital", "AMG 1").unit("Klinik", "Hospital")
        self.employ("100", CPRS[0], "Region").employ("200", CPRS[1], "Hospital", manager="100")
        self.employ("300", CPRS[2], "Afsnit", manager="200").employ("301", CPRS[3], "Afsnit", manager="300")
        self.seat(CPRS[2], "AMG 1", "Arbejdsmiljøleder").seat(CPRS[3], "AMG 1", "AMR").seat(CPRS[1], "LMU", "Formand")

    def unit(self, name: str, parent: str = "", *covered_by: str) -> "SmallFeed":
        codes = [code(name), code(parent) if parent else "", "", ",".join(code(c) for c in covered_by)]
        return self._add(UNITS, name, *codes)

    def committee(self, name: str, parent: str = "") -> "SmallFeed":
        return self._add(COMMITTEES, name, code(name), code(parent) if parent else "")

    def employ(
        self, number: str, cpr: str, unit: str, *, manager: str = "", starts: str = "2015-01-01", ends: str = "", name: str = ""
    ) -> "SmallFeed":
        who = [name or f"Fornavn{number}", "Efternavn", f"p{number}@region-eksempel.invalid"]
        return self._add(ENGAGEMENTS, number, cpr, *who, code(unit), starts, ends, manager, f"u{number}", "Sygeplejerske", "Sygeplejerske")

    def seat(self, cpr: str, committee: str, word: str, *, starts: str = "2024-01-01", ends: str = "", union: str = "") -> "SmallFeed":
        return self._add(SEATS, cpr, code(committee), starts, ends, word, union)

    def _add(self, file: str, *values: str) -> "SmallFeed":
        self.tables[file].append(dict(zip(COLUMNS[file], values, strict=True)))
        return self

    def change(self, file: str, where: str, **values: str) -> "SmallFeed":
        """Set columns of the rows in which some value is `where`."""
        for row in self.tables[file]:
            if where in row.values():
                row.update(values)
        return self

    def drop(self, file: str, where: str) -> "SmallFeed":
        self.tables[file] = [row for row in self.tables[file] if where not in row.values()]
        return self

    def text(self, file: str) -> str:
        return encoded([COLUMNS[file], *(row.values() for row in self.tables[file])])

    def write(self, **replaced: str | bytes) -> Path:
        """The folder with the four files; `units=…`, `engagements=…`, `committees=…`, `seats=…` replace a file's text."""
        names = {"units": UNITS, "engagements": ENGAGEMENTS, "committees": COMMITTEES, "seats": SEATS}
        for short, file in names.items():
            content = replaced.get(short, self.text(file))
            (self.folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.folder

    def bring_in(self, **how: object) -> ImportResult:
        return bring_in(self.write(), **how)


def bring_in(folder: Path = REGION, **how: object) -> ImportResult:
    """Import on the tests' day, unless said otherwise."""
    return import_organisation(folder, **{"today": TODAY, "now": clock.now} | how)
