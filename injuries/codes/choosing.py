"""The tables as a select offers them: groups with their parts, in the reader's language."""

from datetime import date
from typing import Any

from injuries.codes.everyday import PHRASES, Phrase
from injuries.codes.tables import Table, code_table, label_of

AGENTS = ("activity_agent", "deviation_agent", "contact_agent")
FIELDS = {
    "environment": Table.ENVIRONMENT,
    "process": Table.PROCESS,
    "activity": Table.ACTIVITY,
    "deviation": Table.DEVIATION,
    "contact": Table.CONTACT,
    "injury": Table.INJURY,
    "body": Table.BODY,
    **dict.fromkeys(AGENTS, Table.AGENT),
}


def options(table: Table, day: date, kept: str = "") -> list[Any]:
    """What may be chosen for an injury of that day, and what is chosen already; a group stands first among its parts."""
    found: list[Any] = [("", "–")]
    open_group: list[tuple[str, str]] = []
    rows = [code for code in code_table(table).values() if code.holds_on(day) or code.code == kept]
    parts = {code.group for code in rows if code.group}
    for code in rows:
        line = (code.code, f"{code.code} {label_of(table, code.code)}")
        if code.code in parts:
            open_group = [line]
            found.append((label_of(table, code.code), open_group))
        elif code.group and code.group in parts:
            open_group.append(line)
        else:
            found.append(line)
    return found


def phrase_of(key: str) -> Phrase | None:
    """The everyday words with that key."""
    return next((phrase for phrase in PHRASES if phrase.key == key), None)


def fields_of(phrase: Phrase) -> dict[str, str]:
    """The fields that the words fill in; what they call the agent is what hurt, and what went wrong came from it too."""
    found = {table.value: code for table, code in phrase.codes.items() if table != Table.AGENT}
    if agent := phrase.codes.get(Table.AGENT):
        found |= {"contact_agent": agent, "deviation_agent": agent}
    return found
