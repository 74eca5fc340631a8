"""The four files as one feed, or every problem in them at once."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from orgstructure import cpr
from orgstructure.feed import checks
from orgstructure.feed.problems import FeedError, Problem, in_order
from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS, CommitteeRow, EngagementRow, Feed, SeatRow, UnitRow
from orgstructure.feed.tables import Row, read_table

if TYPE_CHECKING:
    from orgstructure.feed.shapes import Shape

# LedersCPR may stand in adm-engagements.csv or not; it is never read.
COLUMNS = {
    UNITS: ("Afdelingsnavn", "Afdelingskode", "Forældreafdelingskode", "Pnummer", "Arbejdsmiljøorganisationkode"),
    ENGAGEMENTS: (
        "Medarbejdernummer",
        "CPR",
        "Fornavn",
        "Efternavn",
        "Mail",
        "Afdelingskode",
        "Startdato",
        "Slutdato",
        "LedersMedarbejdernummer",
        "Brugernavn",
        "Titel",
        "Faggruppe",
    ),
    COMMITTEES: ("Afdelingsnavn", "Afdelingskode", "Forældreafdelingskode"),
    SEATS: ("CPR", "Afdelingskode", "Startdato", "Slutdato", "Hverv", "Hovedorganisation"),
}
NAME, NUMBER = 200, 64
LOSES_A_ROW = {"too_few_fields", "too_many_fields", "bad_uuid", "unreadable", "missing_value"}
NO_CODE = UUID(int=0)


def read_feed(folder: Path) -> Feed:
    """The feed in the folder; raises FeedError with every problem of every file."""
    problems: list[Problem] = []
    read_as: list[Shape] = []
    tables = {file: read_table(folder, file, columns, problems, read_as) for file, columns in COLUMNS.items()}
    units = [unit for row in tables[UNITS] if (unit := _unit(row))]
    committees = [committee for row in tables[COMMITTEES] if (committee := _committee(row))]
    engagements = [engagement for row in tables[ENGAGEMENTS] if (engagement := _engagement(row))]
    seats = [seat for row in tables[SEATS] if (seat := _seat(row))]
    problems += [problem for table in tables.values() for row in table for problem in row.problems]
    wholly_read = {file for file in COLUMNS if tables[file] and not _has_lost_rows(file, problems)}
    problems += checks.check(units, committees, engagements, seats, wholly_read)
    if any(not problem.is_note for problem in problems):
        raise FeedError(problems)
    return Feed(tuple(units), tuple(committees), tuple(engagements), tuple(seats), tuple(in_order(problems)), tuple(read_as))


def _has_lost_rows(file: str, problems: list[Problem]) -> bool:
    """Some row could not be used, so that “not in the file” would be said of rows that are in it."""
    return any(problem.file == file and problem.code in LOSES_A_ROW for problem in problems)


def _unit(row: Row) -> UnitRow | None:
    key, name = row.uuid("Afdelingskode"), row.text("Afdelingsnavn", NAME, required=True)
    parent, p_number = row.uuid("Forældreafdelingskode", required=False), row.text("Pnummer", 20)
    covered_by = row.uuids("Arbejdsmiljøorganisationkode")
    return UnitRow(row.line, key, name, parent, p_number, covered_by) if key else None


def _committee(row: Row) -> CommitteeRow | None:
    key = row.uuid("Afdelingskode")
    name, parent = row.text("Afdelingsnavn", NAME, required=True), row.uuid("Forældreafdelingskode", required=False)
    return CommitteeRow(row.line, key, name, parent) if key else None


def _engagement(row: Row) -> EngagementRow | None:
    unit, (starts, ends) = row.uuid("Afdelingskode"), row.period()
    found = EngagementRow(
        line=row.line,
        number=row.text("Medarbejdernummer", NUMBER, required=True),
        cpr=_cpr(row),
        first_name=row.text("Fornavn", 120, required=not row.fields["Efternavn"].strip()),
        last_name=row.text("Efternavn", 120),
        email=_mail(row),
        unit=unit or NO_CODE,
        starts=starts,
        ends=ends,
        manager_number=row.text("LedersMedarbejdernummer", NUMBER),
        username=row.text("Brugernavn", 64),
        title=row.text("Titel", 120),
        profession=row.text("Faggruppe", 120),
    )
    return found if row.is_usable else None


def _seat(row: Row) -> SeatRow | None:
    committee, (starts, ends) = row.uuid("Afdelingskode"), row.period()
    found = SeatRow(
        line=row.line,
        cpr=_cpr(row, required=True),
        committee=committee or NO_CODE,
        starts=starts,
        ends=ends,
        word=row.text("Hverv", 80, required=True),
        union=row.text("Hovedorganisation", 120),
    )
    return found if row.is_usable else None


def _cpr(row: Row, *, required: bool = False) -> str:
    value = row.fields["CPR"].strip()
    if not value:
        if required:
            row.say("missing_value", column="CPR")
        return ""
    try:
        return cpr.normalise(value)
    except cpr.NotACprNumberError:
        row.say("bad_cpr")
        return ""


def _mail(row: Row) -> str:
    value = row.text("Mail", 254)
    try:
        if value:
            validate_email(value)
    except ValidationError:
        row.say("bad_mail")
        return ""
    return value
