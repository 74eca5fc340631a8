"""Approved minutes are sent to the members, once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from annualcycle.errors import NotNowError
from annualcycle.models import Meeting
from annualcycle.usecases import minutes_mailing
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_POST
@rows_decide
def minutes_send(request: AppRequest, pk: int) -> HttpResponse:
    """One mail to each member, to who was there, and to who is to do something."""
    meeting = get_object_or_404(Meeting.objects.with_rights_of(request.user, clock.today()).select_related("committee"), pk=pk)
    if not meeting.may_run:
        raise PermissionDenied
    try:
        count = minutes_mailing.send(meeting=meeting, by=request.user, now=clock.now())
    except NotNowError as error:
        messages.warning(request, str(error))
    else:
        said = ngettext("The minutes are sent to %(count)s person.", "The minutes are sent to %(count)s people.", count)
        messages.success(request, said % {"count": count})
    return redirect(meeting)
