"""The page of one case: each reader sees the parts that his or her role opens (R49)."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from injuries.models import Case
from injuries.reading import health_of, opened
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@never_cache
@rows_decide
def injury_detail(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The case as this reader may see it; the read is in the log before anything is fetched."""
    try:
        case = opened(request.user, public_id, now=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
    sealed = health_of(case) if case.may_see_health else None
    return render(request, "injuries/injury_detail.html", {"case": case, "sealed": sealed})
