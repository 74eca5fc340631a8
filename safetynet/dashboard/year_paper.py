"""What a paper of the year is: how it is found with the rights of who asked, and what its template is given."""

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
