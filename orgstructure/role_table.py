"""`roles.py` in words: one line for each role, for the page that everybody reads and for docs/roles.md."""

from dataclasses import dataclass

from django.utils.translation import override

from orgstructure.permissions import Reach, Role
from orgstructure.roles import ROLES

HEAD = """# Roller og rettigheder

Skrevet ud af `orgstructure/roles.py` med `python manage.py print_roles > docs/roles.md`. Ret den fil, ikke denne.
"""


@dataclass(frozen=True)
class RoleLine:
    """One role and what it gives, as (what, how far)."""

    name: str
    gives: tuple[tuple[str, str], ...]


def role_lines() -> list[RoleLine]:
    """In the order of the table, in the reader's language."""
    return [
        RoleLine(str(Role(role).label), tuple((str(perm.label), str(Reach(reach).label)) for perm, reach in gives.items()))
        for role, gives in ROLES.items()
    ]


def role_document(language: str = "da") -> str:
    """The whole of docs/roles.md; a test says that the file is this text."""
    with override(language):
        parts = [HEAD]
        for line in role_lines():
            rows = "".join(f"| {what} | {reach} |\n" for what, reach in line.gives)
            parts.append(f"\n## {line.name[:1].upper()}{line.name[1:]}\n\n| må | rækkevidde |\n|---|---|\n{rows}")
    return "".join(parts)
