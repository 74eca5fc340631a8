"""Pages of lifted matters: what waits for an answer here, what was asked, one matter with its answer."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.forms.lifting import AnswerForm, LiftForm
from actionplans.models import ActionPlan, LiftedMatter
from actionplans.usecases import lifting
from orgstructure.access import needs, rows_decide, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

ON_A_PAGE = 25
SENT_AT_MOST = 50


@require_safe
@needs(Perm.EDIT_PLANS)
def lifted_list(request: AppRequest) -> HttpResponse:
    """What others have lifted to the reader's units and waits for an answer, the longest first; and what they have lifted themselves."""
    rows = LiftedMatter.objects.visible_to(request.user).for_rows()
    scope = lifting.own_scope(request.user)
    waiting = rows.waiting().filter(scope.where("to_unit")).order_by("answer_by", "pk")
    sent = rows.filter(scope.where("from_unit"), withdrawn_at=None).order_by("-asked_at", "-pk")
    today = clock.today()
    page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": [_line(row, today) for row in page], "sent": [_line(row, today) for row in sent[:SENT_AT_MOST]]}
    return render(request, "actionplans/lifted_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def lifted_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One matter, which every employee may read; whoever decides in the unit that is asked answers it here."""
    rows = LiftedMatter.objects.visible_to(request.user).with_rights_of(request.user).for_rows()
    matter = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and not matter.may_answer:
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            lifting.answer(matter, text=form.cleaned_data["text"], by=request.user, now=clock.now())
        except IllegalMoveError as error:
            form.add_error(None, str(error))
            matter.refresh_from_db()
        else:
            messages.success(request, _("Your answer is with those who asked."))
            return redirect(matter)
    page = {**_line(matter, clock.today()), "form": form}
    return render(request, "actionplans/lifted_detail.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def lifted_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Take it back, while nobody has answered."""
    matter = get_object_or_404(LiftedMatter.objects.visible_to(request.user).with_rights_of(request.user).for_rows(), pk=pk)
    if not matter.may_withdraw:
        raise PermissionDenied
    try:
        lifting.withdraw(matter, by=request.user, now=clock.now())
    except IllegalMoveError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The matter is taken back."))
    return redirect(matter)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_lift(request: AppRequest, pk: int) -> HttpResponse:
    """Lift what a plan cannot solve itself; the plan keeps its owner (R34)."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit"), pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    if not plan.is_open:
        messages.info(request, _("Only a plan that is going on is lifted."))
        return redirect(plan)
    form = LiftForm(request.POST if request.method == "POST" else None, plan=plan, today=clock.today())
    if form.is_bound and form.is_valid():
        try:
            matter = lifting.ask(form.asked(), by=request.user, now=clock.now(), today=clock.today())
        except RefusedError as error:
            for name, sentence in error.faults.items():
                form.add_error(name, sentence)
        except StaleError:
            form.add_error(None, _("This form was used before. Open the page anew."))
        else:
            messages.success(request, _("It is lifted. The answer comes back to you and stands on the plan."))
            return redirect(matter)
    return render(request, "actionplans/plan_lift.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


def _line(matter: LiftedMatter, today: date) -> dict[str, object]:
    return {"matter": matter, "days": matter.days_waited(today), "is_late": matter.is_late(today)}
