"""The page of one plan."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.forms.life import NoteForm
from actionplans.forms.voices import CommentForm
from actionplans.models import ActionPlan
from actionplans.usecases.lifting import with_lifted_flag
from apv.pulses import with_pulse_flags
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.plan_page import RELATED, plan_page


@require_safe
@rows_decide
def plan_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What is next, then the plan as the template has it, then what has happened."""
    today = clock.today()
    plans = (
        ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).with_voices(request.user, today).with_files_and_shares()
    )
    plans = plans.with_stall_flags(today).with_ending_for(request.user, today).with_help_flags(today).with_note_for(request.user)
    plans = with_pulse_flags(with_lifted_flag(plans))
    plan = get_object_or_404(plans.select_related(*RELATED), pk=pk)
    page = plan_page(plan, request.user, today=today, now=clock.now())
    forms = {"note_form": NoteForm(), "comment_form": CommentForm()}
    return render(request, "dashboard/plan_detail.html", {"page": page, "plan": plan, **forms})
