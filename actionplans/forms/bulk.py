"""Many plans at once: which were chosen, and what is to be done with them."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.filters import PlanFilter
from actionplans.forms.life import A_YEAR, sentence_case
from actionplans.forms.plan import PersonField
from actionplans.models import ActionPlan, BulkKind, DeadlineReason, EndedCode
from actionplans.models.choices import CHOSEN_DEADLINE_REASONS
from actionplans.people import Directory
from actionplans.requirements import LONGEST_AHEAD
from actionplans.usecases import faults
from actionplans.usecases.bulk import MOST_AT_ONCE, Asked
from orgstructure.models import Unit, User
from safetynet.common.dates import DateField
from safetynet.common.given import read_id
from safetynet.common.http import QueryDict
from safetynet.common.opentext import OpenTextField, tidy

LONGEST_SEARCH: Final = 100
NEEDED: Final[dict[BulkKind, tuple[str, ...]]] = {
    BulkKind.OWNER: ("owner",),
    BulkKind.DATE: ("new_on", "code"),
    BulkKind.CARRY_OUT: (),
    BulkKind.STANDING: ("review_on",),
    BulkKind.LEAVE: ("ended_code", "reason"),
}


@dataclass(frozen=True)
class Chosen:
    """The plans that were ticked, or all that the list's address finds: by id, each with the version that was seen."""

    plans: dict[int, int]
    is_too_many: bool = False

    @classmethod
    def of(cls, data: QueryDict, user: User, today: date) -> "Chosen":
        """What is posted from the list or from this page; ids that nobody may see and words that cannot be read choose nothing."""
        if "all" in data:
            found = PlanFilter(QueryDict(data.get("words", "")[:4000]), ActionPlan.objects.visible_to(user), user=user, today=today)
            rows = list(found.qs.values_list("pk", "version")[: MOST_AT_ONCE + 1]) if found.is_understood else []
            return cls(dict(rows[:MOST_AT_ONCE]), len(rows) > MOST_AT_ONCE)
        said = dict(_pair(text) for text in data.getlist("plan"))
        said.pop(0, None)
        there = ActionPlan.objects.visible_to(user).filter(pk__in=list(said)[: MOST_AT_ONCE + 1]).values_list("pk", flat=True)
        seen = {pk: said[pk] for pk in said if pk in set(there)}
        return cls(dict(list(seen.items())[:MOST_AT_ONCE]), len(said) > MOST_AT_ONCE)

    @property
    def values(self) -> list[str]:
        """As they are posted again."""
        return [f"{pk}:{version}" for pk, version in self.plans.items()]


def _pair(text: str) -> tuple[int, int]:
    """`12:3` is plan 12 as it was in version 3; anything else is plan 0, which is none."""
    pk, _colon, version = text.partition(":")
    return read_id(pk) or 0, min(read_id(version) or 0, 2**31 - 1)


class BulkForm(forms.Form):
    """What is to be done; only the fields of the chosen kind are read, the style sheet shows only those."""

    marks_optional = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What shall happen to them?"), choices=sentence_case(BulkKind.choices), widget=forms.RadioSelect
    )
    owner = PersonField(label=gettext_lazy("New owner"))
    new_on = DateField(label=gettext_lazy("New expected closing date"), required=False)
    code = forms.ChoiceField(
        label=gettext_lazy("Why is the date moved?"), widget=forms.RadioSelect, required=False,
        choices=sentence_case([(code.value, code.label) for code in CHOSEN_DEADLINE_REASONS]),
    )  # fmt: skip
    review_on = DateField(label=gettext_lazy("Looked at again on"), required=False)
    ended_code = forms.ChoiceField(
        label=gettext_lazy("Why are they not carried out?"),
        choices=sentence_case(EndedCode.choices),
        widget=forms.RadioSelect,
        required=False,
    )
    reason = OpenTextField(
        label=gettext_lazy("Say it in a sentence"), help_text=gettext_lazy("It stands on each of the plans."), max_length=1000, rows=2,
        required=False,
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, unit: Unit, user: User, today: date, looked_for: str = "") -> None:
        """The people to choose among are those of this unit, the person, and those found by the words looked for."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "review_on": today + A_YEAR})
        self.today = today
        self.looked_for = tidy(looked_for)[:LONGEST_SEARCH]
        posted = read_id(data.get("owner", "")) if data else None
        self.directory = Directory(unit, today, also=[user.pk, *([posted] if posted else [])], looked_for=self.looked_for)
        self.fields["owner"].offer(self.directory)  # type: ignore[attr-defined]  # a person field, by the class above

    def clean(self) -> dict[str, Any]:
        """What the chosen kind needs is there and can hold for any plan; what only one plan can refuse is said in the preview."""
        given: dict[str, Any] = super().clean() or {}
        kind = given.get("kind")
        if not kind:
            return given
        for name in NEEDED[BulkKind(kind)]:
            if name in given and not given[name]:
                self.add_error(name, forms.ValidationError(forms.Field.default_error_messages["required"], code="required"))
        for name, text in self._faults(BulkKind(kind), given).items():
            if name not in self.errors:
                self.add_error(name, text)
        return given

    def _faults(self, kind: BulkKind, given: dict[str, Any]) -> faults.Faults:
        if kind == BulkKind.STANDING and given.get("review_on"):
            return faults.of_review(given["review_on"], today=self.today)
        if kind != BulkKind.DATE:
            return {}
        found = {}
        if (day := given.get("new_on")) and day <= self.today:
            found["new_on"] = _("Choose a date after today.")
        elif day and day > self.today + LONGEST_AHEAD:
            found["new_on"] = _("The date is more than five years ahead. Check the year, or make the plan standing.")
        if given.get("code") == DeadlineReason.OTHER and not given.get("reason"):
            found["reason"] = _("Write in a few words why the date is moved.")
        return found

    def asked(self) -> Asked:
        """What the use case takes."""
        kind = BulkKind(self.cleaned_data["kind"])
        names = {*NEEDED[kind], *(("reason",) if kind in (BulkKind.DATE, BulkKind.STANDING, BulkKind.LEAVE) else ())}
        given = {name: self.cleaned_data[name] for name in sorted(names)}
        return Asked(kind, {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()})
