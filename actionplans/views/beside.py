"""What a writer is shown beside the plan while it is written. Asked by POST, so that no text stands in an address; writes nothing."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from actionplans.beside import beside
from actionplans.forms.plan import AboutForm, LadderForm
from actionplans.models import Resource
from actionplans.views.writing import unit_to_write_for
from orgstructure.access import needs, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_POST
@signed_in_only
def plan_ladder(request: AppRequest) -> HttpResponse:
    """Where the measure named by `row` stands on the prevention ladder."""
    return render(request, "actionplans/_ladder_hint.html", {"hint": LadderForm.of_row(request.POST).hint()})


@require_POST
@needs(Perm.EDIT_PLANS)
def plan_beside(request: AppRequest) -> HttpResponse:
    """Plans like the one being written for `?unit=`, others who write about it now, and tools for its theme."""
    unit, today = unit_to_write_for(request), clock.today()
    found = beside(
        AboutForm(request.POST).written(unit), request.user, resources=Resource.objects.in_use(today), now=clock.now(), today=today
    )
    return render(request, "actionplans/_beside.html", {"beside": found, "unit": unit, "is_part": True})
