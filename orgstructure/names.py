"""Every person that a page names, in one query instead of a join to each table that points to people."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import ForeignKey, Model

from orgstructure.models import User
from safetynet.common.gather import Gather

READ = ("username", "first_name", "last_name", "name_sort", "is_active")
PEOPLE = Gather(lambda ids: (User.objects.filter(pk__among=ids).only(*READ),), ids=list)


def name_everybody(rows: Iterable[Model], others: Iterable[int | None] = ()) -> dict[int, User]:
    """Ties the rows to the people they point to, who know their names and nothing else; gives them by id, and `others` too."""
    found = list(rows)
    wanted = {pk for row in found for field in people_of(type(row)) if (pk := row.__dict__.get(field.attname))}
    people = {person.pk: person for person in PEOPLE(ids=sorted(wanted | set(others) - {None}))[User]}
    for row in found:
        for field in people_of(type(row)):
            if person := people.get(row.__dict__.get(field.attname) or 0):
                field.set_cached_value(row, person)
    return people


@cache
def people_of(model: type[Model]) -> tuple["ForeignKey[Any, Any]", ...]:
    """The columns of a model that point to people."""
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, ForeignKey) and field.related_model is User)
