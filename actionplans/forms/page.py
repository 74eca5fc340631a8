"""The whole page on which a plan is written: form, rows, people, and the traces that make saving safe."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.forms.boundfield import BoundField
from django.http.request import QueryDict  # noqa: TID251  the type of what is posted
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import prevention, proposals
from actionplans.beside import Written, with_links
from actionplans.content import (
    CRITERION,
    MEASURE,
    NOTE,
    PEOPLE,
    TEXT_COLUMNS,
    CriterionRow,
    MeasureRow,
    Parts,
    parts_of,
    rows,
    stamp,
    stamps_of,
)
from actionplans.forms.plan import CriterionForm, CriterionFormSet, MeasureForm, MeasureFormSet, PlanForm
from actionplans.forms.trace import TraceForm
from actionplans.guidance import CRITERION_GUIDANCE, GUIDANCE, MEASURE_GUIDANCE
from actionplans.models import ActionPlan, Resource, Source, SuccessCriterion, Theme
from actionplans.named import NamedPerson, names_in
from actionplans.people import Directory
from actionplans.prevention import LadderHint
from actionplans.reports.measures import records_of_steps
from actionplans.requirements import gaps
from actionplans.sentences import sentence_of
from actionplans.usecases.writing import Writing
from orgstructure.models import Unit
from safetynet.common.given import read_id
from safetynet.common.opentext import tidy

PERSON_FIELDS = ("owner", "evaluator", "immediate_measure_by", "informed", "involved", "responsible")
LONGEST_SEARCH = 100
FIXED_WHEN_PUBLISHED: Final = "expected_closing_on"
OWN_WORDS = tuple(name for name in TEXT_COLUMNS if name not in ("evaluation_occasion", "evaluation_question"))


FIELD_GROUPS: tuple[tuple[str, Any, Any, tuple[str, ...]], ...] = (
    (
        "problem",
        gettext_lazy("More about the problem"),
        gettext_lazy("where it comes from, theme, kind, seriousness, extent, causes"),
        ("source", "theme", "description", "nature", "seriousness", "extent", "causes"),
    ),
    (
        "risk",
        gettext_lazy("How large the risk is"),
        gettext_lazy("a serious plan is confirmed by a second person when it ends"),
        ("risk",),
    ),
    (
        "people",
        gettext_lazy("Who takes part"),
        gettext_lazy("who is informed, involved and equipped"),
        ("informed", "involved", "equipping"),
    ),
    ("around", gettext_lazy("What else is going on"), gettext_lazy("initiatives and events to mind"), ("other_initiatives",)),
    (
        "follow",
        gettext_lazy("More about the follow-up"),
        gettext_lazy("method, feedback, carrying on, and if it does not work"),
        ("evaluation_method", "feedback_methods", "carrying_on", "if_not_working"),
    ),
    ("rest", gettext_lazy("Anything else"), gettext_lazy("notes, and who may read the plan"), ("anything_else", "is_confidential", NOTE)),
)


@dataclass(frozen=True)
class FieldGroup:
    """Some of the template's further fields, folded away until wanted."""

    code: str
    title: str
    lead: str
    fields: list[BoundField]
    now: Parts

    @property
    def is_open(self) -> bool:
        """Something is written in it, something is wrong in it, or an APV needs it."""
        names = [field.name for field in self.fields]
        is_apv = "source" in names and self.now.get("source") == Source.APV
        return is_apv or any(field.errors for field in self.fields) or any(self.now.get(name) for name in names if name != "source")


@dataclass(frozen=True)
class Check:
    """One of the six things; `fields` tells the script which fields hold it."""

    label: str
    fields: str
    is_there: bool


class PlanPage:
    """One person writing one plan. Shown from `parts`, or bound to what was posted."""

    def __init__(
        self,
        *,
        unit: Unit,
        today: date,
        plan: ActionPlan | None = None,
        parts: Parts | None = None,
        data: QueryDict | None = None,
        has_note: bool = False,
    ) -> None:
        """`parts` are shown when nothing was posted: the plan's own, or proposals.

        Of a plan that is there, the row decides whether the confidential paragraph is on the page; of a new one `has_note`.
        """
        self.unit, self.plan, self.data = unit, plan, data
        shown = parts if parts is not None else (parts_of(plan) if plan else {})
        self.shown = shown
        found = tidy(data.get("find", ""))[:LONGEST_SEARCH] if data else ""
        self.directory = Directory(unit, today, also=[*_ids_posted(data), *_ids_in(shown)], looked_for=found)
        themes = list(Theme.objects.for_form(today, shown.get("theme")))
        self.resources = list(Resource.objects.in_use(today))
        self._theme_ids = {theme.code: theme.pk for theme in themes}
        self._topics = {theme.pk: theme.topic for theme in themes}
        trace = {
            "submission_id": plan.submission_id if plan else uuid.uuid4(),
            "version": plan.version if plan else 0,
            "base": json.dumps(stamps_of(parts_of(plan) if plan else _said(shown))),
        }
        self.trace = TraceForm(data, initial=trace)
        more = {"directory": self.directory}
        self.form = PlanForm(data, initial={**shown, "use_proposed_criterion": not rows(shown, CRITERION)}, themes=themes, **more)
        self.measures = MeasureFormSet(data, prefix="measures", initial=_measures_shown(shown), form_kwargs=more)
        self.criteria = CriterionFormSet(data, prefix="criteria", initial=_criteria_shown(shown), form_kwargs=more)
        self.looked_for = found
        if self.is_published:
            del self.form.fields[FIXED_WHEN_PUBLISHED]
        if not (getattr(plan, "may_read_note", False) if plan else has_note):
            del self.form.fields[NOTE]
        self._recommend()

    @property
    def is_published(self) -> bool:
        """A published plan is being changed."""
        return bool(self.plan and self.plan.published_at)

    @property
    def submission_id(self) -> uuid.UUID:
        """The form's own number, as posted."""
        number: uuid.UUID = self.trace.cleaned_data["submission_id"]
        return number

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep yet: a word in any text, or a row."""
        parts = self.form.parts()
        return bool(self._rows()) or any(parts.get(name) for name in OWN_WORDS)

    @property
    def every_form(self) -> tuple[Any, ...]:
        """For the summary of errors."""
        return (self.form, self.measures, self.criteria)

    @property
    def _now(self) -> Parts:
        """What the page shows, as far as it can be read."""
        if not self.form.is_bound:
            return self.shown
        self.form.is_valid()
        return self.form.parts()

    @property
    def sentence(self) -> str:
        """The follow-up as it stands; empty while a part is missing."""
        now = self._now
        occasion, on, question = (now.get(name) for name in ("evaluation_occasion", "evaluate_on", "evaluation_question"))
        who = self.directory.by_pk.get(now.get("evaluator") or 0)
        return sentence_of(occasion, on, who.name, question) if occasion and on and question and who else ""

    @property
    def proposed_criterion(self) -> str:
        """The success criterion that needs only a yes."""
        return proposals.criterion_for(self._now.get("title") or "")

    @property
    def proposal_patterns(self) -> tuple[str, str]:
        """For the script that keeps the proposal in step with the problem: without and with it."""
        return proposals.criterion_for(""), proposals.criterion_for("%s")

    @property
    def measure_rows(self) -> list[tuple[MeasureForm, LadderHint | None]]:
        """Each measure with what the prevention ladder says of it; how such measures have fared only while the plan is new."""
        told = [(row["text"].value() or "", row["ladder"].value() or "") for row in self.measures.forms]
        is_new = not self.is_published and any(text.strip() for text, _ladder in told)
        records = records_of_steps() if is_new else ()
        hints = [prevention.hint_for(text, chosen=ladder, topic=self.topic, records=records) for text, ladder in told]
        return list(zip(self.measures.forms, hints, strict=True))

    @property
    def topic(self) -> str:
        """What the plan is about: its theme's topic, else that of the theme its words point to."""
        return self._topics.get(self.theme_id or 0, "")

    @property
    def theme_id(self) -> int | None:
        """The theme that was chosen, else the one its words point to."""
        now = self._now
        return now.get("theme") or self._theme_of_words(now)

    @property
    def about(self) -> Written:
        """What the plan says so far, to look for others like it."""
        now = self._now
        source = "" if now.get("source") == Source.OWN_IDEA else now.get("source") or ""
        number = self.plan.submission_id if self.plan else None
        return Written(self.unit, now.get("title") or now.get("description") or "", source, self.theme_id, number)

    @property
    def has_own_criteria(self) -> bool:
        """Whether a criterion has been written."""
        return any(row["text"].value() or row.errors for row in self.criteria.forms)

    @property
    def six(self) -> list[Check]:
        """The six things that are always needed, and which of them are there."""
        now, has_measure = self._now, any(row["text"].value() for row in self.measures.forms if not row.is_removed)
        has_criterion = bool(self.form["use_proposed_criterion"].value()) or self.has_own_criteria
        return [
            Check(_("The problem"), "title", bool(now.get("title"))),
            Check(_("A measure"), "measures-*-text", has_measure),
            Check(_("An owner"), "owner", bool(now.get("owner"))),
            Check(
                _("Dates"),
                "starts_on implement_by evaluate_on",
                all(now.get(name) for name in ("starts_on", "implement_by", "evaluate_on")),
            ),
            Check(_("A follow-up"), "evaluation_occasion evaluator evaluation_question", bool(self.sentence)),
            Check(_("A success criterion"), "use_proposed_criterion|criteria-*-text", has_criterion),
        ]

    @property
    def groups(self) -> list[FieldGroup]:
        """The further fields of the template, folded; a group with something in it, or something wrong, stands open."""
        now = self._now
        return [
            FieldGroup(code, title, lead, [self.form[name] for name in names if name in self.form.fields], now)
            for code, title, lead, names in FIELD_GROUPS
        ]

    def _recommend(self) -> None:
        """Put what staff recommend under the guiding questions."""
        if not self.resources:
            return
        self.form.guidance = with_links(GUIDANCE, self.resources, self.theme_id)
        for forms_of, guidance, place in ((self.measures, MEASURE_GUIDANCE, "measures"), (self.criteria, CRITERION_GUIDANCE, "criteria")):
            linked = with_links(guidance, self.resources, self.theme_id, place)
            for form in forms_of.forms:
                form.guidance = linked

    def names(self) -> list[NamedPerson]:
        """The unit's people named in what everybody could read once this is saved; texts that could be read before are left out."""
        bound = self.form.is_bound
        parts = (self.form.parts() | self._rows()) if bound else self.shown
        if parts.get("is_confidential"):
            return []
        was_open = bound and self.plan and self.is_published and not self.plan.is_confidential
        untouched = self.trace.cleaned_data["base"] if was_open else {}
        return names_in(parts, self.directory.by_pk.values(), untouched=untouched)

    def is_valid(self) -> bool:
        """Whether all of it could be read; every part is read, so that all errors are shown at once."""
        return all([part.is_valid() for part in (self.trace, *self.every_form)])  # noqa: C419  no short cut

    def written(self, *, accept_proposals: bool = False) -> Writing:
        """What was written, to save. With `accept_proposals`, what was left as proposed is filled in (before publishing)."""
        trace = self.trace.cleaned_data
        parts = self.form.parts() | self._rows()
        if accept_proposals:
            _accept(parts, trace["submission_id"], use_criterion=self.form.cleaned_data.get("use_proposed_criterion", False))
            _place_on_ladder(parts, untouched=trace["base"] if self.is_published else {})
            parts["theme"] = parts.get("theme") or self._proposed_theme(parts)
        for name, choice in self._choices():
            if choice == "theirs" and self.plan:
                parts[name] = parts_of(self.plan).get(name)
        return Writing(parts, trace["base"], trace["version"], frozenset(self._unread()))

    def say(self, missing: Mapping[str, str]) -> None:
        """Show what the use case misses beside the fields; rows and the rest at the top."""
        for name, sentence in missing.items():
            if name == "measures" and self.measures.forms:
                first = next((row for row in self.measures.forms if not row.is_removed), self.measures.forms[0])
                first.add_error("text", sentence)
            else:
                self.form.add_error(self._place_of(name), sentence)

    def words(self, name: str, value: Any) -> str:
        """A part's value as a person reads it."""
        if value in (None, "", ()):
            return _("(empty)")
        if isinstance(value, MeasureRow):
            facts = [
                str(self.directory.by_pk.get(value.responsible or 0, "")),
                date_format(value.due_on, "SHORT_DATE_FORMAT") if value.due_on else "",
            ]
            return f"{value.text} ({', '.join(fact for fact in facts if fact)})"
        if isinstance(value, CriterionRow):
            return value.text
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        choices = dict(flatten_choices(getattr(self.form.fields[name], "choices", ())))
        return ", ".join(str(choices.get(one, one)) for one in (value if isinstance(value, tuple) else (value,)))

    def _place_of(self, name: str) -> str | None:
        """The field to say it at: the closing date of a published plan is not on the page, so the date that clashes with it is."""
        place = {"criteria": "use_proposed_criterion"}.get(name, name)
        if place == FIXED_WHEN_PUBLISHED and place not in self.form.fields:
            return "evaluate_on"
        return place if place in self.form.fields else None

    def say_what_is_missing_too(self, today: date) -> None:
        """Beside what could not be read, so that all is put right at once."""
        writing = self.written(accept_proposals=True) if self.trace.is_valid() else Writing(self.form.parts())
        told = {*self.form.errors, *(["measures"] if any(row.errors for row in self.measures.forms) else [])}
        self.say({name: sentence for name, sentence in gaps(writing.parts, today=today, is_new=True).items() if name not in told})

    def _rows(self) -> Parts:
        read: Parts = {}
        for form in self._row_forms():
            if not form.errors and (row := form.row()):
                read[f"{form.kind}{form.cleaned_data['key'] or uuid.uuid4()}"] = row
        return read

    def _unread(self) -> Iterator[str]:
        return (form.name for form in self._row_forms() if form.errors)

    def _row_forms(self) -> list[MeasureForm | CriterionForm]:
        return [*self.measures.forms, *self.criteria.forms]

    def _proposed_theme(self, parts: Parts) -> int | None:
        """By the words of the problem; only for a new plan, where the next page says so."""
        return None if self.is_published else self._theme_of_words(parts)

    def _theme_of_words(self, parts: Parts) -> int | None:
        return self._theme_ids.get(proposals.theme_code_for(f"{parts.get('title', '')} {parts.get('description', '')}"))

    def _choices(self) -> list[tuple[str, str]]:
        posted = self.data.items() if self.data else ()
        return [(name.removeprefix("choose-"), str(choice)) for name, choice in posted if name.startswith("choose-")]


def _said(parts: Parts) -> Parts:
    """Without the empty row that only invites to write."""
    return {name: value for name, value in parts.items() if not (isinstance(value, MeasureRow) and not value.text)}


def _accept(parts: Parts, submission_id: uuid.UUID, *, use_criterion: bool) -> None:
    """Left empty means “as proposed”: responsible is the owner, done by the plan's date, the one criterion from the problem."""
    for name, row in list(parts.items()):
        if isinstance(row, MeasureRow):
            parts[name] = row._replace(responsible=row.responsible or parts.get("owner"), due_on=row.due_on or parts.get("implement_by"))
    if "expected_closing_on" in parts:
        parts["expected_closing_on"] = parts["expected_closing_on"] or parts.get("evaluate_on")
    if use_criterion and not rows(parts, CRITERION):
        key = uuid.uuid5(submission_id, "proposed criterion")
        parts[f"{CRITERION}{key}"] = CriterionRow(
            proposals.criterion_for(parts.get("title") or ""), SuccessCriterion.Kind.HEARD.value, "", ""
        )


def _place_on_ladder(parts: Parts, *, untouched: Mapping[str, str]) -> None:
    """A measure whose step was left open stands where its words place it; rows as they were before stay as they were."""
    for name, row in parts.items():
        if isinstance(row, MeasureRow) and not row.ladder and stamp(row) != untouched.get(name):
            parts[name] = row._replace(ladder=prevention.step_of_words(row.text) or "")


def _measures_shown(parts: Parts) -> list[dict[str, Any]]:
    shown = [{"key": key, **row._asdict()} for key, row in rows(parts, MEASURE).items()]
    return shown or [{"key": uuid.uuid4(), "responsible": parts.get("owner"), "due_on": parts.get("implement_by")}]


def _criteria_shown(parts: Parts) -> list[dict[str, Any]]:
    shown = [
        {"key": key, "text": row.text, "kind_of": row.kind, "baseline": row.baseline, "target": row.target}
        for key, row in rows(parts, CRITERION).items()
    ]
    return shown or [{"key": uuid.uuid4()}]


def _ids_posted(data: QueryDict | None) -> Iterator[int]:
    for name, values in data.lists() if data else ():
        if name.endswith(PERSON_FIELDS):
            yield from (pk for value in values if (pk := read_id(str(value))) is not None)


def _ids_in(parts: Parts) -> Iterator[int]:
    for name in (*PEOPLE, "owner", "evaluator", "immediate_measure_by"):
        value = parts.get(name)
        yield from value if isinstance(value, tuple) else [value] if value else []
    yield from (row.responsible for row in rows(parts, MEASURE).values() if row.responsible)
