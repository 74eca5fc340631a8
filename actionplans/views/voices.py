"""What a colleague says about a plan: three buttons, each one call."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.forms.voices import CommentForm
from actionplans.models import ActionPlan, Comment
from actionplans.usecases import voices
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest

MARKS = {"yes": True, "no": False, "none": None}


@require_POST
@rows_decide
def plan_comment(request: AppRequest, pk: int) -> HttpResponse:
    """Add a comment; what is refused is shown again with its error."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).published(), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            voices.comment(plan, by=request.user, now=clock.now(), **form.cleaned_data)
        except RefusedError as error:
            form.add_error("text", error.faults["text"])
        except (IllegalMoveError, StaleError) as error:
            form.add_error("text", str(error) or _("Somebody has just changed the plan. Look at it again."))
    if form.errors:
        return render(request, "actionplans/comment.html", {"plan": plan, "form": form}, status=422)
    messages.success(request, _("Thank you, your comment stands under the plan."))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#voices")


@require_POST
@rows_decide
def comment_take_down(request: AppRequest, pk: int) -> HttpResponse:
    """Taken down by its author, or by who may change the plan."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).with_rights_of(request.user), comments=pk)
    words = get_object_or_404(Comment.objects.shown(), pk=pk)
    if not (words.by_id == request.user.pk or plan.may_edit):
        raise PermissionDenied
    voices.take_down(words, by=request.user, now=clock.now())
    messages.success(request, _("The comment is taken down."))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#voices")


@require_POST
@rows_decide
def plan_notice(request: AppRequest, pk: int) -> HttpResponse:
    """“I notice a difference”, “I do not”, or the mark is taken away; for the unit's own people."""
    plans = ActionPlan.objects.visible_to(request.user).with_voices(request.user, clock.today())
    plan = get_object_or_404(plans, pk=pk)
    if not getattr(plan, "may_notice", False) or request.POST.get("notices") not in MARKS:
        raise PermissionDenied
    try:
        voices.mark(plan, notices=MARKS[request.POST["notices"]], by=request.user, now=clock.now())
    except IllegalMoveError as error:
        messages.warning(request, str(error))
    return HttpResponseRedirect(way_on(request, f"{plan.get_absolute_url()}#voices"))
