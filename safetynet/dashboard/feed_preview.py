"""What a preview of the organisation's files shows: how many of what, what trips the limits, the first rows as they were read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orgstructure.access import may
from orgstructure.feed.brake import Excess, exceeded
from orgstructure.feed.problems import Problem
from orgstructure.feed.shapes import BARS, CP1252, UTF8, UTF16
from orgstructure.models import FeedLine, FeedRun, FeedUpload, Unit, User
from orgstructure.permissions import Perm

PARTS: dict[str, str | Promise] = {
    "units": _("Units"),
    "committees": _("Committees and groups"),
    "coverage": _("Coverage"),
    "managers": _("Managers of units"),
    "people": _("People"),
    "seats": _("Seats"),
    "roles": _("Roles without a known meaning"),
}
DID: dict[str, str | Promise] = {
    "created": _("New"),
    "closed": _("Closes"),
    "moved": _("Moves"),
    "renamed": _("New name"),
    "manager": _("New manager"),
    "joins": _("Joins"),
    "leaves": _("Leaves"),
    "begins": _("Begins"),
    "ends": _("Ends"),
    "changed": _("Changed"),
    "unmapped": _("Not mapped"),
}


@dataclass(frozen=True)
class Part:
    """One kind of thing, and how many of each change."""

    code: str
    label: str
    counts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _label, number in self.counts)


class Preview:
    """The numbers above the rows; two queries."""

    def __init__(self, upload: FeedUpload) -> None:
        self.upload = upload
        run = upload.run
        self.excesses: list[Excess] = exceeded(run.counts) if run else []
        self.notes = [Problem.from_json(kept) for kept in run.problems[:200]] if run else []
        self.wants_another = bool(self.excesses) and settings.IMPORT_FOUR_EYES
        counted = upload.lines.values_list("part", "did").annotate(number=Count("pk")).order_by("part", "did")
        found: dict[str, list[tuple[str, int]]] = {}
        for part, did, number in counted:
            found.setdefault(part, []).append((str(DID.get(did, did)), number))
        self.parts = [Part(code, str(label), found[code]) for code, label in PARTS.items() if code in found]

    def tabs(self, chosen: str) -> list[dict[str, object]]:
        """All rows, and those of each kind."""
        kinds = [("", str(_("All")), sum(one.total for one in self.parts)), *((one.code, one.label, one.total) for one in self.parts)]
        return [
            {"label": label, "url": f"?part={code}#rows", "is_current": code == chosen, "count": number} for code, label, number in kinds
        ]


def told(rows: Iterable[FeedLine]) -> list[dict[str, str]]:
    """The rows of one page, with what happens in the reader's language."""
    return [{"name": row.name, "label": str(DID.get(row.did, row.did)), "was": row.was, "to": row.to} for row in rows]


CHARSETS: dict[str, str | Promise] = {UTF8: "UTF-8", UTF16: "UTF-16", CP1252: _("Windows-1252 (Latin-1)")}
DELIMITERS: dict[str, str | Promise] = {
    BARS: _("fields parted by ||"),
    ";": _("fields parted by semicolon"),
    ",": _("fields parted by comma"),
    "\t": _("fields parted by tabulator"),
}


def samples(upload: FeedUpload) -> list[dict[str, object]]:
    """How each file was written, said in words, and its rows."""
    said = {"charset": CHARSETS, "delimiter": DELIMITERS}
    return [one | {name: words.get(one[name], one[name]) for name, words in said.items()} for one in upload.samples]


STAYED: dict[str, str | Promise] = {
    "unit": _("Unit"),
    "committee": _("Committee or group"),
    "number": _("Employment"),
    "seat": _("Seat"),
    "person": _("Person"),
    "card": _("Hand-over"),
    "actionplans_actionplan": _("Plan"),
    "actionplans_measure": _("Measure"),
    "orgstructure_coverage": _("Coverage"),
}


@dataclass(frozen=True)
class Stayed:
    """One kind of thing that an undo left as it was, each by name where it has one."""

    label: str | Promise
    number: int
    names: list[str]


def kept_back(run: FeedRun, user: User) -> list[Stayed]:
    """What an undo left as it was. People stand in the run by key alone; who may not see them is told how many. Two queries."""
    people = {line["person"] for line in run.kept_back if line.get("person")}
    shown = people_by_key(user, people) if people else {}
    found: dict[str | Promise, list[str]] = {}
    for line in run.kept_back:
        name = line["name"] or shown.get(line.get("person") or 0, "")
        found.setdefault(STAYED.get(line["what"], _("Role")), []).append(name)
    return [Stayed(label, len(names), sorted({name for name in names if name})) for label, names in found.items()]


def people_by_key(user: User, keys: Iterable[int]) -> dict[int, str]:
    """Names for whoever brings the organisation in from the top: who sees the preview's names sees these."""
    root = Unit.objects.filter(parent=None, valid_to=None).first()
    if root is None or not may(user, Perm.IMPORT_ORGANISATION, root.pk, root.path):
        return {}
    return {person.pk: person.get_full_name() for person in User.objects.filter(pk__in=keys)}
