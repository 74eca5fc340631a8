"""The papers of the year: each kind finds what it shows with the rights of who asked, and says what its template is given.

A kind is one line of `PAPERS`; what it shows is worked out in a module of its own. `words` are `{"pk": …}` and, of a wheel, `{"year": …}`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from orgstructure.models import User

Words = Mapping[str, Any]


class NotThereError(Exception):
    """What the paper shows is gone, or the person may not read it (any more)."""


@dataclass(frozen=True)
class YearPaper:
    """How one kind of paper is made.

    `find(words, by, today)` gives what it shows, or raises `NotThereError`; `context(found, by, today)` what `template` is given;
    `file_name` is what the file is called, without day and ending.
    """

    find: Callable[[Words, User, date], Any]
    context: Callable[[Any, User, date], dict[str, object]]
    template: str
    file_name: Promise


PAPERS: dict[str, YearPaper] = {}
