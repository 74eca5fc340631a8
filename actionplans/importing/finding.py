"""Which person a cell means: by mail, employee number or name. A guess is never taken."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat, Lower

from orgstructure.models import Engagement, User
from safetynet.common.cells import plain

PROPOSED = 8


class People:
    """The people that the cells of one file may mean, read with three queries."""

    def __init__(self, texts: Iterable[str], today: date) -> None:
        """Everybody with one of those mails, numbers or names; leavers too, for they are told apart by `employed`."""
        wanted = {text.strip().casefold() for text in texts if text.strip()}
        named = Func(Concat("first_name", Value(" "), "last_name"), function="lower", output_field=TextField())
        self.by_text: defaultdict[str, set[int]] = defaultdict(set)
        for pk, mail in User.objects.annotate(mail=Lower("email")).filter(mail__in=wanted).values_list("pk", "mail"):
            self.by_text[mail].add(pk)
        for pk, name in User.objects.annotate(name=named).filter(name__in=wanted).values_list("pk", "name"):
            self.by_text[name].add(pk)
        for pk, number in Engagement.objects.filter(number__in={text.strip() for text in texts}).values_list("user", "number"):
            self.by_text[number.casefold()].add(pk)
        ids = {pk for found in self.by_text.values() for pk in found}
        self.units = defaultdict(set)
        for pk, unit_id in Engagement.objects.current(today).filter(user__in=ids).values_list("user", F("unit")):
            self.units[pk].add(unit_id)

    def find(self, text: str, unit_id: int | None) -> int | None:
        """The one person meant: of several with one name the one who works in the unit; None when that is not one."""
        found = self.by_text.get(text.strip().casefold(), set())
        if len(found) > 1:
            found = {pk for pk in found if unit_id in self.units[pk]} or {pk for pk in found if self.is_employed(pk)}
        return next(iter(found)) if len(found) == 1 else None

    def is_employed(self, pk: int) -> bool:
        """Works here today."""
        return bool(self.units.get(pk))


def proposed_people(text: str, today: date) -> list[tuple[int, str]]:
    """People who work here and whose names hold the words of the text, or the last of them."""
    words = plain(text.split("@", maxsplit=1)[0]).split()
    for tried in (words, words[-1:], words[:1]):
        found = list(User.objects.employed(today).search(" ".join(tried))[:PROPOSED]) if tried else []
        if found:
            return [(person.pk, str(person)) for person in found]
    return []
