"""Forms about a plan that has stopped: the checklist, and the call for help."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from actionplans.models import ActionPlan, ReadyCause, StallAnswer, StallCheck, StallChecklist, StallGroup, StallPoint
from actionplans.usecases.stalling import StallSaid, most_in_the_way
from safetynet.common.given import read_id
from safetynet.common.opentext import OpenTextField

POINT = "point_"


class StallForm(forms.Form):
    """The eleven questions, what is most in the way, and what is done now. Bound to the checklist it was shown with."""

    marks_optional = False  # the page says that no question has to be answered

    cause = forms.ChoiceField(label=_("What is most in the way?"), required=False)
    measure = forms.ChoiceField(label=_("Which measure is it about?"), required=False)
    note = OpenTextField(
        label=_("What happened?"), help_text=_("A sentence, if you like. No names."), max_length=1000, rows=2, required=False
    )
    next_step = OpenTextField(
        label=_("What do you do now?"), help_text=_("For example “Mette books the training on Friday”."), max_length=300, required=False
    )
    checklist = forms.CharField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: ActionPlan, checklist: StallChecklist, last: StallCheck | None = None) -> None:
        """For this plan; `last` is the latest check of it, so that the same measure is chosen again."""
        self.version = _version_of(data) or checklist
        start = {"checklist": self.version.pk, "submission_id": uuid.uuid4(), "measure": last.measure_id if last else None}
        super().__init__(data, initial=start)
        self.points: list[StallPoint] = list(self.version.points.all())
        for point in self.points:
            self.fields[f"{POINT}{point.pk}"] = forms.ChoiceField(
                label=point.asks, choices=sentence_case(StallAnswer.Answer.choices), widget=forms.RadioSelect, required=False
            )
        self._offer_causes()
        self._offer_measures(plan)

    def clean(self) -> dict[str, Any]:
        """A cause is chosen, or follows from the answers."""
        given: dict[str, Any] = super().clean() or {}
        if "cause" in given and not (given["cause"] or most_in_the_way(self.points, self._answers(given))):
            self.add_error("cause", _("Choose what is most in the way, or answer no to at least one question."))
        return given

    def said(self) -> StallSaid:
        """What the use case takes."""
        given = self.cleaned_data
        return StallSaid(
            checklist=self.version,
            submission_id=given["submission_id"],
            answers=self._answers(given),
            cause=given["cause"],
            measure_id=int(given["measure"]) if given["measure"] else None,
            note=given["note"],
            next_step=given["next_step"],
        )

    def groups(self) -> list[tuple[str, list[tuple[StallPoint, forms.BoundField]]]]:
        """The questions under the name of their group, in the order of the checklist."""
        found: dict[str, list[tuple[StallPoint, forms.BoundField]]] = {}
        for point in self.points:
            found.setdefault(point.group, []).append((point, self[f"{POINT}{point.pk}"]))
        return [(str(StallGroup(group).label), rows) for group, rows in found.items()]

    def _answers(self, given: dict[str, Any]) -> dict[int, str]:
        return {point.pk: said for point in self.points if (said := given.get(f"{POINT}{point.pk}"))}

    def _offer_causes(self) -> None:
        by_group: dict[str, list[tuple[str, str]]] = {}
        for point in self.points:
            by_group.setdefault(str(StallGroup(point.group).label), []).append((point.code, point.names))
        first: list[Any] = [("", _("The first question you answered no to"))]
        self.fields["cause"] = forms.ChoiceField(label=self.fields["cause"].label, choices=[*first, *by_group.items()], required=False)

    def _offer_measures(self, plan: ActionPlan) -> None:
        measures = [(str(measure.pk), str(measure)) for measure in plan.measures.all()]
        if not measures:
            self.fields["measure"].widget = forms.HiddenInput()
        self.fields["measure"].choices = [("", _("The whole plan")), *measures]  # type: ignore[attr-defined]  # by the class above


class ReadyForm(forms.Form):
    """One of the two causes that need no checklist."""

    ready = forms.ChoiceField(choices=ReadyCause)
    submission_id = forms.UUIDField()

    def said(self, checklist: StallChecklist) -> StallSaid:
        """What the use case takes."""
        return StallSaid(checklist, self.cleaned_data["submission_id"], cause=self.cleaned_data["ready"])


class HelpForm(forms.Form):
    """What the people of a plan would like help with."""

    text = OpenTextField(
        label=_("What would you like help with?"),
        help_text=_("A sentence is enough. A colleague from the work-environment staff calls you."),
        max_length=1000, rows=3,
    )  # fmt: skip


def _version_of(data: Any) -> StallChecklist | None:
    """The checklist that a sent form was shown with."""
    pk = read_id(str(data.get("checklist", ""))) if data else None
    return None if pk is None else StallChecklist.objects.filter(pk=pk).first()
