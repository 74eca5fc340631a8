"""Where “Self-audit” leads: what is mine to answer, the years for who runs them, and the published reports for everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apv.errors import NotReadyError, RefusedError
from apv.forms.audit_years import WhyNotForm
from apv.models import AuditPlace
from apv.reports.audit_mine import my_audits
from apv.reports.audit_start import published_reports, years_of
from apv.usecases.audit_years import say_all_why_not
from orgstructure.access import may, rows_decide, scope_of, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import own_address, way_on
from safetynet.common.http import AppRequest


@require_safe
@signed_in_only
def audit_start(request: AppRequest) -> HttpResponse:
    """Three parts, each only where there is something."""
    mine = my_audits(request.user)
    context = {
        "waiting": [one for one in mine if not one.is_sent_in],
        "sent_in": [one for one in mine if one.is_sent_in],
        "years": years_of(request.user),
        "reports": published_reports(request.user),
        "runs": bool(scope_of(request.user, Perm.RUN_AUDITS)),
        "answers": bool(scope_of(request.user, Perm.ANSWER_AUDITS)),
        "today": clock.today(),
    }
    return render(request, "apv/audit/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_place_why(request: AppRequest, pk: int) -> HttpResponse:
    """Why nothing was sent in: asked on GET, kept on POST; by who answers, or by who runs it and heard it on the phone."""
    rows = AuditPlace.objects.told_by(request.user).with_progress().select_related("year__question_set", "unit", "manager")
    place = get_object_or_404(rows, pk=pk)
    others = AuditPlace.objects.beside(place, request.user)
    form = WhyNotForm(request.POST if request.method == "POST" else None, place=place, others=others)
    back = way_on(request, own_address(request, request.GET.get("next", ""), "/audits/"))
    said = _keep(request, place, form)
    if said:
        messages.success(request, said)
        return redirect(back)
    context = {"place": place, "form": form, "back": back, "is_own": may(request.user, Perm.ANSWER_AUDITS, place.unit_id, place.unit.path)}
    return render(request, "apv/audit/place_why.html", context, status=422 if form.is_bound and form.errors else 200)


def _keep(request: AppRequest, place: AuditPlace, form: WhyNotForm) -> str:
    """What to say when it was kept; "" while the page is to be shown (again)."""
    if request.method != "POST":
        return ""
    is_gone = request.POST.get("intent") == "none"
    if not is_gone and not form.is_valid():
        return ""
    words = {"reason": "", "note": ""} if is_gone else {"reason": form.cleaned_data["reason"], "note": form.cleaned_data["note"]}
    try:
        say_all_why_not(places=[place, *([] if is_gone else form.chosen_too)], **words, by=request.user, now=clock.now())
    except NotReadyError as error:
        form.add_error("note", error.missing["note"])
        return ""
    except RefusedError as error:
        form.add_error(None, str(error))
        return ""
    return _("The reason is taken out.") if is_gone else _("Thank you. The reason is kept, and you can still answer.")
