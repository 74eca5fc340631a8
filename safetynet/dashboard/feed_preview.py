"""What a preview of the organisation's files shows: how many of what, what trips the limits, the first rows as they were read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orgstructure.feed.brake import Excess, exceeded
from orgstructure.feed.problems import Problem
from orgstructure.models import FeedLine, FeedRun, FeedUpload

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


def told(rows: Iterable[FeedLine]) -> list[dict[str, str]]:
    """The rows of one page, with what happens in the reader's language."""
    return [{"name": row.name, "label": str(DID.get(row.did, row.did)), "was": row.was, "to": row.to} for row in rows]


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


def kept_back(run: FeedRun) -> list[dict[str, object]]:
    """What an undo left as it was: units and committees by name, the rest counted."""
    counted = Counter((line["what"], line["name"]) for line in run.kept_back)
    return [{"label": STAYED.get(what, _("Role")), "name": name, "number": number} for (what, name), number in counted.items()]
