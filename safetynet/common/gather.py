"""The rows of several tables in one query, for pages made of many small parts.

A page of ten parts asked one by one waits ten times for the database, and the ORM writes ten statements anew, which takes
longer than the database needs to answer them. Here the statements are written once in the life of the process and go as one:

    PARTS = Gather(
        lambda plan: (Measure.objects.filter(plan=plan), FollowUp.objects.filter(plan=plan).order_by("at")),
        plan=int,
    )
    found = PARTS(plan=7)
    found[Measure]  # a list of Measure

Each part is a queryset of a model of its own, without `select_related`; its shape may not depend on the values given.
Lists are given to `__among` (`Unit.objects.filter(pk__among=ids)`), texts only whole or to `__startswith`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, ForeignKey, Lookup, Model, QuerySet

M = TypeVar("M", bound=Model)
Parts = tuple[QuerySet[Any, Any], ...]


@Field.register_lookup
class Among(Lookup):
    """One of a list that is given as one value, so that the statement is the same for any number."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        """The list as it is."""
        return list(self.rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002  Django's signature
        """One array, also when it is empty."""
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column = ANY(array)`."""
        left, left_words = self.process_lhs(compiler, connection)
        right, right_words = self.process_rhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{left} = ANY({right}::{kind}[])", (*left_words, *right_words)


class Found:
    """What was found, by model."""

    def __init__(self, rows: Mapping[type[Model], list[Any]]) -> None:
        self._rows = rows

    def __getitem__(self, model: type[M]) -> list[M]:
        """The rows of that model, in the order its part asked for."""
        return self._rows[model]

    def __iter__(self) -> Iterator[Model]:
        """All rows, one model after the other."""
        return chain(*self._rows.values())


class Gather:
    """Some querysets whose SQL is written once; calling it fills in the values and asks once."""

    def __init__(self, parts: Callable[..., Parts], **kinds: type) -> None:
        self._parts = parts
        self._marks = {name: _mark(kind, number) for number, (name, kind) in enumerate(kinds.items())}

    def __call__(self, **values: Any) -> Found:
        """One query."""
        text, words, readers = self._written
        with connection.cursor() as cursor:
            cursor.execute(text, [_filled(word, self._marks, values) for word in words])
            answers = cursor.fetchone() or ()
        return Found({reader.model: reader.rows(answer or ()) for reader, answer in zip(readers, answers, strict=True)})

    @cached_property
    def _written(self) -> tuple[str, list[Any], list["_Reader"]]:
        texts, words, readers = [], [], []
        for part in self._parts(**self._marks):
            compiler = part.query.get_compiler(connection=connection)
            text, found = compiler.as_sql()
            texts.append(f"(SELECT json_agg(a__row) FROM ({text}) a__row)")  # noqa: S608  written by the ORM
            words += found
            readers.append(_Reader.of(part.model, compiler.select))
        return f"SELECT {', '.join(texts)}", words, readers


def tie(rows: Iterable[Model], name: str, found: Iterable[Model]) -> None:
    """Gives each row the one it points to by the foreign key `name`, where it was found."""
    by_key = {one.pk: one for one in found}
    for row in rows:
        if one := by_key.get(getattr(row, f"{name}_id")):
            setattr(row, name, one)


def keep(rows: Iterable[Model], name: str, found: Iterable[Model], pointing: str) -> None:
    """Gives each row those that point to it by `pointing`, as if `prefetch_related(name)` had."""
    by_key = defaultdict(list)
    for one in found:
        by_key[getattr(one, f"{pointing}_id")].append(one)
    for row in rows:
        kept = getattr(row, name).all()
        kept._result_cache = by_key[row.pk]  # noqa: SLF001  what prefetch_related does
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept


@dataclass(frozen=True)
class _Reader:
    """How one part's answer becomes rows."""

    model: type[Model]
    columns: tuple[str, ...]
    names: tuple[str, ...]
    reading: tuple[Callable[[Any], Any] | None, ...]
    annotated: tuple[str, ...]

    @classmethod
    def of(cls, model: type[Model], select: Iterable[Any]) -> "_Reader":
        fields = [column.target for column, _sql, alias in select if alias is None]
        return cls(
            model=model,
            columns=tuple(field.column for field in fields),
            names=tuple(field.attname for field in fields),
            reading=tuple(_reading(field) for field in fields),
            annotated=tuple(alias for _column, _sql, alias in select if alias is not None),
        )

    def rows(self, answer: Iterable[Mapping[str, Any]]) -> list[Model]:
        return [self._row(told) for told in answer]

    def _row(self, told: Mapping[str, Any]) -> Model:
        values = [
            value if read is None or value is None else read(value)
            for read, value in zip(self.reading, (told[column] for column in self.columns), strict=True)
        ]
        row = self.model.from_db(connection.alias, self.names, values)
        for name in self.annotated:
            setattr(row, name, told[name])
        return row


def _reading(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """From what JSON can say to what the column holds; None where that is the same."""
    kind = (field.target_field if isinstance(field, ForeignKey) else field).get_internal_type()
    if kind in ("DateField", "DateTimeField", "UUIDField"):
        return field.to_python
    return Decimal if kind == "DecimalField" else None


def _mark(kind: type, number: int) -> Any:
    """A value that nobody asks for, by which the place in the statement is found again."""
    marks: dict[type, Any] = {
        int: 9_000_000_000_000_000_000 + number,
        date: date.max - timedelta(days=number),
        str: f"\ue000{number}\ue000",
        list: [f"\ue000{number}\ue000"],
    }
    return marks[kind]


def _filled(word: Any, marks: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    for name, mark in marks.items():
        if word == mark:
            return values[name]
        if isinstance(word, str) and isinstance(mark, str) and word == f"{mark}%":
            return connection.ops.prep_for_like_query(values[name]) + "%"
    return word
