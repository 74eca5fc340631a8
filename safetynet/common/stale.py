"""A form whose row somebody else has saved meanwhile: nothing typed is lost, and saving again means it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import QueryDict  # noqa: TID251  the type of what is posted


def say_what_stands_there(form: forms.Form, row: object, *, version: int, names: Iterable[str]) -> None:
    """Keep what was typed, take the version as it is now, and say which texts stand there now."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(version)
    form.data = data
    there = [text for name in names if isinstance(text := getattr(row, name, None), str) and text]
    told = _("Somebody else has saved meanwhile. Your text stands below; save again to keep yours.")
    form.add_error(None, f"{told} {_('Saved now:')} {' · '.join(there)}" if there else told)
