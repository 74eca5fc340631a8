"""One page of plans: its rows, and the ways from it to other rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.columns import Cells, Column
from actionplans.filters import IN_THE_BAR, PlanFilter, own_units, plan_list_url
from actionplans.models import ActionPlan, SavedView, Status
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.paging import page_of
from actionplans.shelf import Shelf
from actionplans.steps import PlanRow
from orgstructure.access import may, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.http import QueryDict
from safetynet.common.tablefiles import Cell

if TYPE_CHECKING:
    from django.core.paginator import Page

EXPORT_CHUNK = 2000
PERIODS: Final = ("due_from", "due_to", "published_from", "published_to")
NOT_CHIPS: Final = ("q", "unit", "sort", "page", "view", "grace", "confidential")
TABS: Final[tuple[tuple[str | Promise, dict[str, list[str]]], ...]] = (
    (gettext_lazy("Open"), {"state": ["open"]}),
    (gettext_lazy("Overdue"), {"overdue": ["plan"]}),
    (gettext_lazy("Awaiting effect evaluation"), {"state": [Status.AWAITING.value]}),
    (gettext_lazy("Ended"), {"state": [Status.CLOSED.value, Status.NOT_CARRIED_OUT.value], "sort": ["-ended"]}),
    (gettext_lazy("All"), {"sort": ["-published"]}),
)


@dataclass(frozen=True)
class Link:
    """A way to other rows."""

    label: str | Promise
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Heading:
    """A column of the table; `url` sorts by it, `order` says how it is sorted now."""

    label: str | Promise
    url: str = ""
    order: str = ""


@dataclass(frozen=True)
class Bar:
    """What the bar of filters needs beside its form; also drawn when the address was refused."""

    periods: list[BoundField]
    hidden: list[tuple[str, str]]
    has_more_chosen: bool

    @classmethod
    def of(cls, found: PlanFilter) -> "Bar":
        """Without a query. `hidden` is what the bar passes on untouched; an address without a unit goes on meaning all."""
        asked, passed_on = found.asked, [word for word in found.asked if word in found.filters and word not in (*IN_THE_BAR, "page")]
        hidden = [(word, value) for word in passed_on if word not in found.form.errors for value in asked.getlist(word)]
        chosen = any(asked.get(word) for word in (*PERIODS, "verdict", "is_acute", "stalled"))
        everywhere = [] if any(word == "unit" for word, _value in hidden) else [("unit", "all")]
        return cls([found.form[word] for word in PERIODS], hidden + everywhere, chosen)


@dataclass(frozen=True)
class PlanList:
    """What the page of plans shows."""

    page: "Page[int]"
    rows: list[PlanRow]
    tabs: list[Link]
    chips: list[Link]
    headings: list[Heading]
    asked: QueryDict
    confidential: int
    choosable: frozenset[int]
    shelf: Shelf

    @classmethod
    def of(cls, found: PlanFilter, shelf: Shelf) -> "PlanList":
        """Four queries: the number and the ids of the page, both from an index alone, its rows, and what is confidential."""
        page = page_of(found)
        rows = rows_of(list(page.object_list), found.today)
        return cls(
            page=page,
            rows=rows,
            tabs=_tabs(found.asked),
            chips=_chips(found),
            headings=_headings(found.asked, shelf.columns),
            asked=found.asked,
            confidential=found.hidden,
            choosable=_choosable(rows, found.user),
            shelf=shelf,
        )

    @property
    def words(self) -> str:
        """What the address says beside the page: for a change of all these plans."""
        return urlsplit(_with(self.asked, {"page": []})).query

    @property
    def url(self) -> str:
        """The address without empty words."""
        return _with(self.asked, {})

    @property
    def csv_url(self) -> str:
        """The same rows as a file."""
        return _with(self.asked, {"page": []}, "plan-export-csv")

    @property
    def xlsx_url(self) -> str:
        """The same rows as a spreadsheet."""
        return _with(self.asked, {"page": []}, "plan-export-xlsx")

    @property
    def everywhere_url(self) -> str:
        """The same search in all units and states."""
        return plan_list_url(q=self.asked.get("q"), unit="all")

    @property
    def here_url(self) -> str:
        """Every plan of the same units."""
        return plan_list_url(unit=self.asked.getlist("unit") or "all", sort="-published")


@dataclass(frozen=True)
class Place:
    """Where in the tree the list stands: the ways up, and down."""

    unit: Unit | None
    others: int
    above: list[Link]
    below: list[Link]
    new_url: str

    @classmethod
    def of(cls, found: PlanFilter) -> "Place":
        """One query up, one down."""
        asked, units = found.asked, found.units
        unit = units[0] if units else None
        above = [Link(one.name, _to_unit(asked, one)) for one in Unit.objects.above(unit)] if unit else []
        children = Unit.objects.existing(found.today).filter(parent=unit).named() if len(units) <= 1 else Unit.objects.none()
        below = [Link(one.name, _to_unit(asked, one)) for one in children]
        top = [Link(_("All units"), _with(asked, {"unit": ["all"], "page": []}))] if unit else []
        may_create = unit is not None and may(found.user, Perm.EDIT_PLANS, unit.pk, unit.path)
        new_url = f"{reverse('plan-new')}?unit={unit.pk}" if unit and may_create else ""
        return cls(unit, len(units) - 1, top + above, below, new_url)


def rows_of(ids: Sequence[int], today: date) -> list[PlanRow]:
    """The rows of these plans in the order of the ids, with one query. The ids come from `visible_to`."""
    plans = ActionPlan.objects.for_rows().in_bulk(ids)
    return [PlanRow.of(plans[pk], today) for pk in ids if pk in plans]


def _choosable(rows: Sequence[PlanRow], user: User) -> frozenset[int]:
    """The plans of the page that the person may change, without a query: the use cases ask again."""
    scope = scope_of(user, Perm.EDIT_PLANS)
    plans = [row.plan for row in rows if row.plan.status != Status.DRAFT]
    return frozenset(plan.pk for plan in plans if plan.owner_id == user.pk or scope.covers(plan.unit_id, plan.unit.path))


def every_row(plans: ActionPlanQuerySet, today: date) -> Iterator[PlanRow]:
    """All rows of a list, a chunk at a time, for a file."""
    for plan in plans.for_rows().iterator(chunk_size=EXPORT_CHUNK):
        yield PlanRow.of(plan, today)


def export_head(cells: Cells) -> list[object]:
    """The headings of a file with these cells."""
    return [_("Reference"), _("Plan"), *(label for label, _of in cells)]


def export_row(row: PlanRow, cells: Cells) -> list[Cell]:
    """What a row of the list shows, cell by cell under `export_head`."""
    return [row.plan.reference, str(row.plan), *(of(row) for _label, of in cells)]


def begin_at(user: User, today: date) -> str:
    """Where a reader's list begins, said in the address: the view chosen for that, else the open plans of the own units."""
    if view := SavedView.objects.made_by(user).filter(is_default=True).first():
        return view.get_absolute_url()
    return plan_list_url(unit=own_units(user, today) or "all", state="open")


def _with(asked: QueryDict, words: Mapping[str, Sequence[str]], route: str = "plan-list") -> str:
    """The address with these words said anew; an empty list takes a word out."""
    told = asked.copy()
    for word, values in words.items():
        told.setlist(word, list(values))
    return plan_list_url(route, **{word: told.getlist(word) for word in told})


def _to_unit(asked: QueryDict, unit: Unit) -> str:
    return _with(asked, {"unit": [str(unit.pk)], "page": []})


def _tabs(asked: QueryDict) -> list[Link]:
    cleared: dict[str, list[str]] = {word: [] for word in ("state", "overdue", "sort", "page")}
    is_at = {word: asked.getlist(word) for word in ("state", "overdue") if asked.getlist(word) not in ([], [""])}
    tabs = []
    for label, words in TABS:
        here = {word: value for word, value in words.items() if word != "sort"} == is_at
        tabs.append(Link(label, _with(asked, cleared | words), here))
    return tabs


def _chips(found: PlanFilter) -> list[Link]:
    """What is chosen beyond the tab, each with the address without it."""
    asked, chips = found.asked, []
    at_a_tab = any(tab.is_current for tab in _tabs(asked))
    for word in found.filters:
        values = [value for value in asked.getlist(word) if value]
        if not values or word in NOT_CHIPS or (at_a_tab and word in ("state", "overdue")):
            continue
        chips.append(Link(f"{found.filters[word].label}: {_said(found, word)}", _with(asked, {"page": [], word: []})))
    return chips


def _said(found: PlanFilter, word: str) -> str:
    """The chosen values of one word, as people say them."""
    value = found.form.cleaned_data[word]
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    labels = {str(code): label for code, label in getattr(found.form.fields[word], "choices", ())}
    return ", ".join(str(labels.get(str(one), one)) for one in (value if isinstance(value, list) else [value]))


def _headings(asked: QueryDict, columns: Sequence[Column]) -> list[Heading]:
    return [_heading(asked, label, key) for label, key in ((_("Plan"), "title"), *((column.label, column.sort) for column in columns))]


def _heading(asked: QueryDict, label: str | Promise, key: str) -> Heading:
    if not key:
        return Heading(label)
    now = asked.get("sort", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return Heading(label, _with(asked, {"page": [], "sort": [f"-{key}" if now == key else key]}), order)
