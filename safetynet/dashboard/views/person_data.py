"""“Get my data”: one file, made while the person waits and kept nowhere."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from orgstructure.access import needs, signed_in_only
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.operations import person_data as kept


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def person_data(request: AppRequest) -> HttpResponse:
    """GET says what is in it, POST gives it."""
    if request.method == "POST":
        return _file(request, request.user)
    return render(request, "dashboard/person_data.html", {"person": request.user, "is_own": True})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Perm.ADMINISTER_INJURIES)
def person_data_of(request: AppRequest, pk: int) -> HttpResponse:
    """The same on behalf of somebody who has asked for it, with the cases that the administrator may open."""
    person = kept.people_with_cases(request.user, pk)
    if person is None:
        raise Http404
    if request.method == "POST":
        return _file(request, person)
    return render(request, "dashboard/person_data.html", {"person": person, "is_own": False})


def _file(request: AppRequest, person: User) -> HttpResponse:
    content = kept.packed(person, reader=request.user, now=clock.now(), today=clock.today())
    headers = {"Content-Disposition": 'attachment; filename="safetynet-data.zip"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/zip", headers=headers)
