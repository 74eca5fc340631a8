"""Forms of the annual discussion: begin it, its points, what came from above and goes on below, who took part; and the one page."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from annualcycle.models import Discussion, DiscussionPoint, Goal, GroupInput, Point, Recommendation, RecommendationAnswer
from annualcycle.usecases.discussions import OnePage, Said, Taking, faults_of_answers, wrong_day
from safetynet.common import clock
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

People = Mapping[int, tuple[str, str]]  # by id: name and part
MOST_GUESTS, LONGEST_NAME, LONGEST_ROLE = 60, 120, 80
HELP: Final = {
    Point.REACHED: _("What did you get out of it, and what did you learn?"),
    Point.CONTENT: _("The themes and tasks of the coming year, as they follow from the figures and from what you hear."),
    Point.TOGETHER: _("Who does what, how the staff is heard, and how you use your meetings."),
    Point.GOALS: _("Why these goals, and how will you see that they are reached?"),
    Point.COMPETENCE: _("Courses, guides, exchange with colleagues: what do the tasks of the coming year ask for?"),
    Point.EXPERTISE: _("Do you know enough yourselves, or do you need help from others?"),
}
ADDED: Final = ("decision", "responsible", "due_on")


def because_field(*, required: bool) -> OpenTextField:
    """Why it is held before the level above."""
    return OpenTextField(label=_("Why do you hold it before the level above?"), max_length=300, required=required)


def interval_field() -> OpenTextField:
    """How often the place meets; may wait until it is completed."""
    return OpenTextField(
        label=_("How often do you meet?"), max_length=120, required=False, help_text=_("For example “every second month”.")
    )


class StartForm(forms.Form):
    """Begin this year's discussion; where the level above has not completed its own, with one line why."""

    because = because_field(required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, asks_why: bool) -> None:
        """`asks_why` where the order of levels is turned round."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})
        if not asks_why:
            del self.fields["because"]


class DecisionFields(forms.Form):
    """A decision, if one was made: who does it and by when."""

    decision = OpenTextField(label=_("Was something decided that somebody is to do?"), max_length=500, rows=2, required=False)
    responsible = forms.TypedChoiceField(label=_("Who does it?"), coerce=int, required=False, empty_value=None)
    due_on = DateField(label=_("By when?"), required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def offer(self, people: People) -> None:
        """Who may be responsible."""
        self.initial.setdefault("submission_id", uuid.uuid4())
        named = [(pk, name) for pk, (name, _role) in people.items()]
        self.fields["responsible"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined]  # a choice field, by the class above

    def clean(self) -> dict[str, Any]:
        """Who and when belong to words, and words to somebody who does it by a day."""
        given = super().clean() or {}
        if given.get("decision"):
            if not given.get("responsible") and "responsible" not in self.errors:
                self.add_error("responsible", _("Choose who does it."))
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", _("Write by when it is done."))
        elif (given.get("responsible") or given.get("due_on")) and "decision" not in self.errors:
            self.add_error("decision", _("Write what was decided."))
        return given

    def decided(self) -> dict[str, Any] | None:
        """The columns of the decision, if one was made."""
        given = self.cleaned_data
        if not given.get("decision"):
            return None
        told = {"text": given["decision"], "responsible_id": given["responsible"], "due_on": given["due_on"]}
        return told | {"submission_id": given["submission_id"] or self.initial["submission_id"]}


class PointForm(DecisionFields):
    """What was said under one point; under “together” also how often we meet, and where it fits a decision."""

    text = OpenTextField(label=_("What did you talk about, and what came of it?"), max_length=6000, rows=8, required=False)
    interval = interval_field()
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("text", "interval")
    marks_optional = False  # what the law asks for may wait until it is completed, and is not optional

    def __init__(self, data: Any = None, *, point: DiscussionPoint, people: People, decides: bool) -> None:
        """As it stands; a decision is always a new one."""
        shown = {"text": point.text, "interval": point.discussion.meeting_interval, "version": point.version}
        super().__init__(data, initial=shown)
        self.fields["text"].help_text = HELP[Point(point.point)]
        if point.point != Point.TOGETHER:
            del self.fields["interval"]
        if decides:
            self.offer(people)
        else:
            for name in (*ADDED, "submission_id"):
                del self.fields[name]

    def said(self) -> Said:
        """What the step brings."""
        return Said(self.cleaned_data["text"], self.cleaned_data.get("interval"), self.decided())


class _Answers(forms.Form):
    """Of each recommendation how it is taken, and words where it is not taken as it is."""

    marks_optional = False  # what the law asks for may wait until it is completed, and is not optional
    recommended: Sequence[Recommendation] = ()

    def ask(self, recommended: Sequence[tuple[Recommendation, RecommendationAnswer | None]]) -> None:
        """Two fields for each."""
        self.recommended = [one for one, _answer in recommended]
        for one, answer in recommended:
            choices = sentence_case(RecommendationAnswer.Answer.choices)
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(label=one.text, choices=choices, widget=forms.RadioSelect, required=False)
            label = gettext("How do you adapt it, or why is it not for you?")
            self.fields[f"words_{one.pk}"] = OpenTextField(label=label, max_length=500, rows=2, required=False)
            if answer:
                self.initial.update({f"answer_{one.pk}": answer.answer, f"words_{one.pk}": answer.words})

    def clean(self) -> dict[str, Any]:
        """Words wherever it is not simply taken up, beside each."""
        given = super().clean() or {}
        for pk, text in faults_of_answers(self.answers()).items():
            if f"words_{pk}" not in self.errors:
                self.add_error(f"words_{pk}", text)
        return given

    def answers(self) -> dict[int, tuple[str, str]]:
        """By recommendation; an empty answer is none yet."""
        given = self.cleaned_data
        return {one.pk: (given.get(f"answer_{one.pk}") or "", given.get(f"words_{one.pk}") or "") for one in self.recommended}


class AnswersForm(_Answers):
    """How the recommendations from above are taken."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, discussion: Discussion, recommended: Sequence[tuple[Recommendation, RecommendationAnswer | None]]
    ) -> None:
        """As it stands."""
        super().__init__(data, initial={"version": discussion.version})
        self.ask(recommended)


class InputForm(forms.Form):
    """What one group gives to the discussion of the level above."""

    text = OpenTextField(
        label=_("What does the group want to say to the discussion?"), max_length=4000, rows=8,
        help_text=_("What goes well, what weighs on you, and what the level above should know or decide."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, given: GroupInput | None) -> None:
        """As it stands."""
        super().__init__(data, initial={"text": given.text, "version": given.version} if given else {"version": 0})


class RecommendForm(forms.Form):
    """One recommendation to the levels below."""

    text = OpenTextField(label=_("What do you recommend?"), max_length=500, rows=3)
    goal = forms.ModelChoiceField(
        label=_("Does it belong to one of your goals?"), queryset=Goal.objects.none(), required=False, empty_label=_("No goal")
    )

    def __init__(self, data: Any = None, *, goals: Any) -> None:
        """`goals` are those in force."""
        super().__init__(data)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]


class GuestsField(OpenTextField):
    """People without an account here: one on each line, the part after a comma."""

    def validate(self, value: str) -> None:
        """Each line is as long as a name can be."""
        super().validate(value)
        guests = read_guests(value)
        if len(guests) > MOST_GUESTS or any(len(name) > LONGEST_NAME or len(role) > LONGEST_ROLE for name, role in guests):
            raise ValidationError(_("Write one guest on each line: name, comma, part."), code="guests")


def read_guests(text: str) -> list[tuple[str, str]]:
    """Name and part of each line that is not empty."""
    parted = [line.partition(",") for line in text.splitlines() if line.strip(" ,")]
    return [(name.strip() or role.strip(), role.strip() if name.strip() else "") for name, _comma, role in parted]


class _Taking(forms.Form):
    """The day, who took part, and where it is needed why it is held before the level above."""

    marks_optional = False  # the same

    held_on = DateField(label=_("Which day did you hold it?"), required=False)
    people = forms.TypedMultipleChoiceField(label=_("Who took part?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    guests = GuestsField(
        label=_("Guests, one on each line"),
        max_length=6000,
        rows=3,
        required=False,
        help_text=_("Name, comma, part: “Ida Holm, consultant”."),
    )
    because = because_field(required=False)

    def offer_people(self, discussion: Discussion, people: People, *, asks_why: bool) -> None:
        """Those there are to choose from; the first time all are ticked."""
        self.discussion = discussion
        there = list(discussion.participants.all())
        ticked = [one.person_id for one in there if one.person_id]
        guests = [", ".join(filter(None, (one.name, one.role))) for one in there if not one.person_id]
        is_fresh = not there and discussion.held_on is None
        self.initial.update({"held_on": discussion.held_on, "because": discussion.before_parent_because, "guests": "\n".join(guests)})
        self.initial["people"] = list(people) if is_fresh else ticked
        named = [(pk, f"{name} ({role})" if role else name) for pk, (name, role) in people.items()]
        self.fields["people"].choices = named  # type: ignore[attr-defined]  # a choice field, by the class above
        if not (asks_why or discussion.before_parent_because):
            del self.fields["because"]

    def clean_held_on(self) -> Any:
        """A day that has been, in the year of the discussion."""
        day = self.cleaned_data["held_on"]
        if day and (wrong := wrong_day(self.discussion, day, clock.today())):
            raise ValidationError(wrong)
        return day

    def taking(self) -> Taking:
        """Who took part and when."""
        given = self.cleaned_data
        return Taking(given["held_on"], given["people"], read_guests(given["guests"]), given.get("because", ""))


class PeopleForm(_Taking):
    """The step of day and participants."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, discussion: Discussion, people: People, asks_why: bool) -> None:
        """As it stands."""
        super().__init__(data, initial={"version": discussion.version})
        self.offer_people(discussion, people, asks_why=asks_why)


class OnePageForm(_Answers, DecisionFields, _Taking):
    """The whole discussion of a workplace of 1–9 employees."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        discussion: Discussion,
        points: Sequence[DiscussionPoint],
        people: People,
        recommended: Sequence[tuple[Recommendation, RecommendationAnswer | None]],
        asks_why: bool,
    ) -> None:
        """As it stands: from above, the points, decisions, who took part."""
        super().__init__(data, initial={"version": discussion.version, "interval": discussion.meeting_interval})
        self.points = [one.point for one in points]
        self.ask(recommended)
        for one in points:
            label = Point(one.point).label
            self.fields[one.point] = OpenTextField(label=label, max_length=6000, rows=4, required=False, help_text=HELP[Point(one.point)])
            self.initial[one.point] = one.text
            if one.point == Point.TOGETHER:
                self.fields["interval"] = interval_field()
        self.offer(people)
        self.offer_people(discussion, people, asks_why=asks_why)
        answers = [f"{name}_{one.pk}" for one in self.recommended for name in ("answer", "words")]
        texts = [name for point in self.points for name in ((point, "interval") if point == Point.TOGETHER else (point,))]
        self.order_fields([*answers, *texts, *ADDED, "held_on", "people", "guests", "because"])

    def page(self) -> OnePage:
        """Everything that is written on it."""
        given = self.cleaned_data
        texts = {point: given[point] for point in self.points}
        return OnePage(texts, given["interval"], self.taking(), self.answers(), self.decided())
