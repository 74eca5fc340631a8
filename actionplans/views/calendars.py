"""A person's own calendar: the page where its address is made and revoked, and the file that a program fetches."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.calendar_feed import calendar_of
from actionplans.models import CalendarFeed
from actionplans.usecases import calendars
from orgstructure.access import public, signed_in_only
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpRequest

QUIET = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": "inline; filename=safetynet.ics",
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def calendar_feed(request: AppRequest) -> HttpResponse:
    """Make, renew or revoke the address; it is shown only in the answer that makes it."""
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        calendars.revoke_feed(by=request.user)
        messages.success(request, _("The calendar address is revoked: no program can fetch from it any more."))
        return redirect("calendar-feed")
    if request.method == "POST":
        token = calendars.open_feed(by=request.user, now=clock.now())
        address = settings.BASE_URL + reverse("calendar-file", args=[token])
    feed = CalendarFeed.objects.filter(user=request.user).first()
    response = render(request, "actionplans/calendar_feed.html", {"feed": feed, "address": address})
    response.headers["Cache-Control"] = "no-store"
    return response


@public("a calendar program cannot sign in: the secret in the address stands for one person and shows that person's days")
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001  the address is all that is asked
    """The calendar behind the secret; nothing for a secret that is revoked, replaced, or whose person has left."""
    person = calendars.person_behind(token, today=clock.today())
    if person is None:
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    with translation.override(person.language or settings.LANGUAGE_CODE):
        content = calendar_of(person, today=clock.today(), now=clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=QUIET)
