"""How a case ends: closed, opened again, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from injuries import rights
from injuries.errors import IllegalMoveError, NotReadyError, RefusedError
from injuries.forms.flow import CloseForm, WithdrawForm
from injuries.usecases import answering, ending
from injuries.views.cases import case_or_404, must
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_close(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Close it; while something must be done before, the page says what instead of a form."""
    case = case_or_404(request, public_id)
    must(rights.may_lead(case))
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            ending.close(case, **form.cleaned_data, by=request.user, now=clock.now())
        except NotReadyError as error:
            form.say(error.missing)
        except (RefusedError, IllegalMoveError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The case is closed."))
            return redirect(case)
    page = {"case": case, "form": form, "missing": ending.missing_to_close(case), "is_told": answering.is_closing_told(case)}
    return render(request, "injuries/close.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def injury_reopen(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Open it again."""
    case = case_or_404(request, public_id)
    must(rights.may_lead(case))
    try:
        ending.reopen(case, by=request.user, now=clock.now())
    except IllegalMoveError as error:
        messages.warning(request, str(error))
    return redirect(case)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_withdraw(request: AppRequest, public_id: UUID) -> HttpResponse:
    """It was no case: with a reason."""
    case = case_or_404(request, public_id)
    must(rights.may_withdraw(case))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            ending.withdraw(case, form.cleaned_data["reason"], by=request.user, now=clock.now())
        except (RefusedError, IllegalMoveError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The case is withdrawn."))
            return redirect(case)
    return render(request, "injuries/withdraw.html", {"case": case, "form": form}, status=422 if form.errors else 200)
