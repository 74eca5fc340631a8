"""Columns and expressions that several apps use."""

import re
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, TextField, Value


class DanishSortKey(Func):
    """Sorts as Danes do (… z æ ø å, and aa as å) on any Postgres, without ICU; Swedish ä ö fall beside æ ø."""

    template = "translate(replace(lower(%(expressions)s),'aa','å'),'æøåäöü','{|}{|y')"
    arg_joiner = " || ' ' || "
    output_field = TextField(db_collation="C")


class Words(Func):
    """The words of text columns, small letters, to be found by how they begin (`beginning_with`); aa is found as å too.

    Made for an index on the expression: a search must name the same columns in the same order.
    """

    template = (
        "to_tsvector('simple'::regconfig, translate(lower(%(expressions)s) || ' ' || replace(lower(%(expressions)s),'aa','å'),"
        "'-–/.,:;()&+_@''\"','                '))"
    )
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


def beginning_with(word: str) -> SearchQuery:
    """Matches `Words` in which one begins so; `word` is letters and digits only (`words_of`)."""
    either = sorted({word, word.replace("aa", "å")})
    return SearchQuery(" | ".join(f"{one}:*" for one in either), config="simple", search_type="raw")


def words_of(text: str) -> list[str]:
    """The words that somebody typed, small letters, without punctuation."""
    return re.findall(r"[^\W_]+", text.lower())


def sort_key(*columns: str) -> models.GeneratedField:
    """A stored column to order by, made from the text columns in turn."""
    return models.GeneratedField(
        expression=DanishSortKey(*(F(column) for column in columns)), output_field=TextField(db_collation="C"), db_persist=True
    )


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def no_overlap(name: str, key: str) -> ExclusionConstraint:
    """At any date at most one row for each value of the bigint column `key`; periods are half-open [from, to)."""
    one = Func(F(key), F(key), Value("[]"), function="int8range")
    return ExclusionConstraint(
        name=name,
        expressions=[
            (one, RangeOperators.OVERLAPS),
            (_DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
        ],
    )


def period_is_forward(name: str) -> models.CheckConstraint:
    """A period ends after it began, or has no end."""
    return models.CheckConstraint(name=name, condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")))


def valid_on(day: Any, prefix: str = "") -> Q:
    """True for the periods that hold on that day; `prefix` reaches them through a relation (`seat__`)."""
    open_ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    return Q(**{f"{prefix}valid_from__lte": day}) & open_ended
