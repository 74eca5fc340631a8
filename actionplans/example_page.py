"""What the learning bank shows: shared examples by words and theme, our own library while there are few, and those to be read.

An example that is shown carries no id, no plan and no place: nothing of it leads back (R68).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, Self

from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from actionplans.example_measures import LIBRARY, ExampleMeasure
from actionplans.models import LearningExample, Status, Theme, Verdict
from actionplans.models.search import query_of, query_of_word, telling_words
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm

ENOUGH: Final = 30  # shared examples: from then on our own library is no longer shown
ON_A_PAGE, BESIDE_AT_MOST = 20, 3
HELPED: Final = (Verdict.SOLVED, Verdict.PARTLY)


@dataclass(frozen=True)
class Example:
    """One example as anybody sees it."""

    problem: str
    did: str
    learned: str
    verdict: str
    where: str
    theme: str
    is_ours: bool = False

    @classmethod
    def of(cls, row: LearningExample) -> Self:
        """Of a shared one: its words, and nothing else of it."""
        where = _("%(kind)s, %(year)s") % {"kind": row.kind_of_unit, "year": row.closed_year}
        return cls(row.problem, row.did, row.learned, row.get_verdict_display(), where, str(row.theme or ""))

    @classmethod
    def from_library(cls, entry: ExampleMeasure, themes: dict[str, Theme]) -> Self:
        """Of our own library."""
        theme = themes.get(entry.theme)
        return cls(str(entry.problem), str(entry.do), str(entry.see), "", "", str(theme or ""), is_ours=True)


def shown() -> QuerySet[LearningExample]:
    """Shared examples whose plan is still closed and open to everybody; of a plan reopened or made confidential nothing is told."""
    return LearningExample.objects.shared().filter(plan__status=Status.CLOSED, plan__is_confidential=False)


def readable_by(reader: User) -> QuerySet[LearningExample]:
    """Those the person may read before others do, change and withhold: of own plans, and in the units one offers help in."""
    helps = scope_of(reader, Perm.OFFER_HELP)
    rows = LearningExample.objects.filter(Q(plan__owner=reader) | helps.where("plan__unit"))
    return rows.filter(plan__status=Status.CLOSED, plan__is_confidential=False).select_related("plan__unit", "plan__theme", "theme")


def library(words: str = "", theme: Theme | None = None) -> list[Example]:
    """Our own entries of that theme and with one of the words, all where neither is given. One query."""
    themes = {one.code: one for one in Theme.objects.filter(code__in={entry.theme for entry in LIBRARY})}
    wanted = telling_words(words)
    found = []
    for entry in LIBRARY:
        told = f"{entry.problem} {entry.do} {themes.get(entry.theme, '')}".lower()
        if (theme is None or entry.theme == theme.code) and (not wanted or any(word in told for word in wanted)):
            found.append(Example.from_library(entry, themes))
    return found


@dataclass(frozen=True)
class Bank:
    """The page everybody may search."""

    rows: "Page[LearningExample]"
    examples: list[Example]
    library: list[Example]
    total: int

    @classmethod
    def of(cls, *, words: str, theme: Theme | None, helped: str, page: str) -> Self:
        """A fixed number of queries. `helped` is “yes”, “no” or empty."""
        found = shown().select_related("theme").order_by("-closed_year", "-pk")
        if words.strip():
            query = query_of(words)
            found = found.filter(search=query).annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "-closed_year", "-pk")
        if theme:
            found = found.filter(theme=theme)
        if helped in ("yes", "no"):
            found = found.filter(verdict__in=HELPED) if helped == "yes" else found.exclude(verdict__in=HELPED)
        total = shown().count()
        rows = Paginator(found, ON_A_PAGE).get_page(page)
        ours = library(words, theme) if total < ENOUGH and helped != "no" else []
        return cls(rows, [Example.of(row) for row in rows], ours, total)


def like(words: str, theme_id: int | None) -> list[Example]:
    """The few that fit best to a plan being written, by words first; our own fill up while the region has few. Three queries at most."""
    told = telling_words(words)
    if not told and not theme_id:
        return []
    found = [Example.of(row) for row in _alike(told, theme_id)]
    if len(found) < BESIDE_AT_MOST and shown()[:ENOUGH].count() < ENOUGH:
        found += _of_library(told, theme_id)
    return found[:BESIDE_AT_MOST]


def _alike(told: list[str], theme_id: int | None) -> Iterable[LearningExample]:
    queries = [query_of_word(word) for word in told]
    of_theme = Q(theme=theme_id) if theme_id else Q(pk__in=[])
    rows = (
        shown()
        .select_related("theme")
        .annotate(on_theme=Case(When(of_theme, then=Value(1)), default=Value(0), output_field=IntegerField()))
    )
    if not queries:
        return rows.filter(of_theme).order_by("-closed_year", "-pk")[:BESIDE_AT_MOST]
    whole = reduce(or_, queries)
    ranked = rows.filter(Q(search=whole) | of_theme).annotate(rank=SearchRank(F("search"), whole))
    return ranked.order_by("-rank", "-on_theme", "-closed_year", "-pk")[:BESIDE_AT_MOST]


def _of_library(told: list[str], theme_id: int | None) -> list[Example]:
    themes = {one.code: one for one in Theme.objects.filter(code__in={entry.theme for entry in LIBRARY})}
    scored = []
    for entry in LIBRARY:
        text, theme = f"{entry.problem} {entry.do}".lower(), themes.get(entry.theme)
        score = sum(word in text for word in told) + 2 * (theme is not None and theme.pk == theme_id)
        if score:
            scored.append((score, entry))
    scored.sort(key=lambda pair: -pair[0])
    return [Example.from_library(entry, themes) for _score, entry in scored[:BESIDE_AT_MOST]]
