"""The organisation is open to every employee: units, committees, and one's own work-environment group."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from orgstructure import directory, reports
from orgstructure.access import signed_in_only
from orgstructure.gap_facts import of_committee
from orgstructure.gaps import gaps_of
from orgstructure.keeping import keeping_of
from orgstructure.mine import committees_above, other_groups
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_safe
@signed_in_only
def organisation(request: AppRequest, pk: int | None = None) -> HttpResponse:
    """A unit and those right below it, from the top when none is named."""
    today = clock.today()
    unit = get_object_or_404(Unit, pk=pk) if pk is not None else directory.root_unit(today)
    step = directory.step_at(unit, today) if unit else None
    committees = [] if step and step.trail else directory.top_committees(today)
    return render(request, "orgstructure/organisation.html", {"step": step, "committees": committees})


@require_safe
@signed_in_only
def committee_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Who sits in it, what it covers, and how many that is (R9: readable by all)."""
    committee = get_object_or_404(Committee.objects.select_related("level"), pk=pk)
    today = clock.today()
    keeping = keeping_of(committee, request.user, today)
    context = {
        "view": directory.view_of(committee, today),
        "gaps": gaps_of(of_committee(committee.path, alone=True), today),
        "may_keep": committee.valid_to is None and keeping.may_keep,
        "keeping": keeping,
    }
    return render(request, "orgstructure/committee_detail.html", context)


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
