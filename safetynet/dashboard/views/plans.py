"""The page of one plan."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.forms.life import NoteForm
from actionplans.models import ActionPlan
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.plan_page import RELATED, plan_page


@require_safe
@rows_decide
def plan_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What is next, then the plan as the template has it, then what has happened."""
    plans = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related(*RELATED)
    plan = get_object_or_404(plans, pk=pk)
    page = plan_page(plan, request.user, today=clock.today(), now=clock.now())
    return render(request, "dashboard/plan_detail.html", {"page": page, "plan": plan, "note_form": NoteForm()})
