"""A questionnaire being written: its head, sections, dimensions and questions, one change at a time.

Each change takes the stamp that its page was opened with. `LockedError` when the questionnaire is finished, or when words would
change that a licence locks; `StaleError` when somebody saved since. Then nothing is written.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from apv.blueprint import blueprint_of
from apv.checks import problems
from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.models import Dimension, Question, Questionnaire, Section
from orgstructure.models import User

Columns = Mapping[str, Any]
PartRow = Section | Dimension | Question
# What a licence without derivatives locks; how a question is counted stays the region's to say.
LOCKED_WORDS: Final[Mapping[type[models.Model], Sequence[str]]] = {
    Questionnaire: ("name", "no_derivatives"),
    Section: ("title", "intro", "is_named"),
    Dimension: (),
    Question: ("text", "hint", "scale", "options", "shown_if", "section"),
}

BEHIND_ALL: Final = 30_000  # a place no question has


def _rows(kind: type[PartRow]) -> "models.QuerySet[Any]":
    return kind.objects.all()


def _claim(pk: int, *, seen: int, by: User, now: datetime) -> Questionnaire:
    """The questionnaire, locked until the end of the transaction and stamped anew."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=pk)
    if questionnaire.is_finished:
        raise LockedError
    if questionnaire.edit_stamp != seen:
        raise StaleError
    Questionnaire.objects.filter(pk=pk).update(edit_stamp=F("edit_stamp") + 1, edited_at=now, edited_by=by)
    return questionnaire


def _refuse_new_words(row: models.Model, questionnaire: Questionnaire, columns: Columns) -> None:
    locked = LOCKED_WORDS[type(row)]
    if questionnaire.has_locked_words and any(name in columns and getattr(row, name) != columns[name] for name in locked):
        raise LockedError


def _refuse_derivative(questionnaire: Questionnaire) -> None:
    """Taking questions out, adding some or moving them makes another instrument of it."""
    if questionnaire.has_locked_words:
        raise LockedError


@transaction.atomic
def change_head(questionnaire: Questionnaire, columns: Columns, *, seen: int, by: User, now: datetime) -> None:
    """Name, purpose, languages, minutes, licence. A lock set by mistake can be taken off what was imported, not off a copy."""
    fresh = _claim(questionnaire.pk, seen=seen, by=by, now=now)
    if fresh.based_on_id or columns.get("no_derivatives"):
        _refuse_new_words(fresh, fresh, columns)
    Questionnaire.objects.filter(pk=fresh.pk).update(**columns)


@transaction.atomic
def add_part(kind: type[PartRow], questionnaire: Questionnaire, columns: Columns, *, seen: int, by: User, now: datetime) -> PartRow:
    """One more section, dimension or question, the last of its kind (of its section). `RefusedError` when its code is taken."""
    fresh = _claim(questionnaire.pk, seen=seen, by=by, now=now)
    if kind is not Dimension:
        _refuse_derivative(fresh)
    rows = _rows(kind).filter(questionnaire=fresh)
    if "code" in columns and rows.filter(code=columns["code"]).exists():
        raise RefusedError(_("Another one has that code. Choose another."))
    last = rows.aggregate(last=models.Max("position"))["last"] or 0
    row: PartRow = rows.create(questionnaire=fresh, position=last + 1, **columns)
    _renumber(fresh)
    return row


@transaction.atomic
def change_part(row: PartRow, columns: Columns, *, seen: int, by: User, now: datetime) -> None:
    """What a section, dimension or question says."""
    fresh = _claim(row.questionnaire_id, seen=seen, by=by, now=now)
    _refuse_new_words(row, fresh, columns)
    _rows(type(row)).filter(pk=row.pk).update(**columns)
    _renumber(fresh)


@transaction.atomic
def move_part(row: PartRow, step: int, *, seen: int, by: User, now: datetime) -> None:
    """One place up (-1) or down (1); a question at the edge of its section goes into the next one. At the very end nothing happens."""
    fresh = _claim(row.questionnaire_id, seen=seen, by=by, now=now)
    if not isinstance(row, Dimension):
        _refuse_derivative(fresh)
    if isinstance(row, Question):
        _move_question(row, step, fresh)
    else:
        _swap(list(_rows(type(row)).filter(questionnaire=fresh).order_by("position")), row.pk, step)
    _renumber(fresh)


def _swap(rows: Sequence[PartRow], pk: int, step: int) -> bool:
    """Whether the row had a neighbour to change places with."""
    at = next(place for place, row in enumerate(rows) if row.pk == pk)
    if not 0 <= at + step < len(rows):
        return False
    one, other = rows[at], rows[at + step]
    one.position, other.position = other.position, one.position
    _rows(type(one)).bulk_update([one, other], ["position"])
    return True


def _move_question(question: Question, step: int, questionnaire: Questionnaire) -> None:
    beside = list(Question.objects.filter(section_id=question.section_id).order_by("position"))
    if _swap(beside, question.pk, step):
        return
    sections = list(questionnaire.sections.order_by("position").values_list("pk", flat=True))
    at = sections.index(question.section_id) + step
    if 0 <= at < len(sections):
        place = 0 if step > 0 else BEHIND_ALL
        Question.objects.filter(pk=question.pk).update(section_id=sections[at], position=place)


def _renumber(questionnaire: Questionnaire) -> None:
    """Questions count through the whole questionnaire, section after section; sections and dimensions from 1."""
    orders = ((Section, ("position",)), (Dimension, ("position",)), (Question, ("section__position", "position")))
    for kind, order in orders:
        rows = list(_rows(kind).filter(questionnaire=questionnaire).order_by(*order, "pk").only("pk", "position"))
        moved = [row for place, row in enumerate(rows, start=1) if row.position != place]
        for place, row in enumerate(rows, start=1):
            row.position = place
        _rows(kind).bulk_update(moved, ["position"])


@transaction.atomic
def delete_part(row: PartRow, *, seen: int, by: User, now: datetime) -> None:
    """Gone; a dimension leaves its questions without one. `RefusedError` for a section that still has questions."""
    fresh = _claim(row.questionnaire_id, seen=seen, by=by, now=now)
    if not isinstance(row, Dimension):
        _refuse_derivative(fresh)
    if isinstance(row, Section) and row.questions.exists():
        raise RefusedError(_("Move or delete the questions of the section first."))
    if isinstance(row, Dimension):
        row.questions.update(dimension=None)
    row.delete()
    _renumber(fresh)


@transaction.atomic
def finish(questionnaire: Questionnaire, *, seen: int, by: User, now: datetime) -> None:
    """From now on it may be asked, and is never changed. `NotReadyError` names what is missing, by place."""
    fresh = _claim(questionnaire.pk, seen=seen, by=by, now=now)
    found = problems(blueprint_of(fresh), is_imported=fresh.is_imported)
    if found:
        raise NotReadyError({f"{number} {one.kind} {one.code}": one.text for number, one in enumerate(found)})
    Questionnaire.objects.filter(pk=fresh.pk).update(finished_at=now)


@transaction.atomic
def delete_draft(questionnaire: Questionnaire, *, seen: int, by: User, now: datetime) -> None:
    """An unfinished version that was not wanted after all."""
    fresh = _claim(questionnaire.pk, seen=seen, by=by, now=now)
    if fresh.rounds.exists():
        raise RefusedError(_("A survey is being prepared with it. Choose another questionnaire there first."))
    for rows in (fresh.questions, fresh.dimensions, fresh.sections):
        rows.all().delete()
    fresh.delete()


def retire(questionnaire: Questionnaire, *, now: datetime) -> None:
    """No new survey is made of it; those that use it go on."""
    Questionnaire.objects.filter(pk=questionnaire.pk, finished_at__isnull=False, retired_at=None).update(retired_at=now)


def bring_back(questionnaire: Questionnaire) -> None:
    """It may be asked again."""
    Questionnaire.objects.filter(pk=questionnaire.pk).update(retired_at=None)
