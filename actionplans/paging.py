"""Pages of a long list of plans: cheap to turn, however many plans there are and whatever they are sorted by."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from actionplans.filters import PlanFilter
from actionplans.models.querysets import ActionPlanQuerySet

PAGE_SIZE = 25
COUNTED = 10_000


class PlanPaginator(Paginator):  # type: ignore[type-arg]  # not generic when it runs
    """Counts to ten thousand and then says “more than”: nobody turns four hundred pages, and counting on costs more than the page.

    Where the list stands behind a figure (`exactly`) it counts to the end, so that both say the same number.
    """

    def __init__(self, plans: ActionPlanQuerySet, ids: Any, *, exactly: bool) -> None:
        super().__init__(ids, PAGE_SIZE)
        self._plans, self._exactly = plans.order_by(), exactly

    @cached_property
    def count(self) -> int:
        """How many there are, as far as it was counted."""
        return min(self._counted, COUNTED) if self.is_more else self._counted

    @property
    def is_more(self) -> bool:
        """There are more than `count`."""
        return not self._exactly and self._counted > COUNTED

    @cached_property
    def _counted(self) -> int:
        return self._plans.count() if self._exactly else self._plans[: COUNTED + 1].count()


class InTurn:
    """Two lists, one after the other; the first is counted only when a page reaches beyond its end."""

    def __init__(self, first: Any, second: Any) -> None:
        self._first, self._second = first, second

    def __getitem__(self, cut: slice) -> list[int]:
        found = list(self._first[cut])
        if missing := cut.stop - cut.start - len(found):
            begin = max(0, cut.start - self._first.count())
            found += self._second[begin : begin + missing]
        return found


def page_of(found: PlanFilter) -> "Page[int]":
    """The asked-for page of ids; the last one where the address asks for a later one."""
    words = found.form.cleaned_data
    paginator = PlanPaginator(found.qs, _ids(found.qs, words["sort"]), exactly=bool(words["confidential"]))
    return paginator.get_page(words["page"] or 1)


def _ids(plans: ActionPlanQuerySet, sort: str) -> Any:
    """Sorted by owner, the database follows the index of names only where every row has one; drafts without owner stand at the end."""
    ids = plans.values_list("pk", flat=True)
    if sort.lstrip("-") != "owner":
        return ids
    return InTurn(ids.filter(owner__name_sort__gte=""), ids.filter(owner=None).order_by("pk"))
