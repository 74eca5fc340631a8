"""Where the data point to help with the work environment: gaps and overdue actions of self-audits, and many injuries, by unit.

In the order of the organisation, and never a ranking: a unit has a line or it has none, nothing is added up. Injuries are
counts that everybody with figures may see; a reader who knows single cases is sent to the page of figures instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.audit_help_page import parts_run_by
from apv.reports import audit_support as reports
from injuries.reports.totals import injuries_of, sees_rows
from orgstructure.access import may, scope_of
from orgstructure.models import Engagement, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.given import read_id

ON_A_PAGE = 25
MANY_TIMES = 2  # so many times as many injuries per employee as in the whole of what the reader looks after
GAP, OVERDUE, INJURIES = "gap", "overdue", "injuries"
KINDS: Mapping[str, str | Promise] = {
    GAP: gettext_lazy("the same gap two years running"),
    OVERDUE: gettext_lazy("overdue actions of an earlier self-audit"),
    INJURIES: gettext_lazy("many injuries"),
}


@dataclass(frozen=True)
class SupportLine:
    """Why one looks here, in words, and what it rests on; `offer_plan` is the plan that help may be offered for."""

    kind: str
    why: str
    links: tuple[tuple[str, str], ...]
    offer_plan: int | None = None


@dataclass(frozen=True)
class SupportUnit:
    """One unit with its lines."""

    unit: Unit
    above: str
    lines: tuple[SupportLine, ...]


@dataclass(frozen=True)
class SupportPage:
    """The units with a line, a page of them at a time."""

    page: Page[int]
    units: list[SupportUnit]
    kind: str
    part: Unit | None
    parts: list[Unit]
    knows_cases: bool
    injury_year: int

    @classmethod
    def of(cls, reader: User, given: Mapping[str, str], *, today: date) -> Self:
        """What cannot be read of the filter is left out. As many queries for many units as for few."""
        kind = given.get("kind", "") if given.get("kind") in KINDS else ""
        parts = parts_run_by(reader, today)
        part = next((one for one in parts if one.pk == read_id(given.get("unit", ""))), None)
        found = {unit: lines for unit, lines in _lines(reader, parts, today).items() if not kind or any(one.kind == kind for one in lines)}
        units = _units(found, part)
        ordered = _in_order(units.values())
        page = Paginator([unit.pk for unit, _above in ordered], ON_A_PAGE).get_page(given.get("page"))
        shown = set(page.object_list)
        rows = [SupportUnit(unit, above, _of_kind(found[unit.pk], kind)) for unit, above in ordered if unit.pk in shown]
        return cls(page, rows, kind, part, parts, sees_rows(reader), today.year - 1)

    @property
    def kinds(self) -> list[tuple[str, str | Promise]]:
        """For the filter."""
        return list(KINDS.items())


def _of_kind(lines: Iterable[SupportLine], kind: str) -> tuple[SupportLine, ...]:
    return tuple(line for line in lines if not kind or line.kind == kind)


def _lines(reader: User, parts: list[Unit], today: date) -> dict[int, list[SupportLine]]:
    """By unit, gaps first, then actions, then injuries."""
    years = reports.current_years()
    found: dict[int, list[SupportLine]] = defaultdict(list)
    for gap in reports.gaps_twice(reader, years):
        found[gap.unit_id].append(_gap_line(gap))
    for action in reports.overdue_actions(reader, years, today):
        found[action.unit_id].append(_action_line(action, reader))
    asked = reports.units_asked(reader, years)
    for unit, line in _injury_lines(asked, parts, reader, today).items():
        found[unit].append(line)
    return found


def _gap_line(gap: reports.GapTwice) -> SupportLine:
    told = {"number": gap.number, "question": gap.question, "answer": gap.answer, "year": gap.year, "before": gap.before}
    why = _("Question %(number)s was answered “%(answer)s” in %(year)s and “%(before)s” in %(before_year)s: %(question)s")
    links = (
        (_("Self-audit %(year)s") % {"year": gap.year}, f"{reverse('audit-detail', args=[gap.audit_id])}#q-{gap.question_id}"),
        (
            _("Self-audit %(year)s") % {"year": gap.before_year},
            f"{reverse('audit-detail', args=[gap.before_audit_id])}#q-{gap.before_question_id}",
        ),
    )
    return SupportLine(GAP, why % (told | {"before_year": gap.before_year}), links)


def _action_line(action: reports.OverdueAction, reader: User) -> SupportLine:
    """Of a plan that is not the reader's to see neither title nor address is told."""
    told = {"year": action.year, "day": date_format(action.due_on, "SHORT_DATE_FORMAT"), "title": action.plan.title}
    if not action.is_seen:
        return SupportLine(OVERDUE, _("A confidential action of the self-audit %(year)s was to be closed by %(day)s.") % told, ())
    why = _("An action of the self-audit %(year)s was to be closed by %(day)s: %(title)s") % told
    scope = scope_of(reader, Perm.OFFER_HELP)
    offers = scope.covers(action.plan.unit_id, action.plan.unit.path)
    return SupportLine(OVERDUE, why, ((_("The plan"), action.plan.get_absolute_url()),), action.plan.pk if offers else None)


def _injury_lines(asked: set[int], parts: list[Unit], reader: User, today: date) -> dict[int, SupportLine]:
    """Only against the whole that the reader looks after, and only where both figures may be shown."""
    top = next((unit for unit in parts if may(reader, Perm.RUN_REPORTS, unit.pk, unit.path)), None)
    if top is None:
        return {}
    year = today.year - 1
    counts = injuries_of({*asked, top.pk}, year, reader)
    whole, people = counts.get(top.pk), _people_below(top.path, today)
    if whole is None or not people.get(top.path):
        return {}
    paths = dict(Unit.objects.filter(pk__in=counts, path__startswith=top.path).exclude(pk=top.pk).values_list("pk", "path"))
    usual = whole / people[top.path]
    many = {pk for pk, path in paths.items() if people.get(path) and counts[pk] > MANY_TIMES * usual * people[path]}
    return {pk: _injury_line(pk, counts[pk], people[paths[pk]], year, top) for pk in many}


def _injury_line(unit: int, number: int, people: int, year: int, top: Unit) -> SupportLine:
    told = {"number": number, "year": year, "people": people, "top": top.name, "times": MANY_TIMES}
    why = _(
        "%(number)s injuries were reported in %(year)s, with %(people)s people at work there now: "
        "per person more than %(times)s times as many as in %(top)s."
    )
    link = (_("Figures of injuries"), f"{reverse('injury-figures-unit', args=[unit])}?year={year}")
    return SupportLine(INJURIES, why % told, (link,))


def _people_below(path: str, today: date) -> dict[str, int]:
    """By path, how many are employed in the unit or below it; one query."""
    rows = Engagement.objects.current(today).filter(unit__path__startswith=path).order_by()
    found: dict[str, int] = defaultdict(int)
    for at, number in rows.values_list("unit__path").annotate(people=Count("user", distinct=True)):
        ids = at.strip("/").split("/")
        for depth in range(1, len(ids) + 1):
            found["/" + "/".join(ids[:depth]) + "/"] += number
    return found


def _units(found: Mapping[int, object], part: Unit | None) -> dict[int, Unit]:
    units = Unit.objects.filter(pk__in=found).select_related("manager")
    return {unit.pk: unit for unit in (units.filter(path__startswith=part.path) if part else units)}


def _in_order(units: Iterable[Unit]) -> list[tuple[Unit, str]]:
    """As the tree is read from the top, by name on each level; with the name of the unit above. One query."""
    every = list(units)
    ids = {pk for unit in every for pk in unit.ancestor_ids()}
    names = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).only("pk", "name", "name_sort")} | {unit.pk: unit for unit in every}

    def place(unit: Unit) -> list[tuple[str, int]]:
        return [(names[pk].name_sort, pk) for pk in (*unit.ancestor_ids(), unit.pk)]

    above = {unit.pk: names[unit.parent_id].name if unit.parent_id in names else "" for unit in every}
    return [(unit, above[unit.pk]) for unit in sorted(every, key=place)]
