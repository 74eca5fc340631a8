"""Questionnaires come into being: shipped with the product, from a file, as a copy or as the next version."""

from dataclasses import replace
from datetime import datetime
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from apv import models as own_models
from apv.blueprint import Asked, Blueprint, Texts, blueprint_of
from apv.models import Questionnaire
from apv.shipped.apv import APV
from apv.shipped.wellbeing import WELLBEING
from orgstructure.models import User
from safetynet.common.texts import in_language

SHIPPED = (APV, WELLBEING)
LONGEST_FAMILY = 50


def install_shipped(now: datetime, *, models: Any = own_models) -> int:
    """Bring in the questionnaires that come with the product, finished; how many were new. Safe to call again.

    A family that is there is left alone, whatever the region has made of it. `models` are those of a migration.
    """
    missing = [one for one in SHIPPED if not models.Questionnaire.objects.filter(family=one.family).exists()]
    for one in missing:
        row = write(one, now=now, models=models)
        models.Questionnaire.objects.filter(pk=row.pk).update(finished_at=now)
    return len(missing)


@transaction.atomic
def write(blueprint: Blueprint, *, now: datetime, version: int = 1, models: Any = own_models, **columns: Any) -> Questionnaire:
    """The rows of that blueprint, as an unfinished version of its family; `columns` are further ones of the questionnaire."""
    row: Questionnaire = models.Questionnaire.objects.create(
        family=blueprint.family,
        version=version,
        name=blueprint.name,
        purpose=blueprint.purpose,
        languages=list(blueprint.languages),
        minutes=blueprint.minutes,
        licence=blueprint.licence,
        attribution=blueprint.attribution,
        no_derivatives=blueprint.no_derivatives,
        made_at=now,
        **columns,
    )
    _write_parts(blueprint, row, models)
    return row


def _write_parts(blueprint: Blueprint, row: Questionnaire, models: Any) -> None:
    dimensions = [
        models.Dimension(
            questionnaire=row,
            code=one.code,
            position=place,
            name=one.name,
            topic=one.topic,
            theme_code=one.theme_code,
            is_burden=one.is_burden,
        )
        for place, one in enumerate(blueprint.dimensions, start=1)
    ]
    measured = {one.code: one for one in models.Dimension.objects.bulk_create(dimensions)}
    sections = [
        models.Section(questionnaire=row, position=place, title=one.title, intro=one.intro, is_named=one.is_named)
        for place, one in enumerate(blueprint.parts, start=1)
    ]
    models.Section.objects.bulk_create(sections)
    asked = [(section, question) for section, part in zip(sections, blueprint.parts, strict=True) for question in part.questions]
    models.Question.objects.bulk_create(
        models.Question(questionnaire=row, section=section, dimension=measured.get(one.dimension), position=place, **_columns(one))
        for place, (section, one) in enumerate(asked, start=1)
    )


def _columns(one: Asked) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": one.text,
        "hint": one.hint,
        "scale": one.scale,
        "options": [choice.as_row() for choice in one.options],
        "is_reversed": one.is_reversed,
        "is_sensitive": one.is_sensitive,
        "shown_if": {"question": one.shown_if.question, "any_of": list(one.shown_if.any_of)} if one.shown_if else {},
    }


def begin_empty(*, name: Texts, submission_id: UUID, by: User, now: datetime) -> Questionnaire:
    """A new questionnaire without a question yet. Sent twice it is one."""
    blueprint = Blueprint(family=free_family(in_language(name, "da")), name=name, parts=(), languages=tuple(name))
    return begin(blueprint, submission_id=submission_id, by=by, now=now)


def begin_copy(original: Questionnaire, *, name: Texts, submission_id: UUID, by: User, now: datetime) -> Questionnaire:
    """A questionnaire of its own that begins as this one; its licence comes along."""
    blueprint = replace(blueprint_of(original), family=free_family(in_language(name, "da")))
    if not original.has_locked_words:
        blueprint = replace(blueprint, name={**original.name, **name})
    return begin(blueprint, submission_id=submission_id, by=by, now=now, based_on=original, is_imported=original.is_imported)


def begin_version(original: Questionnaire, *, submission_id: UUID, by: User, now: datetime) -> Questionnaire:
    """The next version of the family, or the one that somebody is writing already."""
    family = Questionnaire.objects.filter(family=original.family).order_by("-version")
    newest = family[0]
    if not newest.is_finished:
        return newest
    try:
        return begin(
            blueprint_of(original), version=newest.version + 1, submission_id=submission_id, by=by, now=now,
            based_on=original, is_imported=original.is_imported,
        )  # fmt: skip
    except IntegrityError:
        return family.all()[0]  # somebody was a moment earlier


def free_family(name: str) -> str:
    """A word for the address and for comparisons that no other family has."""
    word = slugify(name)[:LONGEST_FAMILY] or "skema"
    taken = set(Questionnaire.objects.filter(family__startswith=word).values_list("family", flat=True))
    return next(one for one in chain((word,), (f"{word}-{number}" for number in count(2))) if one not in taken)


def begin(blueprint: Blueprint, *, submission_id: UUID, by: User, now: datetime, **columns: Any) -> Questionnaire:
    """An unfinished one that says this. Sent twice it is one; `IntegrityError` when its family has that version."""
    try:
        with transaction.atomic():
            return write(blueprint, now=now, submission_id=submission_id, made_by=by, **columns)
    except IntegrityError:
        made = Questionnaire.objects.filter(submission_id=submission_id, made_by=by).first()
        if made is None:
            raise
        return made
