"""How the pages of a report's words fetch their rows: read by `visible_to`, written by who may, and only as long as it is a draft."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from apv.models import AuditProposal, AuditReport
from safetynet.common.http import AppRequest, HttpResponse

P = ParamSpec("P")
OfReport = Callable[Concatenate[AppRequest, AuditReport, P], HttpResponse]
WithPk = Callable[Concatenate[AppRequest, int, P], HttpResponse]
RELATED = ("year__question_set", "year__top", "year__follows__question_set", "unit", "edited_by", "published_by")
PROPOSED = ("report__unit", "report__year__question_set", "question", "unit", "responsible", "responsible_unit")


def report_or_404(request: AppRequest, pk: int) -> AuditReport:
    """A report that the person may know of."""
    rows = AuditReport.objects.visible_to(request.user).with_rights_of(request.user)
    return get_object_or_404(rows.select_related(*RELATED), pk=pk)


def proposal_or_404(request: AppRequest, pk: int) -> AuditProposal:
    """A proposal of such a report."""
    rows = AuditProposal.objects.visible_to(request.user).with_rights_of(request.user)
    return get_object_or_404(rows.select_related(*PROPOSED), pk=pk)


def writes(view: OfReport[P]) -> WithPk[P]:
    """The view gets the report of its `pk`. A published one is not opened; what is posted to it is kept and refused by the view."""

    @wraps(view)
    def with_report(request: AppRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        report = report_or_404(request, pk)
        if not report.may_write:
            raise PermissionDenied
        if report.status == AuditReport.Status.PUBLISHED and request.method != "POST":
            messages.warning(request, _("The report is published, so its words are fixed. Take it back first."))
            return redirect(report)
        return view(request, report, *args, **kwargs)

    return cast("WithPk[P]", with_report)


def chooses(view: OfReport[P]) -> WithPk[P]:
    """The same for who may read the answers, and so choose comments of them."""

    @wraps(view)
    def by_who_may(request: AppRequest, report: AuditReport, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not report.may_choose:
            raise PermissionDenied
        return view(request, report, *args, **kwargs)

    return writes(cast("OfReport[P]", by_who_may))
