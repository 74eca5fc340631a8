"""What can be wrong with a feed, worded in the reader's language. Kept as code and parameters, never as text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orgstructure.cpr import masked_in

LONGEST_QUOTE = 200

REASONS: Final[dict[str, str | Promise]] = {
    "missing_file": _("The file is not in the folder."),
    "no_folder": _("The folder is not there."),
    "folder_unreadable": _("The folder cannot be read: the right to it is missing."),
    "too_old": _("The file is of %(day)s, which is more than %(limit)s days ago. Look whether the exporter runs."),
    "too_large": _("The file is larger than %(limit)s MB."),
    "not_of_one_export": _("The file is more than %(hours)s hours older than the newest: they are not of one export."),
    "still_written": _("The file changed while it was fetched: the exporter has not finished."),
    "sftp_unreachable": _("The SFTP server does not answer."),
    "sftp_host_key": _(
        "The SFTP server shows another host key than the pinned one. Nothing was sent to it. Ask whoever runs it before you change the key."
    ),
    "sftp_refused": _("The SFTP server refused the sign-in."),
    "sftp_key_file": _("The key file cannot be read, or its passphrase is wrong."),
    "sftp_cut": _("The connection to the SFTP server was cut."),
    "empty_file": _("The file has no rows. A full feed is expected every night."),
    "encoding": _("The characters cannot be told for sure: the byte %(byte)s fits neither UTF-8 nor Windows-1252. Export it as UTF-8."),
    "nul": _("The file holds NUL characters, as UTF-16 does. Export it as UTF-8."),
    "mojibake": _("“%(value)s” was converted to UTF-8 twice. Export it from the source again."),
    "missing_column": _("The column “%(column)s” is missing. The file has: %(found)s."),
    "double_column": _("The column “%(column)s” stands there twice."),
    "too_few_fields": _("The row has %(found)s fields, the header %(expected)s: a field is missing."),
    "too_many_fields": _(
        "The row has %(found)s fields, the header %(expected)s: there is one too many, or the separator stands inside a value."
    ),
    "lone_bar": _("A single | stands in the row. Fields are separated by ||, and a | inside a value is written \\||."),
    "unreadable": _("The row cannot be read: %(error)s."),
    "missing_value": _("“%(column)s” is empty."),
    "too_long": _("“%(column)s” is longer than %(limit)s characters."),
    "bad_uuid": _("“%(column)s” is “%(value)s”, which is not a UUID."),
    "bad_date": _("“%(column)s” is “%(value)s”, which is not a date (YYYY-MM-DD)."),
    "ends_before_start": _("The end %(ends)s lies before the start %(starts)s."),
    "bad_cpr": _("The CPR number is not ten digits that begin with a date."),
    "duplicate_code": _("The code %(value)s stands on line %(first)s already."),
    "duplicate_engagement": _("Employee number %(value)s has another employment in the same days, on line %(first)s."),
    "duplicate_seat": _("The same seat stands on line %(first)s already."),
    "unknown_parent": _("The parent %(value)s is not in the file."),
    "own_parent": _("The unit is its own parent."),
    "cycle": _("The unit lies below itself: %(value)s."),
    "no_root": _("No row has an empty parent: the tree has no root."),
    "two_roots": _("The tree has a second root; the first stands on line %(first)s."),
    "too_deep": _("The unit lies deeper than %(limit)s levels."),
    "unknown_unit": _("The unit %(value)s is not in adm-org-units.csv."),
    "unknown_committee": _("The committee or group %(value)s is not in med-org-units.csv."),
    "bad_mail": _("The mail address cannot be used; the person gets no mail."),
    "seat_without_person": _("The person of this seat has no employment, here or earlier; the seat is left out."),
    "seat_after_employment": _("The person's employment has ended; the seat ends with it, on %(ends)s, though the file goes on."),
    "seat_set_by_hand": _("The seat's last day was set by hand and stays, though the file tells another."),
    "unknown_role": _("The role “%(value)s” is not known; the seat is kept and shown with that word."),
    "unknown_level": _("The level of “%(value)s” is not known: no rule fits its name or depth."),
    "two_people": _("Employee number %(value)s belonged to another person before. If they are the same, merge the two."),
}
# These are told, but stop nothing: the row is used as far as it goes.
NOTES: Final = frozenset(
    {"bad_mail", "seat_without_person", "seat_after_employment", "seat_set_by_hand", "unknown_role", "unknown_level", "two_people"}
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where. CPR numbers never stand in it."""

    file: str
    line: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, file: str, line: int, code: str, **params: object) -> "Problem":
        """A problem that quotes the file, with everything CPR-shaped masked and long values cut."""
        return cls(file, line, code, {name: masked_in(str(value))[:LONGEST_QUOTE] for name, value in params.items()})

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """As `FeedRun.problems` keeps it."""
        return cls(kept["file"], kept["line"], kept["code"], kept["params"])

    @property
    def is_note(self) -> bool:
        """Told, but stops nothing."""
        return self.code in NOTES

    @property
    def reason(self) -> str:
        """In the language that is active now."""
        return str(REASONS[self.code]) % self.params if self.params else str(REASONS[self.code])

    def as_json(self) -> dict[str, Any]:
        """What is kept: no text."""
        return {"file": self.file, "line": self.line, "code": self.code, "params": dict(self.params)}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file and line, each once."""
    once = {(p.file, p.line, p.code, tuple(sorted(p.params.items()))): p for p in problems}
    return [once[key] for key in sorted(once)]


class FeedError(Exception):
    """The files cannot be used; nothing was changed. Holds every problem, not the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems in the feed")
