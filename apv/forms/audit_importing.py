"""Bringing an earlier year of self-audit in: the file, the year it is of, its columns, and the questions it links to."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from apv.audit_columns import FIELDS, NEEDED, WHO_FIELDS, WHO_NEEDED
from apv.audit_links import AuditLinks
from apv.models import AuditImport, AuditSet
from apv.models.audits import FIRST_YEAR
from apv.usecases.audit_importing import MOST_LINES, Given
from orgstructure.access import Scope
from orgstructure.models import Unit
from safetynet.common.questions import ColumnsForm
from safetynet.common.sheets import LARGEST, SENTENCES, sentence

MOST_UNITS = 300
LANGUAGES = [("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]


class AuditFactsForm(forms.Form):
    """What the file cannot say: the year, who was asked, and which questions they answered."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR)
    top = forms.TypedChoiceField(
        label=gettext_lazy("Who was asked: this unit and all below it"),
        coerce=int,
        help_text=gettext_lazy("The units of the file are looked for here."),
    )
    set = forms.TypedChoiceField(
        label=gettext_lazy("Questions"),
        coerce=int,
        help_text=gettext_lazy("A set of the same year that is here already, or a new one made of the questions in the file."),
    )
    language = forms.ChoiceField(label=gettext_lazy("The file's language"), choices=LANGUAGES)

    def __init__(self, data: Any = None, files: Any = None, *, scope: Scope, today: date, facts: Mapping[str, Any] | None = None) -> None:
        """Units near the top of where the person runs self-audits, and the sets there are."""
        told = facts or {"language": get_language() or "da", "set": 0}
        super().__init__(data, files, initial={**told, "submission_id": uuid.uuid4()})
        self.today = today
        units = Unit.objects.existing(today).within(scope.where(""))[:MOST_UNITS]
        self.sets = {one.pk: one for one in AuditSet.objects.usable()}
        self._choose("top", [(unit.pk, "\u2003" * (unit.depth - units[0].depth) + unit.name) for unit in units])
        self._choose("set", [(0, _("A new set of the file's questions")), *((pk, f"{one.year}: {one}") for pk, one in self.sets.items())])

    def clean_year(self) -> int:
        """Not ahead."""
        year: int = self.cleaned_data["year"]
        if year > self.today.year:
            raise ValidationError(_("The year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """The set is of that year: a year's questions are compared along their links, never by being the same rows."""
        found = super().clean() or self.cleaned_data
        chosen = self.sets.get(found.get("set") or 0)
        if chosen and "year" in found and chosen.year != found["year"]:
            words = {"set": chosen.year, "year": found["year"]}
            self.add_error("set", _("The set is of %(set)s and the file of %(year)s. Make a new set; its questions can be linked.") % words)
        return found

    def given(self) -> Given:
        """As the use case takes it."""
        told = self.cleaned_data
        return Given(told["year"], told["top"], told["set"] or None, told["language"])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class AuditFileForm(AuditFactsForm):
    """The file, the participants where they have one of their own, and the facts."""

    file = forms.FileField(
        label=gettext_lazy("The file with the answers"),
        help_text=gettext_lazy(
            "XLSX or CSV, at most 10 MB and 100,000 lines: one line for each audit and question, headings in the first."
        ),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": SENTENCES["empty"]},
    )
    people = forms.FileField(
        label=gettext_lazy("The participants, where they have a file of their own"),
        required=False,
        help_text=gettext_lazy("One line for each audit and role, with how many. A workbook may have them on its second sheet instead."),
        error_messages={"empty": SENTENCES["empty"]},
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("file", "people", "year", "top", "set", "language")

    def clean_file(self) -> Any:
        """Size alone is judged here."""
        return _not_too_large(self.cleaned_data["file"])

    def clean_people(self) -> Any:
        """The same."""
        return _not_too_large(self.cleaned_data["people"]) if self.cleaned_data["people"] else None


class AuditColumnsForm(ColumnsForm):
    """Which column each field of the answers is read from."""

    def __init__(self, data: Any = None, *, found: AuditImport) -> None:
        """As it is understood until now."""
        super().__init__(data, fields=FIELDS, needed=NEEDED, columns=found.columns, headings=found.headings, lines=found.lines)


class AuditPeopleColumnsForm(ColumnsForm):
    """The same of the participants."""

    def __init__(self, data: Any = None, *, found: AuditImport) -> None:
        """No field at all where the file has no such table."""
        fields = WHO_FIELDS if found.people_headings else {}
        super().__init__(
            data, fields=fields, needed=WHO_NEEDED, columns=found.columns, headings=found.people_headings, lines=found.people,
            hidden=("who_name",),
        )  # fmt: skip


class AuditLinksForm(forms.Form):
    """Which earlier question each newer one continues."""

    marks_optional = False  # every question may stand alone

    def __init__(self, data: Any = None, *, links: AuditLinks) -> None:
        """What is linked, or else offered, is chosen beforehand."""
        super().__init__(data)
        choices = [("", _("none: it is not compared")), *((one.pk, f"{one.position}. {one}") for one in links.questions)]
        for offer in links.offers:
            self.fields[f"q{offer.question.pk}"] = forms.TypedChoiceField(
                label=f"{offer.question.position}. {offer.question}",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=offer.earlier_id or "",
                help_text=_("Offered: %(why)s") % {"why": offer.why} if offer.why else "",
            )

    def clean(self) -> dict[str, Any]:
        """Two questions of one set cannot both continue the same."""
        found = super().clean() or self.cleaned_data
        seen: set[int] = set()
        for name, pk in list(found.items()):
            if pk in seen:
                self.add_error(name, _("Another question continues this one already."))
            if pk:
                seen.add(pk)
        return found

    def pairs(self) -> dict[int, int | None]:
        """Newer question: earlier one."""
        return {int(name[1:]): pk for name, pk in self.cleaned_data.items()}


def _not_too_large(file: Any) -> Any:
    if file.size > LARGEST:
        raise ValidationError(sentence("too_large", MOST_LINES))
    return file
