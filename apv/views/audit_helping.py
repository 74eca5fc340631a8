"""The staff's page of those who want help with their self-audit: take, give back, end with words."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.audit_help_page import MINE, HelpList, row_of
from apv.errors import RefusedError
from apv.forms.audit_actions import HelpEndedForm
from apv.models import AuditHelp
from apv.usecases import audit_helping
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@needs(Perm.RUN_AUDITS)
def audit_help_list(request: AppRequest) -> HttpResponse:
    """Who wants help and with what, the longest waiting first."""
    return render(request, "apv/audit/help_list.html", {"list": HelpList.of(request.user, request.GET.dict(), today=clock.today())})


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_help_take(request: AppRequest, pk: int) -> HttpResponse:
    """I take it; who asked is told."""
    wish = _wish_or_404(request, pk)
    _done(
        request,
        lambda: audit_helping.take(wish=wish, by=request.user, now=clock.now()),
        _("It is yours. %(person)s is told that you take it.") % {"person": wish.asked_by},
    )
    return redirect(way_on(request, reverse("audit-help-list")))


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_help_give_back(request: AppRequest, pk: int) -> HttpResponse:
    """Back on the list for a colleague."""
    wish = _wish_or_404(request, pk)
    _done(request, lambda: audit_helping.give_back(wish=wish, by=request.user), _("It is back on the list, at its old place."))
    return redirect(way_on(request, reverse("audit-help-list")))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_help_end(request: AppRequest, pk: int) -> HttpResponse:
    """Say what came of it; who asked is told."""
    wish = _wish_or_404(request, pk)
    form = HelpEndedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _done(
            request,
            lambda: audit_helping.end(wish=wish, **form.cleaned_data, by=request.user, now=clock.now()),
            _("Ended. %(person)s gets your words in a mail.") % {"person": wish.asked_by},
        )
        return redirect(f"{reverse('audit-help-list')}?state={MINE}")
    page = {"wish": wish, "row": row_of(wish, request.user), "form": form}
    return render(request, "apv/audit/help_end.html", page, status=422 if form.errors else 200)


def _wish_or_404(request: AppRequest, pk: int) -> AuditHelp:
    return get_object_or_404(AuditHelp.objects.visible_to(request.user).for_list(), pk=pk)


def _done(request: AppRequest, act: Callable[[], None], told: str) -> None:
    """Act; when somebody was before, say so."""
    try:
        act()
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, told)
