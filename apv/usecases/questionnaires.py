"""Questionnaires come into being: shipped with the product, from a file, as a copy or as the next version."""

from datetime import datetime
from typing import Any

from django.db import transaction

from apv import models as own_models
from apv.blueprint import Asked, Blueprint
from apv.models import Questionnaire
from apv.shipped.apv import APV
from apv.shipped.wellbeing import WELLBEING

SHIPPED = (APV, WELLBEING)


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
