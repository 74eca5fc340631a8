"""The small fields that a report is made of."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries import bodymap
from safetynet.common import clock
from safetynet.common.dates import DateField, read_date
from safetynet.common.opentext import OpenTextField

CHECKED = gettext_lazy("Choose one of the answers shown.")
MOST_PHOTOS = 5
OLDEST = 1960
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\.?")


class PastDateField(DateField):
    """A day that has been (R46): one without a year is the last such day."""

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence that helps."""
        today = clock.today()
        if isinstance(value, str) and (found := _WITHOUT_YEAR.fullmatch(value.strip())):
            value = _last_such_day(int(found[1]), int(found[2]), today) or value
        day = super().to_python(value)
        if day and day > today:
            raise ValidationError(_("That day has not come yet. Write the day it happened."), code="future")
        if day and day.year < OLDEST:
            raise ValidationError(_("Look at the year once more."), code="old")
        return day


class ToldField(OpenTextField):
    """What happened: not optional, and yet a phrase tapped elsewhere may stand for it; the form judges that."""

    def validate(self, value: str) -> None:
        """Empty is the form's matter."""
        if value:
            super().validate(value)


class ManyFilesInput(forms.FileInput):
    """Several files at once; a phone offers its camera."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures; what each of them is, is judged where it is kept."""

    widget = ManyFilesInput(attrs={"multiple": True, "accept": "image/jpeg,image/png"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """All of them."""
        given = data if isinstance(data, list) else [data] if data else []
        if len(given) > MOST_PHOTOS:
            raise ValidationError(_("At most five photos. More can be added afterwards."), code="many")
        return [super(PhotosField, self).clean(one, initial) for one in given]


def said_field(label: str | Promise, *, most: int, rows: int, required: bool = False) -> OpenTextField:
    """Free text of a case; a CPR number has no place in it."""
    return (ToldField if required else OpenTextField)(
        label=label,
        max_length=most,
        rows=rows,
        required=required,
        error_messages={"cpr": gettext_lazy("This looks like a civil registration number (CPR). It is not needed here, so take it out.")},
    )


def taps(label: Any, choices: Iterable[tuple[str, Any]], errors: Mapping[str, Any], *, required: bool = True) -> forms.ChoiceField:
    """One of several, each large enough for a thumb."""
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, error_messages=dict(errors), required=required)


def body_field() -> forms.MultipleChoiceField:
    """Parts of the body, tapped in the picture or ticked in the list."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("Where on the body?"),
        choices=[(area.key, area.label) for area in bodymap.AREAS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": CHECKED},
    )


def _last_such_day(day: int, month: int, today: date) -> date | None:
    try:
        found = [read_date(f"{day}-{month}-{year}", today) for year in (today.year, today.year - 1)]
    except ValueError:
        return None
    return next(one for one in found if one <= today)
