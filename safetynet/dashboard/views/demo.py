"""The demo plays days and shows the mails it would have sent. None of these pages exists outside the demo."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from actionplans.models import MailKind
from actionplans.usecases.playing import next_day
from apv.models import AuditMail, SurveyMail
from apv.usecases.playing import look_after_audits, look_after_rounds
from orgstructure.access import signed_in_only
from safetynet.common import clock, demomail
from safetynet.common.given import way_on
from safetynet.common.http import AppRequest
from safetynet.common.models import OutboxMail
from safetynet.operations.handing_over import hand_over

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]
PAGE = 30
# The mail's own styles and pictures, links that leave the frame when clicked, and nothing else.
MAIL_MAY = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "form-action": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation", "allow-popups", "allow-popups-to-escape-sandbox"],
}


def demo_only(view: View[P]) -> View[P]:
    """404 in every other installation."""

    @wraps(view)
    def guarded(request: AppRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


@require_POST
@demo_only
@signed_in_only
def demo_next_day(request: AppRequest) -> HttpResponse:
    """The demo's clock goes one day ahead; what is due that day is planned and delivered."""
    tomorrow = clock.now() + timedelta(days=1)
    hand_over(today=tomorrow.astimezone(clock.COPENHAGEN).date(), now=tomorrow)
    look_after_rounds(now=tomorrow)
    look_after_audits(now=tomorrow)
    played = next_day(now=clock.now())
    sent = played.delivered.sent
    text = ngettext("It is %(day)s now. %(number)d mail was sent.", "It is %(day)s now. %(number)d mails were sent.", sent)
    messages.success(request, text % {"day": played.day_in_words, "number": sent})
    if not played.is_working_day:
        messages.info(request, _("No working day: reminders wait for the next one."))
    return HttpResponseRedirect(way_on(request, reverse("demo-mails")))


@require_safe
@demo_only
@signed_in_only
def demo_mails(request: AppRequest) -> HttpResponse:
    """The mails sent, newest first: the reader's own, or everybody's."""
    shows_all = request.GET.get("who") == "all"
    sent = OutboxMail.objects.sent_to(None if shows_all else request.user)
    page = Paginator(sent, PAGE).get_page(request.GET.get("page"))
    rows = [{"mail": mail, "stored": demomail.read(mail.message_id), "kind": _kind(mail)} for mail in page.object_list]
    tabs = [
        {"label": _("Mine"), "url": "?", "is_current": not shows_all},
        {"label": _("Everybody's"), "url": "?who=all", "is_current": shows_all},
    ]
    return render(request, "dashboard/demo_mails.html", {"page": page, "rows": rows, "tabs": tabs, "shows_all": shows_all})


def _kind(mail: OutboxMail) -> str:
    return str(dict([*MailKind.choices, *SurveyMail.choices, *AuditMail.choices]).get(mail.kind, mail.kind))


@require_safe
@demo_only
@signed_in_only
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp types only views without arguments
def demo_mail(request: AppRequest, message_id: UUID) -> HttpResponse:
    """One mail as its receiver sees it, and as plain text."""
    mail = get_object_or_404(OutboxMail.objects.sent_to(None), message_id=message_id)
    return render(request, "dashboard/demo_mail.html", {"mail": mail, "stored": demomail.read(message_id), "kind": _kind(mail)})


@require_safe
@demo_only
@signed_in_only
@xframe_options_sameorigin
@csp(MAIL_MAY)  # type: ignore[arg-type]  # as above
def demo_mail_html(_request: AppRequest, message_id: UUID) -> HttpResponse:
    """The mail's HTML by itself, caged: no script, no form, nothing from elsewhere."""
    return HttpResponse(_stored(message_id).html.replace("<head>", '<head><base target="_top">', 1))


@require_safe
@demo_only
@signed_in_only
def demo_mail_calendar(_request: AppRequest, message_id: UUID) -> HttpResponse:
    """The calendar entry as a file."""
    name = 'attachment; filename="effektvurdering.ics"'
    return HttpResponse(_stored(message_id).calendar, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


def _stored(message_id: UUID) -> demomail.StoredMail:
    stored = demomail.read(message_id)
    if stored is None:
        raise Http404
    return stored
