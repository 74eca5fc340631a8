"""Which fields of a plan were changed by whom, read from the rows that the database writes at every change (pghistory)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.labels import FIELD_LABELS
from actionplans.models import ActionPlan, Measure, SuccessCriterion, Theme
from actionplans.models.plans import TRACKED
from actionplans.whole import PlanRows
from orgstructure.acting import StoodIn
from orgstructure.models import Unit, User

# Told by the plan's moves, with the reason beside it.
TOLD_BY_MOVES = {"status", "review_on", "ended_code", "ended_reason"}
PEOPLE = {"owner", "evaluator", "immediate_measure_by", "responsible"}
PARTS = {
    "MeasureEvent": (Measure, ("text", "character", "ladder", "responsible", "due_on", "done_on")),
    "SuccessCriterionEvent": (SuccessCriterion, ("text", "kind", "baseline", "target")),
}
SHORT = 80


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str
    sentence: str = ""

    @property
    def is_short(self) -> bool:
        """Fits into a sentence."""
        return len(self.before) <= SHORT and len(self.after) <= SHORT and "\n" not in self.before + self.after


@dataclass(frozen=True)
class Edit:
    """All that one person changed in one go."""

    at: datetime
    who: str
    changes: tuple[Change, ...]
    because: str = ""


@dataclass(frozen=True)
class _Raw:
    """A change whose ids are not yet names."""

    event: Any
    model: type[Model]
    field: str
    label: str
    before: object
    after: object
    sentence: str = ""


def edits_of(plan: ActionPlan, rows: PlanRows, *, told_otherwise: set[tuple[date, date]]) -> list[Edit]:
    """Changes after publishing; moved closing dates in `told_otherwise` (old, new) have an entry of their own."""
    raw = [one for one in _plan_changes(rows) if (one.before, one.after) not in told_otherwise or one.field != "expected_closing_on"]
    raw += [one for name in PARTS for one in _part_changes(plan, rows, name)]
    names = _Names(raw, rows.names, StoodIn(rows.stood_in))
    by_occasion: dict[object, list[_Raw]] = defaultdict(list)
    for one in raw:
        by_occasion[one.event.pgh_context_id or (type(one.event).__name__, one.event.pk)].append(one)
    return [
        Edit(_at(first), names.actor(first), tuple(names.worded(one) for one in group), _metadata(first).get("because", ""))
        for group in by_occasion.values()
        for first in [group[0].event]
    ]


def _plan_changes(rows: PlanRows) -> Iterator[_Raw]:
    before: Any = None
    for event in rows.events["ActionPlanEvent"]:
        if before is not None:
            for field in TRACKED:
                old, new = _value(before, field), _value(event, field)
                if old != new and field not in TOLD_BY_MOVES:
                    yield _Raw(event, ActionPlan, field, str(FIELD_LABELS.get(field, field)), old, new)
        before = event


def _part_changes(plan: ActionPlan, rows: PlanRows, name: str) -> Iterator[_Raw]:
    model, fields = PARTS[name]
    label = _("Measure") if model is Measure else _("Success criterion")
    last: dict[int, Any] = {}
    for event in rows.events[name]:
        before = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
        if plan.published_at is None or _at(event) <= plan.published_at:
            continue
        if event.pgh_label == "insert" and _metadata(event).get("user") is not None:  # without a person: how the row was loaded
            yield _Raw(event, model, "text", _("%(part)s added") % {"part": label}, "", event.text)
        elif event.pgh_label == "delete":
            yield _Raw(event, model, "text", _("%(part)s removed") % {"part": label}, event.text, "")
        elif before is not None:
            yield from _part_fields(event, before, model, fields, label)


def _part_fields(event: Any, before: Any, model: type[Model], fields: Iterable[str], label: str) -> Iterator[_Raw]:
    for field in fields:
        old, new = _value(before, field), _value(event, field)
        if field == "done_on" and (old is None) != (new is None):
            yield _done(event, model, is_done=new is not None)
        elif old != new:
            of = (
                label
                if field == "text"
                else _("%(part)s “%(text)s”: %(field)s") % {"part": label, "text": event.text[:SHORT], "field": _part_label(field)}
            )
            yield _Raw(event, model, field, of, old, new)


def _done(event: Any, model: type[Model], *, is_done: bool) -> _Raw:
    said = _("%(who)s marked “%(text)s” as done") if is_done else _("%(who)s marked “%(text)s” as not done after all")
    label = _("Done") if is_done else _("Not done after all")
    return _Raw(event, model, "text", label, "", event.text, said)


def _part_label(field: str) -> str:
    return {
        "character": _("kind"),
        "ladder": _("step of the prevention ladder"),
        "responsible": _("responsible"),
        "due_on": _("due"),
        "kind": _("how it shows"),
        "baseline": _("from"),
        "target": _("to"),
    }[field]


def _value(event: Any, field: str) -> object:
    return getattr(event, f"{field}_id", None) if field in PEOPLE | {"unit", "theme"} else getattr(event, field)


def _metadata(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _at(event: Any) -> datetime:
    """The product's clock where it was told, else the database's."""
    said = _metadata(event).get("at")
    found: datetime = (parse_datetime(said) if said else None) or event.pgh_created_at
    return found


class _Names:
    """Ids in words: a query where units were changed, and one where themes were."""

    def __init__(self, raw: list[_Raw], people: Mapping[int, User], who: StoodIn) -> None:
        wanted: dict[str, set[Any]] = {"unit": set(), "theme": set()}
        for one in raw:
            if one.field in wanted:
                wanted[one.field] |= {one.before, one.after}
        self.known, self.who = people, who
        self.people: dict[Any, str] = {pk: str(person) for pk, person in people.items()}
        self.units: dict[Any, str] = {u.pk: str(u) for u in Unit.objects.filter(pk__in=wanted["unit"] - {None})}
        self.themes: dict[Any, str] = {t.pk: str(t) for t in Theme.objects.filter(pk__in=wanted["theme"] - {None})}

    def actor(self, event: Any) -> str:
        """The person named by the use case or the request, and for whom he or she acted; empty for the system itself."""
        person = self.known.get(_metadata(event).get("user") or 0)
        return self.who.named(person, _at(event)) if person else ""

    def worded(self, one: _Raw) -> Change:
        """The change as a reader understands it."""
        return Change(one.label, self._said(one, one.before), self._said(one, one.after), one.sentence)

    def _said(self, one: _Raw, value: object) -> str:
        if value in (None, ""):
            return ""
        tables = {**dict.fromkeys(PEOPLE, self.people), "unit": self.units, "theme": self.themes}
        if one.field in tables:
            return tables[one.field].get(value, "")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        choices = dict(one.model._meta.get_field(one.field).flatchoices)  # type: ignore[union-attr]
        return str(choices.get(value, value))
