"""Whose year it is: a committee or group, or a workplace too small to have one; and who plans and holds it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from orgstructure.access import scope_of
from orgstructure.models import Committee, Coverage, Seat, SeatRole, User
from orgstructure.permissions import Perm
from safetynet.common.fields import valid_on

HELD_BY = (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.LEADER, SeatRole.AMR, SeatRole.COORDINATOR)


def runs_committee(user: User, today: date, committee: str = "committee") -> Q:
    """True where the person plans and holds the year of that committee: by a seat in it, or by the right on all that it covers.

    `committee` is the relation to it, "pk" on a committee itself.
    """
    column = committee if committee == "pk" else f"{committee}_id"
    seats = Seat.objects.current(today).filter(user=user, committee=OuterRef(column), role__in=HELD_BY)
    by_seat = Q(Exists(seats))
    scope = scope_of(user, Perm.RUN_YEAR)
    if not scope:
        return by_seat
    if scope.reaches_all:
        return by_seat | Q(**{f"{column}__isnull": False})
    here = committee.replace("pk", "") and f"{committee}__"
    below = Coverage.objects.filter(valid_on(today), committee__path__startswith=OuterRef(f"{here}path"))
    inside = scope.where("unit")
    return by_seat | (Q(Exists(below.filter(inside))) & ~Q(Exists(below.exclude(inside))))


def runs_place(user: User, today: date) -> Q:
    """The same for rows that belong to a committee or to a unit; those that belong to neither are the whole region's."""
    scope = scope_of(user, Perm.RUN_YEAR)
    nobodys = Q(committee=None, unit=None) if scope.reaches_all else Q(pk__in=[])
    return nobodys | (Q(committee__isnull=False) & runs_committee(user, today)) | (Q(unit__isnull=False) & scope.where("unit"))


def with_meeting_rights(rows: Any, user: User, today: date, committee: str = "committee") -> Any:
    """Add `may_run` and `may_read_draft` (minutes not approved yet) to each row; `committee` as in `runs_committee`."""
    runs = runs_committee(user, today, committee)
    return rows.annotate(may_run=flag(runs), may_read_draft=flag(runs | is_member(user, today, committee)))


def flag(condition: Q) -> Case:
    """True or false for each row: to annotate as `may_…`."""
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=models.BooleanField())


def of_one_place(name: str) -> models.CheckConstraint:
    """A row belongs to a committee or to a unit."""
    one = Q(committee__isnull=False, unit=None) | Q(committee=None, unit__isnull=False)
    return models.CheckConstraint(name=name, condition=one)


def members_of(committee: Committee, today: date) -> Any:
    """The seats of that day with their people, in the order of names."""
    return Seat.objects.current(today).filter(committee=committee).select_related("user").order_by("user__name_sort", "pk")


def is_member(user: User, today: date | None = None, committee: str = "committee") -> Q:
    """The person has a seat in it that day; `committee` as in `runs_committee`."""
    column = committee if committee == "pk" else f"{committee}_id"
    return Q(Exists(Seat.objects.current(today or timezone.localdate()).filter(user=user, committee=OuterRef(column))))
