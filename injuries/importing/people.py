"""Whom the numbers of a file mean: by CPR, matched by its hash and never kept, or by employee number. A guess is never taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date

from orgstructure import cpr
from orgstructure.models import Engagement, User


class People:
    """The people of one file, read with three queries; only those who work or worked in the given units."""

    def __init__(self, cells: Iterable[tuple[str, str]], units: Collection[int]) -> None:
        """`cells` are the CPR number and the employee number of each line."""
        rows = list(cells)
        hashes = {digest for number, _employee in rows if (digest := _hash(number))}
        numbers = {employee for _number, employee in rows if employee}
        self.by_hash = {bytes(digest): pk for pk, digest in User.objects.filter(cpr_hash__in=hashes).values_list("pk", "cpr_hash")}
        self.by_number: defaultdict[str, set[int]] = defaultdict(set)
        for pk, number in Engagement.objects.filter(number__in=numbers).values_list("user", "number"):
            self.by_number[number].add(pk)
        wanted = {*self.by_hash.values(), *(pk for found in self.by_number.values() for pk in found)}
        self.employed: defaultdict[int, list[tuple[date, date | None, date]]] = defaultdict(list)
        here = Engagement.objects.filter(user__in=wanted, unit__in=units).order_by("valid_from")
        for pk, begins, ends, hired in here.values_list("user", "valid_from", "valid_to", "hired_on"):
            self.employed[pk].append((begins, ends, hired))
        self.unknown = sum(self.find(*row) is None for row in rows if any(row))

    def find(self, number: str, employee: str) -> int | None:
        """The one person meant, of the given units; None when that is not one."""
        found = {self.by_hash[digest]} if (digest := _hash(number)) and digest in self.by_hash else self.by_number.get(employee, set())
        here = [pk for pk in found if pk in self.employed]
        return here[0] if len(here) == 1 else None

    def hired_on(self, pk: int, day: date) -> date | None:
        """When the person was hired, as the employment of that day says it; None where none is known."""
        return next((hired for begins, ends, hired in self.employed[pk] if begins <= day and (ends is None or day < ends)), None)


def _hash(number: str) -> bytes | None:
    """None for what is no CPR number: it is left out, and never told."""
    digits = number.replace("-", "").replace(" ", "")
    with suppress(cpr.NotACprNumberError, StopIteration):
        return cpr.hashed(cpr.normalise(digits.zfill(cpr.DIGITS))) if digits else None  # a spreadsheet takes a leading zero off
    return None
