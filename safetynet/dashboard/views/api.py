"""Tokens of other systems, for those who run the system, and what the addresses are."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgstructure.access import needs, scope_of
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.api import tokens
from safetynet.dashboard.api.views import document
from safetynet.dashboard.forms.api import TokenForm
from safetynet.dashboard.models import ApiToken

UNUSABLE = 422


@require_safe
@needs(Perm.OPERATE)
def token_list(request: AppRequest) -> HttpResponse:
    """Every token, living ones first; the tokens themselves are known to nobody."""
    today = clock.today()
    rows = ApiToken.objects.filter(scope_of(request.user, Perm.OPERATE).where()).select_related("unit", "created_by", "revoked_by")
    found = sorted(rows, key=lambda row: (row.revoked_at is not None, row.valid_to <= today, row.name, row.pk))
    return render(request, "dashboard/api_tokens.html", {"tokens": found, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.OPERATE)
def token_new(request: AppRequest) -> HttpResponse:
    """Issue a token. The answer to the POST shows it, the only time; posted twice, it is issued once."""
    scope, today = scope_of(request.user, Perm.OPERATE), clock.today()
    form = TokenForm(request.POST if request.method == "POST" else None, scope=scope, today=today)
    if not form.is_valid():
        return render(request, "dashboard/api_token_new.html", {"form": form}, status=UNUSABLE if form.is_bound else 200)
    try:
        secret = tokens.issue(**form.cleaned_data, by=request.user, now=clock.now(), today=today)
    except IntegrityError:
        messages.warning(request, _("The token was issued already, and was shown then. If it is lost, revoke it and make another."))
        return redirect("api-token-list")
    answer = render(request, "dashboard/api_token_shown.html", {"secret": secret, "said": form.cleaned_data})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@needs(Perm.OPERATE)
def token_prolong(request: AppRequest, pk: int) -> HttpResponse:
    """A year from today."""
    token = _token_or_404(request, pk)
    if tokens.prolong(token, by=request.user, now=clock.now(), today=clock.today()):
        messages.success(request, _("“%(name)s” reads for another year.") % {"name": token.name})
    else:
        messages.warning(request, _("“%(name)s” has been revoked and cannot be prolonged.") % {"name": token.name})
    return redirect("api-token-list")


@require_POST
@needs(Perm.OPERATE)
def token_revoke(request: AppRequest, pk: int) -> HttpResponse:
    """At once, and for good."""
    token = _token_or_404(request, pk)
    tokens.revoke(token, by=request.user, now=clock.now())
    messages.success(request, _("“%(name)s” reads nothing any more.") % {"name": token.name})
    return redirect("api-token-list")


@require_safe
@needs(Perm.OPERATE)
def reference(request: AppRequest) -> HttpResponse:
    """The addresses, their parameters and answers, drawn from the OpenAPI document."""
    paths = [{"path": path, **said["get"]} for path, said in document()["paths"].items()]
    return render(request, "dashboard/api_reference.html", {"paths": paths})


def _token_or_404(request: AppRequest, pk: int) -> ApiToken:
    return get_object_or_404(ApiToken.objects.filter(scope_of(request.user, Perm.OPERATE).where()), pk=pk)
