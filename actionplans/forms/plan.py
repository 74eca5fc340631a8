"""The one page on which a plan is written: its fields, its rows, and what they say as parts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from actionplans.beside import Written
from actionplans.content import COLUMNS, CRITERION, MEASURE, NOTE, PEOPLE, RISK, CriterionRow, MeasureRow, Parts
from actionplans.forms.risk import RiskField
from actionplans.guidance import CRITERION_GUIDANCE, GUIDANCE, MEASURE_GUIDANCE
from actionplans.labels import FIELD_LABELS
from actionplans.models import ActionPlan, Character, ConfidentialNote, LadderStep, Measure, Source, SuccessCriterion, Theme, Urgency
from actionplans.models.themes import Topic
from actionplans.people import Directory
from actionplans.prevention import LadderHint, hint_for
from actionplans.proposals import theme_code_for
from actionplans.reports.measures import records_of_steps
from actionplans.sentences import sentence_of
from orgstructure.models import Unit
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

ROWS_AT_MOST = 20


class PersonField(forms.TypedChoiceField):
    """Somebody from the directory; the value is the person's id."""

    default_error_messages = {"invalid_choice": _("Choose somebody who is employed here.")}

    def __init__(self, **options: Any) -> None:
        """Not required: a draft may leave it open."""
        super().__init__(coerce=int, empty_value=None, required=False, **options)

    def offer(self, directory: Directory) -> None:
        """Show the people of this directory."""
        self.choices = [("", _("Choose somebody")), *directory.choices]


class PeopleField(forms.TypedMultipleChoiceField):
    """Several from the directory; the value is a sorted tuple of ids."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = PersonField.default_error_messages

    def __init__(self, **options: Any) -> None:
        """Not required."""
        super().__init__(coerce=int, empty_value=[], required=False, **options)

    def clean(self, value: Any) -> tuple[int, ...]:
        """In one order, so that the same people compare as equal."""
        return tuple(sorted(super().clean(value)))

    def offer(self, directory: Directory) -> None:
        """Show the people of this directory."""
        self.choices = directory.everybody


def _longest(model: type[Model], column: str) -> int | None:
    """The column's own limit: the form and the database agree."""
    longest: int | None = getattr(model._meta.get_field(column), "max_length", None)
    return longest


def _text(name: str, rows: int | None = None, **options: Any) -> OpenTextField:
    return OpenTextField(rows=rows, label=FIELD_LABELS[name], required=False, max_length=_longest(ActionPlan, name), **options)


def _date(name: str, **options: Any) -> DateField:
    return DateField(label=FIELD_LABELS[name], required=False, **options)


class PlanForm(forms.Form):
    """The plan's own fields; nothing is required to save a draft, the use case says what publishing needs."""

    guidance = GUIDANCE
    marks_optional = False

    title = _text("title")
    urgency = forms.ChoiceField(label=FIELD_LABELS["urgency"], choices=Urgency, required=False, widget=forms.RadioSelect)
    immediate_measure = _text("immediate_measure", 2)
    immediate_measure_by = PersonField(label=FIELD_LABELS["immediate_measure_by"])
    owner = PersonField(label=FIELD_LABELS["owner"])
    starts_on = _date("starts_on")
    implement_by = _date("implement_by")
    expected_closing_on = _date("expected_closing_on")
    evaluation_occasion = _text("evaluation_occasion")
    evaluate_on = _date("evaluate_on")
    evaluator = PersonField(label=FIELD_LABELS["evaluator"])
    evaluation_question = _text("evaluation_question")
    source = forms.ChoiceField(label=FIELD_LABELS["source"], choices=Source, required=False)
    theme = forms.TypedChoiceField(label=FIELD_LABELS["theme"], coerce=int, empty_value=None, required=False)
    description = _text("description", 3)
    nature = _text("nature", 2)
    seriousness = _text("seriousness", 2)
    extent = _text("extent", 2)
    causes = _text("causes", 2)
    risk = RiskField(
        label=FIELD_LABELS["risk"],
        help_text=_("Choose where likelihood and consequence meet. When you evaluate, you choose again, so that the difference shows."),
    )
    informed = PeopleField(
        label=FIELD_LABELS["informed"], help_text=_("They get one line in the weekly mail when the plan starts and when it ends.")
    )
    involved = PeopleField(label=FIELD_LABELS["involved"], help_text=_("They get the follow-up in their calendar."))
    equipping = _text("equipping", 2)
    other_initiatives = _text("other_initiatives", 2)
    evaluation_method = _text("evaluation_method", 2)
    feedback_methods = _text("feedback_methods", 2)
    carrying_on = _text("carrying_on", 2)
    if_not_working = _text("if_not_working", 2)
    anything_else = _text("anything_else", 2)
    is_confidential = forms.BooleanField(
        label=FIELD_LABELS["is_confidential"],
        required=False,
        help_text=_("Only the unit's manager, its work-environment group and the owner can read it."),
    )
    confidential_note = OpenTextField(
        rows=2,
        label=FIELD_LABELS[NOTE],
        required=False,
        max_length=_longest(ConfidentialNote, "text"),
        help_text=_(
            "For what somebody could be recognised by. Only the unit's manager, its work-environment group and the owner can read it; "
            "it is never in mails, papers, files, search or history."
        ),
    )
    use_proposed_criterion = forms.BooleanField(label=_("Yes, we use this one"), required=False)

    def __init__(self, *args: Any, directory: Directory, themes: Iterable[Theme], **options: Any) -> None:
        """With the people and themes that may be chosen."""
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, PersonField | PeopleField):
                field.offer(directory)
        self.fields["theme"].choices = [  # type: ignore[attr-defined]  # a choice field, by the class above
            ("", _("Choose a theme")),
            *_by_topic(themes),
        ]

    def parts(self) -> Parts:
        """What could be read, by column; a field with an error is left out."""
        values = {name: self.cleaned_data[name] for name in (*COLUMNS, RISK, *PEOPLE, NOTE) if name in self.cleaned_data}
        for name, default in (("source", Source.OWN_IDEA), ("urgency", Urgency.ORDINARY)):
            if values.get(name) == "":
                values[name] = default.value
        return values


class SentenceForm(forms.Form):
    """The parts of the follow-up sentence while it is being put together."""

    evaluation_occasion = OpenTextField(max_length=160)
    evaluate_on = DateField()
    evaluation_question = OpenTextField(max_length=300)
    who = OpenTextField(max_length=200)

    def sentence(self) -> str:
        """The sentence, or nothing while a part is missing."""
        if not self.is_valid():
            return ""
        said = self.cleaned_data
        return sentence_of(said["evaluation_occasion"], said["evaluate_on"], said["who"], said["evaluation_question"])


class AboutForm(forms.Form):
    """What a plan says so far, while it is being written; what cannot be read is left out."""

    submission_id = forms.UUIDField(required=False)
    title = OpenTextField(max_length=_longest(ActionPlan, "title"), required=False)
    description = OpenTextField(max_length=_longest(ActionPlan, "description"), required=False)
    source = forms.ChoiceField(choices=Source, required=False)
    theme = forms.ModelChoiceField(queryset=Theme.objects.all(), required=False)

    def written(self, unit: Unit) -> Written:
        """To look for others like it."""
        self.is_valid()
        said = self.cleaned_data
        text = said.get("title") or said.get("description") or ""
        theme = said.get("theme") or Theme.objects.filter(code=theme_code_for(text)).first()
        source = said.get("source") or ""
        return Written(unit, text, "" if source == Source.OWN_IDEA else source, theme.pk if theme else None, said.get("submission_id"))


class LadderForm(forms.Form):
    """One measure while it is being written, and what its problem is about."""

    text = OpenTextField(max_length=_longest(Measure, "text"), required=False)
    ladder = forms.ChoiceField(choices=LadderStep, required=False)
    title = OpenTextField(max_length=_longest(ActionPlan, "title"), required=False)
    theme = forms.ModelChoiceField(queryset=Theme.objects.all(), required=False)

    @classmethod
    def of_row(cls, data: Mapping[str, str]) -> "LadderForm":
        """From the plan's own form; `row` names the measure that is written in."""
        row = data.get("row", "")
        return cls(
            {"text": data.get(f"{row}-text"), "ladder": data.get(f"{row}-ladder"), "title": data.get("title"), "theme": data.get("theme")}
        )

    def hint(self) -> LadderHint | None:
        """What to say beside the measure; nothing while it cannot be read."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        theme = said["theme"] or Theme.objects.filter(code=theme_code_for(said["title"])).first()
        return hint_for(said["text"], chosen=said["ladder"], topic=theme.topic if theme else "", records=records_of_steps())


class UnitNameForm(forms.Form):
    """Part of a unit's name."""

    marks_optional = False

    q = OpenTextField(label=_("Find a unit by its name"), max_length=100, required=False)

    def words(self) -> str:
        """What was looked for; nothing when it cannot be read."""
        self.is_valid()
        words: str = self.cleaned_data.get("q", "")
        return words


class _RowForm(forms.Form):
    """One row: known by the key that the form gave it, taken out when marked or left empty."""

    kind = ""
    marks_optional = False
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    removed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    @property
    def is_removed(self) -> bool:
        """Taken out by its button; stays in the form so that the place of the others does not move."""
        return bool(self["removed"].value() in (True, "on", "True", "true"))

    @property
    def name(self) -> str:
        """The name of the part."""
        return f"{self.kind}{self['key'].value()}"

    def clean(self) -> dict[str, Any]:
        """A row without a key gets one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned


class MeasureForm(_RowForm):
    """One measure."""

    kind = MEASURE
    guidance = MEASURE_GUIDANCE

    text = OpenTextField(rows=2, label=_("What do you do?"), required=False, max_length=_longest(Measure, "text"))
    responsible = PersonField(label=_("Responsible"))
    due_on = DateField(label=_("Done no later than"), required=False)
    character = forms.ChoiceField(label=_("What kind of measure is it?"), choices=Character, required=False)
    ladder = forms.ChoiceField(
        label=_("Where on the prevention ladder?"), choices=[("", _("Where its words place it")), *LadderStep.choices], required=False
    )

    def __init__(self, *args: Any, directory: Directory, **options: Any) -> None:
        """With the people who may be responsible."""
        super().__init__(*args, **options)
        self.fields["responsible"].offer(directory)  # type: ignore[attr-defined]

    def row(self) -> MeasureRow | None:
        """The measure, or None when it is empty or taken out."""
        said = self.cleaned_data
        if said.get("removed") or not said.get("text"):
            return None
        return MeasureRow(
            said["text"], said["character"] or Character.PREVENTIVE.value, said["ladder"], said["responsible"], said["due_on"]
        )


class CriterionForm(_RowForm):
    """One success criterion."""

    kind = CRITERION
    guidance = CRITERION_GUIDANCE

    text = OpenTextField(
        rows=1,
        label=_("What will you see, hear or measure?"),
        required=False,
        max_length=_longest(SuccessCriterion, "text"),
    )
    kind_of = forms.ChoiceField(label=_("How does it show?"), choices=SuccessCriterion.Kind, required=False)
    baseline = OpenTextField(label=_("Where are you today?"), required=False, max_length=60)
    target = OpenTextField(label=_("Where will you be?"), required=False, max_length=60)

    def __init__(self, *args: Any, directory: Directory, **options: Any) -> None:  # noqa: ARG002  rows are made alike
        """No people here."""
        super().__init__(*args, **options)

    def row(self) -> CriterionRow | None:
        """The criterion, or None when it is empty or taken out."""
        said = self.cleaned_data
        if said.get("removed") or not said.get("text"):
            return None
        return CriterionRow(said["text"], said["kind_of"] or SuccessCriterion.Kind.SEEN.value, said["baseline"], said["target"])


MeasureFormSet = forms.formset_factory(MeasureForm, extra=0, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST, validate_max=True)
CriterionFormSet = forms.formset_factory(CriterionForm, extra=0, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST, validate_max=True)


def _by_topic(themes: Iterable[Theme]) -> list[tuple[str, list[tuple[int, str]]]]:
    grouped: dict[str, list[tuple[int, str]]] = {}
    for theme in themes:
        grouped.setdefault(theme.topic, []).append((theme.pk, str(theme)))
    return [(str(Topic(topic).label), found) for topic, found in grouped.items()]
