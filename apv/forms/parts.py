"""Forms of the parts of a questionnaire: sections, dimensions, questions and their answers."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Theme, Topic
from apv.blueprint import LANGUAGES, Choice
from apv.codes import LONGEST_CODE
from apv.forms.questionnaires import StampField
from apv.forms.words import Wording, WordsForm
from apv.models import SCORED, WITH_OPTIONS, Dimension, Question, Questionnaire, Scale, Section
from apv.scales import options_of
from safetynet.common.http import QueryDict

MOST_OPTIONS = 20
FEWEST_ROWS = 4


class CodeField(forms.SlugField):
    """What results are compared by, from version to version; made from the name when left empty."""

    def __init__(self) -> None:
        """Optional."""
        super().__init__(
            label=gettext_lazy("Code"),
            max_length=LONGEST_CODE,
            required=False,
            help_text=gettext_lazy("Results are compared by it from version to version. Leave it empty, and one is made."),
            error_messages={"invalid": gettext_lazy("Use letters a–z, digits, hyphens and underscores only.")},
        )


class SectionForm(WordsForm):
    """A section's heading and introduction."""

    WORDINGS = (
        Wording("title", gettext_lazy("Heading"), 120, is_needed=True),
        Wording("intro", gettext_lazy("Introduction"), 600, rows=3),
    )

    seen = StampField()
    is_named = forms.BooleanField(
        label=gettext_lazy("This part is answered with one's name"),
        required=False,
        help_text=gettext_lazy("For what must be found at its place: voluntary, through a link of its own, apart from the other answers."),
    )

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, row: Section | None = None, seen: int | None = None) -> None:
        """As it stands, or empty."""
        shown = self.shown({"title": row.title, "intro": row.intro}) | {"is_named": row.is_named} if row else {}
        locked = questionnaire.has_locked_words
        super().__init__(data, initial=shown | {"seen": seen or questionnaire.edit_stamp}, are_words_locked=locked)
        self.fields["is_named"].disabled = locked

    def columns(self) -> dict[str, Any]:
        """As the row keeps them."""
        return {"title": self.words("title"), "intro": self.words("intro"), "is_named": self.cleaned_data["is_named"]}


class DimensionForm(WordsForm):
    """What several questions measure together."""

    WORDINGS = (Wording("name", gettext_lazy("Name"), 80, is_needed=True),)

    seen = StampField()
    topic = forms.ChoiceField(label=gettext_lazy("Topic of the law"), choices=Topic)
    theme_code = forms.ChoiceField(label=gettext_lazy("Theme of a plan that comes of it"), required=False, choices=())
    is_burden = forms.BooleanField(
        label=gettext_lazy("A high figure is bad"),
        required=False,
        help_text=gettext_lazy("As for time pressure; else high is good."),
    )
    code = CodeField()

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, row: Dimension | None = None, seen: int | None = None) -> None:
        """As it stands, or empty; the code is said once."""
        columns = ("topic", "theme_code", "is_burden", "code")
        shown = {name: getattr(row, name) for name in columns} | self.shown({"name": row.name}) if row else {}
        super().__init__(data, initial=shown | {"seen": seen or questionnaire.edit_stamp})
        themes = [(theme.code, str(theme)) for theme in Theme.objects.order_by("order", "code")]
        self.fields["theme_code"].choices = [("", _("None")), *themes]  # type: ignore[attr-defined]  # by the class above
        self.fields["code"].disabled = row is not None

    def columns(self) -> dict[str, Any]:
        """As the row keeps them; without the code, which the view settles."""
        return {name: self.cleaned_data[name] for name in ("topic", "theme_code", "is_burden")} | {"name": self.words("name")}


class OptionForm(WordsForm):
    """One answer with words of its own. A row without words is no answer."""

    WORDINGS = (Wording("text", gettext_lazy("Answer"), 200),)

    value = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=999)
    score = forms.FloatField(label=gettext_lazy("Score 0–100"), required=False, min_value=0, max_value=100)

    @property
    def is_empty(self) -> bool:
        """Nothing is written in it."""
        return not self.words("text")


class QuestionForm(WordsForm):
    """One question."""

    WORDINGS = (
        Wording("text", gettext_lazy("Question"), 300, rows=3, is_needed=True),
        Wording("hint", gettext_lazy("Help below the question"), 300, rows=2),
    )

    seen = StampField()
    section = forms.ModelChoiceField(label=gettext_lazy("Section"), queryset=Section.objects.none(), empty_label=None)
    scale = forms.ChoiceField(label=gettext_lazy("How it is answered"), choices=Scale)
    dimension = forms.ModelChoiceField(
        label=gettext_lazy("Theme it counts in"), queryset=Dimension.objects.none(), required=False, empty_label=gettext_lazy("None")
    )
    is_reversed = forms.BooleanField(label=gettext_lazy("Counted the other way round"), required=False)
    is_sensitive = forms.BooleanField(
        label=gettext_lazy("Sensitive"),
        required=False,
        help_text=gettext_lazy("Offensive acts and the like: shown only where very many answer."),
    )
    shown_if_question = forms.ChoiceField(label=gettext_lazy("Asked only after a certain answer to"), required=False, choices=())
    shown_if_values = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Asked after one of these answers"), required=False, coerce=int, choices=(), widget=forms.CheckboxSelectMultiple
    )
    code = CodeField()

    def __init__(
        self, data: Any = None, *, questionnaire: Questionnaire, row: Question | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        """As it stands, or with what was written so far (`initial`)."""
        self.questionnaire, self.row = questionnaire, row
        locked = questionnaire.has_locked_words
        shown = {"seen": questionnaire.edit_stamp, **(self._of(row) if row else {}), **(initial or {})}
        super().__init__(data, initial=shown, are_words_locked=locked)
        self.earlier = {one.code: one for one in self._earlier()}
        self._offer(data)
        for name in ("section", "scale", "shown_if_question", "shown_if_values"):
            self.fields[name].disabled = locked
        self.fields["code"].disabled = row is not None
        self.options = OptionFormSet(data, prefix="options", initial=self._options_shown(), form_kwargs={"are_words_locked": locked})

    def _of(self, row: Question) -> dict[str, Any]:
        columns = ("section", "scale", "dimension", "is_reversed", "is_sensitive", "code")
        shown = {name: getattr(row, f"{name}_id" if name in ("section", "dimension") else name) for name in columns}
        condition = {"shown_if_question": row.shown_if.get("question", ""), "shown_if_values": row.shown_if.get("any_of", [])}
        return shown | condition | self.shown({"text": row.text, "hint": row.hint})

    def _earlier(self) -> Iterator[Question]:
        """Those that stand before this one and have answers to choose from."""
        rows = self.questionnaire.questions.exclude(scale=Scale.TEXT).order_by("position")
        return iter(rows.filter(position__lt=self.row.position) if self.row else rows)

    def _offer(self, data: Any) -> None:
        fields: dict[str, Any] = dict(self.fields)
        fields["section"].queryset = self.questionnaire.sections.order_by("position")
        fields["dimension"].queryset = self.questionnaire.dimensions.order_by("position")
        earlier = [(one.code, _cut(str(one))) for one in self.earlier.values()]
        fields["shown_if_question"].choices = [("", _("Everybody is asked")), *earlier]
        is_posted = data is not None and not self.questionnaire.has_locked_words
        chosen = data.get("shown_if_question") if is_posted else self.initial.get("shown_if_question")
        decides = self.earlier.get(chosen or "")
        fields["shown_if_values"].choices = [(one.value, str(one.text)) for one in options_of(decides)] if decides else []

    def _options_shown(self) -> list[dict[str, Any]]:
        if "options" in self.initial:
            return list(self.initial["options"])
        rows = self.row.options if self.row else []
        return [{"value": one["value"], "score": one.get("score"), **self.shown({"text": one["text"]})} for one in rows]

    @property
    def has_own_words(self) -> bool:
        """The answers stand open: the scale demands some, or there are some."""
        return self["scale"].value() in WITH_OPTIONS or any(form["text_da"].value() or form["text_en"].value() for form in self.options)

    def is_valid(self) -> bool:
        """Together with its answers."""
        return all([super().is_valid(), self.options.is_valid()])

    def clean(self) -> dict[str, Any]:
        """What the database would refuse, said where it is mended."""
        cleaned = super().clean()
        scale = cleaned.get("scale")
        if scale in WITH_OPTIONS and not self.choices():
            self.add_error("scale", _("Write the answers one can choose between, below."))
        if cleaned.get("dimension") and scale not in SCORED:
            self.add_error("dimension", _("Such a question has no score, so it belongs to no theme."))
        if cleaned.get("shown_if_question") and not cleaned.get("shown_if_values") and "shown_if_values" not in self.errors:
            self.add_error("shown_if_values", _("Choose the answers after which it is asked, or choose that everybody is asked."))
        return cleaned

    def choices(self) -> list[Choice]:
        """The answers as written, each with the number it had or the next free one."""
        self.options.is_valid()
        found: list[Choice] = []
        rows = [form for form in self.options if not form.is_empty]
        given = {form.cleaned_data.get("value") for form in rows} - {None}
        free = (number for number in range(1, MOST_OPTIONS + len(given) + 2) if number not in given)
        for form in rows:
            value: int | None = form.cleaned_data.get("value")
            if value is None or value in {one.value for one in found}:
                value = next(free)
            found.append(Choice(value, form.words("text"), form.cleaned_data.get("score")))
        return found

    def columns(self) -> dict[str, Any]:
        """As the row keeps them; without the code, which the view settles."""
        said = self.cleaned_data
        condition = {"question": said["shown_if_question"], "any_of": said["shown_if_values"]} if said["shown_if_question"] else {}
        kept = {name: said[name] for name in ("section", "scale", "dimension", "is_reversed", "is_sensitive")}
        options = [] if said["scale"] == Scale.TEXT else [one.as_row() for one in self.choices()]
        return kept | {"text": self.words("text"), "hint": self.words("hint"), "options": options, "shown_if": condition}

    def as_asked(self) -> Question:
        """What is written so far, as a question that is not kept: for the phone beside the form."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        scale = said.get("scale") or Scale.AGREEMENT
        options = [] if scale == Scale.TEXT else [one.as_row() for one in self.choices()]
        section = said.get("section") or Section(title={}, intro={})
        return Question(section=section, scale=scale, text=self.words("text"), hint=self.words("hint"), options=options)


if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet["OptionForm"]
else:
    _FormSet = forms.BaseFormSet


class _BaseOptions(_FormSet):
    """Rows of answers: those there are, and empty ones up to four."""

    def total_form_count(self) -> int:
        """As many as were posted, else four at least."""
        if self.is_bound:
            return int(super().total_form_count())
        return min(max(FEWEST_ROWS, len(self.initial or [])), MOST_OPTIONS)


OptionFormSet = forms.formset_factory(OptionForm, formset=_BaseOptions, extra=0, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS)


def written_so_far(posted: QueryDict, *, more_options: bool = False) -> dict[str, Any]:
    """What was posted, as initial values of a form that does not complain yet."""
    names = ("section", "scale", "dimension", "shown_if_question", "code", "seen")
    found: dict[str, Any] = {name: posted.get(name, "") for name in names}
    found |= {f"{name}_{code}": posted.get(f"{name}_{code}", "") for name in ("text", "hint") for code in LANGUAGES}
    found |= {name: name in posted for name in ("is_reversed", "is_sensitive")}
    found["shown_if_values"] = posted.getlist("shown_if_values")
    rows = list(_option_rows(posted))
    found["options"] = rows + [{}] * 2 if more_options else rows
    return found


def _option_rows(posted: QueryDict) -> Iterator[dict[str, Any]]:
    for number in range(MOST_OPTIONS):
        names = ("value", "score", *(f"text_{code}" for code in LANGUAGES))
        row = {name: posted.get(f"options-{number}-{name}") for name in names}
        if any(value is not None for value in row.values()):
            yield row


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004  as wide as a phone shows
