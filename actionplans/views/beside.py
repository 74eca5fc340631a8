"""What a writer is shown beside the plan while it is written. Asked by POST, so that no text stands in an address; writes nothing."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from actionplans.forms.plan import LadderForm
from orgstructure.access import signed_in_only
from safetynet.common.http import AppRequest, HttpResponse


@require_POST
@signed_in_only
def plan_ladder(request: AppRequest) -> HttpResponse:
    """Where the measure named by `row` stands on the prevention ladder; writes nothing."""
    return render(request, "actionplans/_ladder_hint.html", {"hint": LadderForm.of_row(request.POST).hint()})
