"""The few fields that open on the screen of one item; most are the forms of the plan's own pages, asked shorter."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.clean_up import TimeForm
from actionplans.forms.life import EvaluationForm, LeaveForm
from actionplans.forms.lifting import AnswerForm, LiftForm
from actionplans.models import ActionPlan
from actionplans.proposals import working_day
from annualcycle.models import AgendaItem
from orgstructure.models import User
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

DECIDED_WITHIN = timedelta(days=14)


class DecideForm(forms.Form):
    """What is decided, who does it and by when; about a plan it is proposed that its owner looks at it."""

    decision = OpenTextField(label=gettext_lazy("What is decided?"), max_length=500)
    responsible = forms.TypedChoiceField(label=gettext_lazy("Who does it?"), coerce=int)
    due_on = DateField(label=gettext_lazy("By when?"))
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: AgendaItem, people: Sequence[tuple[int, str]], today: date) -> None:
        """The plan's owner may be chosen beside the members."""
        owner = item.plan.owner if item.plan else None
        proposed = {"decision": _proposal(item), "responsible": owner.pk if owner else None}
        super().__init__(data, initial=proposed | {"due_on": working_day(today + DECIDED_WITHIN), "submission_id": uuid.uuid4()})
        named = dict(people) | ({owner.pk: owner.get_full_name()} if owner else {})
        self.fields["responsible"].choices = [("", _("Choose")), *named.items()]  # type: ignore[attr-defined]  # a choice field, by the class above

    def decided(self) -> dict[str, Any]:
        """The columns of the decision."""
        given = self.cleaned_data
        rest = {"responsible_id": given["responsible"], "due_on": given["due_on"], "submission_id": given["submission_id"]}
        return {"text": given["decision"], **rest}


def _proposal(item: AgendaItem) -> str:
    if item.plan is None:
        return ""
    if item.kind == AgendaItem.Kind.EVALUATE:
        return _("Evaluate whether “%(plan)s” has helped") % {"plan": item.plan.title}
    return _("Finish “%(plan)s”, or give it a new date") % {"plan": item.plan.title}


class SayForm(forms.Form):
    """What was said, and what came of it in one line."""

    said = OpenTextField(label=gettext_lazy("What was said?"), max_length=4000, rows=3, required=False)
    outcome = OpenTextField(label=gettext_lazy("What came of it, in one line?"), max_length=200)

    def __init__(self, data: Any = None, *, item: AgendaItem) -> None:
        """What stands there; else that it was talked about."""
        super().__init__(data, initial={"said": item.said, "outcome": item.outcome or _("Talked about.")})

    def words(self) -> dict[str, str]:
        """The words of the minutes."""
        return {name: self.cleaned_data[name] for name in ("said", "outcome")}


def form_of(
    act: str, data: Mapping[str, Any] | None, *, item: AgendaItem, people: Sequence[tuple[int, str]], by: User, today: date, verdict: str
) -> forms.Form | None:
    """The form of an act, its first field with the focus where words are asked for; None for those that are one button."""
    form = _form_of_words(act, data, item, people, today)
    if form is None:
        return _form_of_plan(act, data, item.plan, by, today, verdict) if item.plan else None
    form.visible_fields()[0].field.widget.attrs["autofocus"] = True
    return form


def _form_of_words(act: str, data: Any, item: AgendaItem, people: Sequence[tuple[int, str]], today: date) -> forms.Form | None:
    if act == "decide":
        return DecideForm(data, item=item, people=people, today=today)
    if act == "say":
        return SayForm(data, item=item)
    if act == "answer":
        return AnswerForm(data)
    return LiftForm(data, plan=item.plan, today=today) if act == "lift" and item.plan else None


def _form_of_plan(act: str, data: Any, plan: ActionPlan, by: User, today: date, verdict: str) -> forms.Form | None:
    if act == "judge":
        return EvaluationForm(data, plan=plan, today=today, verdict=verdict)
    if act == "time":
        return TimeForm(data, plan=plan, by=by, today=today)
    return LeaveForm(data) if act == "leave" else None
