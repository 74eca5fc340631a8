"""Which unit and which person a cell means: by number, name or path; by mail, employee number or name. A guess is never taken."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat, Lower

from actionplans.importing.columns import plain
from orgstructure.access import Scope
from orgstructure.models import Engagement, Unit, User

PROPOSED = 8
BETWEEN = ("/", ">", "»", "\\", "→")


class Units:
    """The units that the person may bring plans into."""

    def __init__(self, where: Scope, today: date) -> None:
        """One query, and the names above them in another."""
        self.by_pk = {unit.pk: unit for unit in Unit.objects.existing(today).within(where.where(""))}
        above = {pk for unit in self.by_pk.values() for pk in unit.ancestor_ids()} - self.by_pk.keys()
        self.names = {unit.pk: unit.name for unit in [*self.by_pk.values(), *Unit.objects.filter(pk__in=above).only("name")]}
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        for unit in self.by_pk.values():
            for word in (unit.name, unit.p_number, str(unit.source_key)):
                if plain(word):
                    self.by_name[plain(word)].append(unit.pk)

    def find(self, text: str) -> int | None:
        """The one unit that the text names; None when none does, or several do."""
        found = self.by_name.get(plain(text), [])
        if not found:
            parts = self._parts(text)
            found = [pk for pk in self.by_name.get(parts[-1], []) if self._lies_under(pk, parts[:-1])] if len(parts) > 1 else []
        return found[0] if len(found) == 1 else None

    def proposals(self, text: str) -> list[tuple[int, str]]:
        """Those it may mean, the most alike first."""
        name = self._parts(text)[-1]
        names = dict.fromkeys(
            [*(key for key in self.by_name if name and name in key), *get_close_matches(name, self.by_name, PROPOSED, 0.5)]
        )
        found = dict.fromkeys(pk for key in names for pk in self.by_name[key])
        return [(pk, self.path_of(pk)) for pk in list(found)[:PROPOSED]]

    def path_of(self, pk: int) -> str:
        """The unit with the one above it, to tell two of one name apart."""
        above = self.by_pk[pk].parent_id
        return f"{self.names[pk]} ({self.names[above]})" if above else self.names[pk]

    def _parts(self, text: str) -> list[str]:
        for sign in BETWEEN:
            text = text.replace(sign, "/")
        return [plain(part) for part in text.split("/") if plain(part)] or [""]

    def _lies_under(self, pk: int, names: list[str]) -> bool:
        """The names stand above the unit in that order."""
        above = iter(plain(self.names[ancestor]) for ancestor in self.by_pk[pk].ancestor_ids())
        return all(name in above for name in names)


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
