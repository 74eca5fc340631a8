"""What the region decides about plans: their themes, and what must be filled in before publishing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from actionplans.models import HelpStep, PublishRequirement, Resource, Theme


@transaction.atomic
def add_theme(*, topic: str, name: Mapping[str, str], today: date) -> Theme:
    """A theme that plans may choose from today on; its code is made from the name and never changes."""
    return Theme.objects.create(code=_free_code(name), topic=topic, name=dict(name), valid_from=today)


def rename_theme(*, theme: Theme, topic: str, name: Mapping[str, str]) -> None:
    """Another name or topic; the plans that have the theme follow."""
    theme.topic, theme.name = topic, dict(name)
    theme.save(update_fields=["topic", "name"])


def retire_theme(*, theme: Theme, replaced_by: Theme | None, today: date) -> None:
    """No longer to be chosen; plans that have it keep it, and figures can follow it to its successor."""
    theme.valid_to, theme.replaced_by = today, replaced_by
    theme.save(update_fields=["valid_to", "replaced_by"])


def bring_back_theme(*, theme: Theme) -> None:
    """To be chosen again."""
    theme.valid_to, theme.replaced_by = None, None
    theme.save(update_fields=["valid_to", "replaced_by"])


def add_resource(*, content: Mapping[str, Any], today: date) -> Resource:
    """Shown to writers from today on."""
    return Resource.objects.create(valid_from=today, **content)


def change_resource(*, resource: Resource, content: Mapping[str, Any]) -> None:
    """Another text, address or place."""
    for name, value in content.items():
        setattr(resource, name, value)
    resource.save(update_fields=list(content))


def retire_resource(*, resource: Resource, today: date) -> None:
    """No longer shown from today."""
    resource.valid_to = today
    resource.save(update_fields=["valid_to"])


def bring_back_resource(*, resource: Resource) -> None:
    """Shown again."""
    resource.valid_to = None
    resource.save(update_fields=["valid_to"])


@transaction.atomic
def demand(*, fields: Iterable[str]) -> None:
    """From now on these fields, and no others beyond the fixed ones, must be filled in before publishing."""
    wanted = set(fields)
    PublishRequirement.objects.exclude(field__in=wanted).delete()
    for name in sorted(wanted):
        PublishRequirement.objects.update_or_create(field=name, defaults={"is_required": True})


@transaction.atomic
def change_ladder(steps: Mapping[str, Mapping[str, Any]]) -> None:
    """The ladder by help as it is from now on; plans go on from the step they have reached."""
    for code, columns in steps.items():
        HelpStep.objects.filter(code=code).update(**columns)


def _free_code(name: Mapping[str, str]) -> str:
    wanted = slugify(next(iter(name.values())))[:32] or "theme"
    taken = set(Theme.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{wanted}-{number}" if number > 1 else wanted) not in taken)
