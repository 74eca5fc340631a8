"""Forms of a year of self-audit: preparing it, its last day, and why a place was not answered."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.models import AuditPlace, AuditSet, AuditYear, NotAnswered
from apv.usecases.audit_years import Prepared
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

NEAR_THE_TOP = 2
MOST_UNITS, FOUND_UNITS = 200, 20
USUAL_LENGTH: Final = timedelta(days=42)


class AuditYearChoices:
    """What the form offers this person, read with a fixed number of queries; `looked_for` are words of a unit's name."""

    def __init__(self, reader: User, today: date, *, also: AuditYear | None = None, looked_for: str = "") -> None:
        self.looked_for = looked_for.strip()
        self.sets = {one.pk: one for one in AuditSet.objects.usable()}
        mine = Unit.objects.existing(today).filter(scope_of(reader, Perm.RUN_AUDITS).where(""))
        near = list(mine.filter(depth__lte=NEAR_THE_TOP).order_by("depth", "name_sort", "pk")[:MOST_UNITS])
        near = near or list(mine.order_by("depth", "name_sort", "pk")[:MOST_UNITS])
        self.found = list(mine.called(self.looked_for).named()[:FOUND_UNITS]) if self.looked_for else []
        self.earlier = {one.pk: one for one in AuditYear.objects.run_by(reader).opened().select_related("question_set", "top")}
        kept = []
        if also is not None:
            self.sets.setdefault(also.question_set_id, also.question_set)
            self.earlier.pop(also.pk, None)
            kept = [also.top]
        self.near = [unit for unit in dict.fromkeys([*near, *kept]) if unit not in self.found]
        self.units = {unit.pk: unit for unit in (*self.near, *self.found)}

    @property
    def unit_choices(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """What was looked for first."""
        groups = ((_("Found"), self.found), (_("Units"), self.near))
        return [(label, [(unit.pk, capfirst(unit.name)) for unit in units]) for label, units in groups if units]

    def first(self, today: date) -> dict[str, Any]:
        """What a new form begins with: the newest questions, the topmost unit, the last year of it."""
        newest, top = next(iter(self.sets), None), next(iter(self.near), None)
        last = next((pk for pk, year in self.earlier.items() if top and year.top_id == top.pk), None)
        days = {"opens_on": today, "due_on": today + USUAL_LENGTH}
        return {"question_set": newest, "top": top.pk if top else None, "follows": last, **days}


def _choice(label: Any, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **options)


class AuditYearForm(forms.Form):
    """Which questions, which units, until when."""

    use_required_attribute = False
    question_set = _choice(gettext_lazy("Questions"), help_text=gettext_lazy("Finished ones. Opened once, they are never changed."))
    top = _choice(gettext_lazy("Who is asked: this unit and all below it"))
    opens_on = DateField(
        label=gettext_lazy("Planned first day"), help_text=gettext_lazy("It opens when you press “Open”; that day becomes the first.")
    )
    due_on = DateField(label=gettext_lazy("Answer by"), help_text=gettext_lazy("Later answers are taken too, until you close the year."))
    follows = _choice(
        gettext_lazy("Last year's self-audit"),
        required=False,
        help_text=gettext_lazy("Its answers and proposals stand beside this year's."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, choices: AuditYearChoices, initial: Mapping[str, Any]) -> None:
        """With what this person may choose."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **initial})
        self.offered = choices
        some: dict[str, Any] = {
            "question_set": [("", _("Choose questions")), *((pk, f"{one} ({one.year})") for pk, one in choices.sets.items())],
            "top": [("", _("Choose a unit")), *choices.unit_choices],
            "follows": [("", _("No earlier year")), *((pk, f"{one.year}, {one.top.name}") for pk, one in choices.earlier.items())],
        }
        for name, rows in some.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]  # a choice field, by the class above

    def prepared(self) -> Prepared:
        """As the use case takes it."""
        given, offered = self.cleaned_data, self.offered
        return Prepared(
            question_set=offered.sets[given["question_set"]],
            top=offered.units[given["top"]],
            opens_on=given["opens_on"],
            due_on=given["due_on"],
            follows=offered.earlier.get(given["follows"] or 0),
        )

    def show(self, missing: Mapping[str, str]) -> None:
        """What the use case refused, at its field."""
        for field, sentence in missing.items():
            self.add_error(field if field in self.fields else None, sentence)


def as_it_is(year: AuditYear) -> dict[str, Any]:
    """A draft as the form shows it."""
    days = {"opens_on": year.opens_on, "due_on": year.due_on}
    return {"question_set": year.question_set_id, "top": year.top_id, "follows": year.follows_id, "version": year.version, **days}


class DueForm(forms.Form):
    """Another last day."""

    due_on = DateField(label=gettext_lazy("Answer by"))


class WhyNotForm(forms.Form):
    """Why nothing was sent in: one choice, words only where none fits."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=gettext_lazy("What is the reason?"),
        widget=forms.RadioSelect,
        choices=[(value, capfirst(str(label))) for value, label in NotAnswered.choices],
        error_messages={"required": gettext_lazy("Choose the reason that fits best.")},
    )
    note = OpenTextField(
        label=gettext_lazy("In your own words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed only for “something else”."),
    )
    also = forms.MultipleChoiceField(label=gettext_lazy("The same holds for"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, place: AuditPlace, others: Iterable[AuditPlace]) -> None:
        """With what was told before; `others` are the person's other places of the year that wait."""
        super().__init__(data, initial={"reason": place.reason, "note": place.reason_note})
        self.fields["reason"].choices = [(value, capfirst(str(label))) for value, label in NotAnswered.choices]  # type: ignore[attr-defined]
        self.by_pk = {str(one.pk): one for one in others}
        if self.by_pk:
            self.fields["also"].choices = [(pk, one.unit.name) for pk, one in self.by_pk.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["also"]

    @property
    def chosen_too(self) -> list[AuditPlace]:
        """The other places ticked."""
        return [self.by_pk[pk] for pk in self.cleaned_data.get("also", ())]
