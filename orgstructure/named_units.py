"""Which unit a cell of a stranger's table means: by number, name or path. A guess is never taken."""

from collections import defaultdict
from datetime import date
from difflib import get_close_matches

from orgstructure.access import Scope
from orgstructure.models import Unit
from safetynet.common.cells import plain

PROPOSED = 8
BETWEEN = ("/", ">", "»", "\\", "→")


class Units:
    """The units that the person may bring something into."""

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
