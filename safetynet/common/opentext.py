"""What people write in their own words: tidied on the way in, and refused when it carries a civil registration number (R35)."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Characters that turn the reading direction or cannot be seen: they make a text look like another one.
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF, 0x200B])
_KEPT_CONTROLS = "\n\t"
_WITH_HYPHEN = re.compile(r"(?<![\d-])(\d{6})\s?[-–‐‑]\s?(\d{4})(?![\d-])")
_UNBROKEN = re.compile(r"(?<![\d+-])(\d{6}) ?(\d{4})(?![\d-])")
_ASIDE = re.compile(r"(?:tlf|telefon|tel|mobil|ring|phone|ean|sag|sags?nr)\.?:?\s*(?:nr\.?\s*)?$", re.IGNORECASE)
# The seventh digit and the two digits of the year say the century (domain, R66): no check of modulus 11.
_LATE_CENTURY_FROM = {4: 37, 9: 37}
_EIGHTEEN_HUNDREDS_FROM = 58


def tidy(text: str) -> str:
    """The same text in NFC, without NUL, control and direction characters, with plain line breaks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    seen = (sign for sign in plain if sign in _KEPT_CONTROLS or unicodedata.category(sign) != "Cc")
    return unicodedata.normalize("NFC", "".join(seen))


def birth_date(number: str) -> date | None:
    """The date that the ten digits of a CPR number begin with, or None when there is no such day."""
    day, month, short_year, seventh = int(number[:2]), int(number[2:4]), int(number[4:6]), int(number[6])
    try:
        return date(_century(short_year, seventh) + short_year, month, day)
    except ValueError:
        return None


def cpr_in(text: str) -> str | None:
    """The first CPR-shaped number in the text: ddmmyy-xxxx, or ten digits on end that are not announced as something else."""
    for found in _WITH_HYPHEN.finditer(text):
        if birth_date("".join(found.groups())):
            return found.group()
    for found in _UNBROKEN.finditer(text):
        if birth_date("".join(found.groups())) and not _ASIDE.search(text[: found.start()]):
            return found.group()
    return None


class OpenTextField(forms.CharField):
    """Free text; every form that takes some uses this field. `rows` makes it an area of that height."""

    default_error_messages = {
        "cpr": _("This looks like a civil registration number (CPR). Everybody may read a plan, so take the number out."),
        "null_characters_not_allowed": _("Take out the characters that cannot be shown."),
    }

    def __init__(self, *, rows: int | None = None, **options: Any) -> None:
        """One line, or an area of `rows` lines."""
        if rows:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Tidied before it is measured, so that a limit counts what is kept."""
        return super().to_python(tidy(value) if isinstance(value, str) else value) or ""

    def validate(self, value: str) -> None:
        """Refuses what looks like a CPR number, and says why."""
        super().validate(value)
        if cpr_in(value):
            raise ValidationError(self.error_messages["cpr"], code="cpr")


def _century(short_year: int, seventh: int) -> int:
    if seventh < min(_LATE_CENTURY_FROM):
        return 1900
    if seventh in _LATE_CENTURY_FROM:
        return 2000 if short_year < _LATE_CENTURY_FROM[seventh] else 1900
    return 2000 if short_year < _EIGHTEEN_HUNDREDS_FROM else 1800
