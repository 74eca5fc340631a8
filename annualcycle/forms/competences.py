"""Forms of the competence net and plan: the net with its tasks, management's backing, one person's levels, a line of the plan."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from actionplans.models import ActionPlan
from annualcycle.challenges import LONGEST, Challenge
from annualcycle.competence_page import PersonRow, level_choices
from annualcycle.models import CompetenceNet, CompetenceStep, CompetenceTask
from annualcycle.models.competences import MOST_TASKS
from annualcycle.usecases.competences import Task
from orgstructure.models import User
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

MOST_CHALLENGES, SHOWN_TASKS, USUAL_LEVEL = 30, 5, 3
STEP: Final = ("person", "task", "what", "how", "by_date", "takes_task", "plan")


class NetForm(forms.Form):
    """Challenges ticked or added, the focus area, the tasks that it takes with the level of each."""

    year = forms.TypedChoiceField(label=_("Which year?"), coerce=int)
    challenges = forms.MultipleChoiceField(
        label=_("Which challenges do you start from?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Drawn in from your units' APV, rounds, surveys and plans, and from the annual discussion."),
    )  # fmt: skip
    own_challenges = OpenTextField(label=_("Challenges of your own, one in each line"), max_length=3000, rows=3, required=False)
    focus = OpenTextField(
        label=_("What is the group to be able to work with?"), max_length=120, help_text=_("For example “Preventing stress”."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, offered: Sequence[Challenge], years: Sequence[int], net: CompetenceNet | None = None) -> None:
        """`offered` may be ticked beside those that the net has; a net there is shows what stands in it."""
        kept = net.challenges if net else []
        tasks = list(net.tasks.all()) if net else []
        fresh = {"year": years[0], "submission_id": uuid.uuid4()}
        shown = {"year": net.year, "focus": net.focus, "challenges": kept, "version": net.version} if net else fresh
        super().__init__(data, initial=shown)
        lines = list(dict.fromkeys([*kept, *(one.line for one in offered)]))
        choice: Any = self.fields["challenges"]
        choice.choices = [(line, line) for line in lines]
        if not lines:
            del self.fields["challenges"]
        year: Any = self.fields["year"]
        year.choices = [(one, str(one)) for one in sorted({*years, *([net.year] if net else [])})]
        for number in range(1, MOST_TASKS + 1):
            task = tasks[number - 1] if number <= len(tasks) else None
            self._add_task(number, task)

    def _add_task(self, number: int, task: CompetenceTask | None) -> None:
        self.fields[f"task_{number}"] = OpenTextField(
            label=_("Task %(number)s") % {"number": number}, max_length=120, required=False, initial=task.text if task else ""
        )
        self.fields[f"needed_{number}"] = forms.TypedChoiceField(
            label=_("The level it takes"), choices=level_choices, coerce=int, required=False,
            initial=task.needed if task else USUAL_LEVEL,
        )  # fmt: skip

    def clean_own_challenges(self) -> list[str]:
        """The lines that say something, each short enough to be one."""
        lines = [line.strip() for line in self.cleaned_data["own_challenges"].splitlines()]
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(_("Write each challenge in at most %(count)s characters.") % {"count": LONGEST})
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        """A net has tasks, each once, and not too many challenges to choose from."""
        given = super().clean() or {}
        texts = [one.text.casefold() for one in self.tasks()]
        if not texts and not any(f"task_{number}" in self.errors for number in range(1, MOST_TASKS + 1)):
            self.add_error("task_1", _("Write at least one task that the focus area takes."))
        if len(set(texts)) < len(texts):
            self.add_error(None, _("The same task stands there twice. Write each once."))
        if len(self._challenges()) > MOST_CHALLENGES:
            self.add_error(None, _("Choose at most %(count)s challenges.") % {"count": MOST_CHALLENGES})
        return given

    def _challenges(self) -> list[str]:
        given = self.cleaned_data
        return list(dict.fromkeys([*given.get("challenges", ()), *(given.get("own_challenges") or ())]))

    def said(self) -> dict[str, Any]:
        """The columns of the net."""
        return {"year": self.cleaned_data["year"], "focus": self.cleaned_data["focus"], "challenges": self._challenges()}

    def tasks(self) -> list[Task]:
        """The tasks written, in their order, each with the place it had."""
        found = []
        for number in range(1, MOST_TASKS + 1):
            needed = self.cleaned_data.get(f"needed_{number}")
            if text := self.cleaned_data.get(f"task_{number}"):
                found.append(Task(text, USUAL_LEVEL if needed in (None, "") else int(needed), number))
        return found

    def head_fields(self) -> list[forms.BoundField]:
        """What stands above the tasks."""
        return [self[name] for name in ("year", "challenges", "own_challenges", "focus") if name in self.fields]

    def task_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of tasks that are shown at once."""
        return self._rows()[: self._shown()]

    def more_task_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows that wait behind a button."""
        return self._rows()[self._shown() :]

    def _rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"task_{number}"], self[f"needed_{number}"]) for number in range(1, MOST_TASKS + 1)]

    def _shown(self) -> int:
        used = [number for number, (task, needed) in enumerate(self._rows(), 1) if task.value() or task.errors or needed.errors]
        return max(SHOWN_TASKS, *used) if used else SHOWN_TASKS


class BackingForm(forms.Form):
    """How management backs it."""

    backing = OpenTextField(
        label=_("What does management give to it?"), max_length=500, rows=3, required=False,
        help_text=_("Time and money: “Two days each, and the course is paid”. Leave it empty to take back what was said."),
    )  # fmt: skip


class LevelsForm(forms.Form):
    """Where one person stands on each task; what is not chosen is not said."""

    def __init__(self, data: Any = None, *, tasks: Sequence[CompetenceTask], row: PersonRow, last: Mapping[str, int]) -> None:
        """As it was said, else as it was last year (`last`, by the words of the task)."""
        super().__init__(data)
        for task, present in zip(tasks, row.levels, strict=True):
            self.fields[f"level_{task.pk}"] = forms.TypedChoiceField(
                label=task.text,
                choices=[("", _("Not said")), *level_choices()],
                coerce=int,
                empty_value=None,
                required=False,
                initial=last.get(task.text.casefold(), "") if present is None else present,
                help_text=_("It takes %(level)s.") % {"level": dict(level_choices())[task.needed]},
            )

    def said(self) -> dict[int, int | None]:
        """The level by task."""
        return {int(name.removeprefix("level_")): level for name, level in self.cleaned_data.items()}


class StepForm(forms.Form):
    """Who learns what, how and by when, and who takes which task."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose"))
    task = forms.ModelChoiceField(
        label=_("For which task of the net?"), queryset=CompetenceTask.objects.none(), required=False, empty_label=_("None of them")
    )
    what = OpenTextField(label=_("What is to be learned?"), max_length=200)
    how = forms.ChoiceField(label=_("How?"), choices=sentence_case(CompetenceStep.How.choices), widget=forms.RadioSelect)
    by_date = DateField(label=_("By when?"))
    takes_task = OpenTextField(
        label=_("Which task does the person take on?"), max_length=120, required=False,
        help_text=_("For example “Keeps the others up to date on the rules”."),
    )  # fmt: skip
    plan = forms.ModelChoiceField(
        label=_("Is it part of an action plan?"), queryset=ActionPlan.objects.none(), required=False, empty_label=_("No")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        people: Collection[int],
        tasks: Any,
        plans: Any,
        step: CompetenceStep | None = None,
        begin: Mapping[str, Any] | None = None,
    ) -> None:
        """One of `people` learns for one of `tasks`; `begin` is filled in at first."""
        shown = {name: getattr(step, name) for name in (*STEP, "version")} if step else {"submission_id": uuid.uuid4(), **(begin or {})}
        super().__init__(data, initial=shown)
        person: Any = self.fields["person"]
        person.queryset = User.objects.filter(pk__in=people).order_by("name_sort", "pk")
        person.label_from_instance = User.get_full_name
        for name, rows in (("task", tasks), ("plan", plans)):
            field: Any = self.fields[name]
            field.queryset = rows
            if not rows:
                del self.fields[name]

    def said(self) -> dict[str, Any]:
        """The columns of the line."""
        return {name: self.cleaned_data.get(name) for name in STEP}
