"""The organisation is open to every employee: units, committees, and one's own work-environment group."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from orgstructure import directory, reports
from orgstructure.access import signed_in_only
from orgstructure.forms.as_of import AsOfForm
from orgstructure.gap_facts import of_committee
from orgstructure.gaps import gaps_of
from orgstructure.keeping import keeping_of
from orgstructure.mine import committees_above, other_groups
from orgstructure.models import Committee, Unit
from orgstructure.search import search
from orgstructure.tree import Step, opened_in
from safetynet.common import clock
from safetynet.common.http import AppRequest

LONGEST_SEARCH = 100


@require_safe
@signed_in_only
def organisation(request: AppRequest, pk: int | None = None) -> HttpResponse:
    """A unit and those below it as of a day, from the top when none is named; `open` unfolds branches, `q` searches."""
    unit = get_object_or_404(Unit, pk=pk) if pk is not None else None
    form = AsOfForm(request.GET, today=clock.today())
    opened = opened_in(request.GET.get("open", ""))
    step = Step.of(unit.pk, form.day, opened) if unit else Step.at_the_top(form.day, opened)
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = form.context | {"step": step, "place": unit, "q": text, "found": search(text, form.day) if text else None}
    context["committees"] = [] if unit and unit.parent_id else directory.top_committees(form.day)
    return render(request, "orgstructure/organisation.html", context, status=form.status)


@require_safe
@signed_in_only
def committee_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Who sits in it, what it covers, and how many that is, as of a day (R9: readable by all)."""
    committee = get_object_or_404(Committee.objects.select_related("level"), pk=pk)
    form = AsOfForm(request.GET, today=clock.today())
    view = directory.view_of(pk, form.day)
    context = form.context | {"view": view, "committee": committee, "may_keep": False}
    if view:
        context["gaps"] = gaps_of(of_committee(view.committee.path, alone=True), form.day)
    if view and form.is_today:
        context["keeping"] = keeping = keeping_of(committee, request.user, form.day, seats=view.seats)
        context["may_keep"] = committee.valid_to is None and keeping.may_keep
    return render(request, "orgstructure/committee_detail.html", context, status=form.status)


@require_safe
@signed_in_only
def my_group(request: AppRequest) -> HttpResponse:
    """The group of the reader's home unit with whom to reach, the committees above it, and the groups of the reader's other units."""
    today = clock.today()
    unit = reports.home_unit_of(request.user, today)
    group = reports.group_of(unit, today) if unit else None
    context = {
        "unit": unit,
        "group": group,
        "above": committees_above(group.committee) if group and group.committee else [],
        "others": other_groups(request.user, unit, today) if unit else [],
    }
    return render(request, "orgstructure/my_group.html", context)
