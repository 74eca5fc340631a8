"""How the mail stands, for those who run the system."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock, outbox
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.common.models import Heartbeat, MailGate, OutboxMail
from safetynet.dashboard.feed_night_status import night
from safetynet.dashboard.read_log_status import log_status

PAGE = 50


@require_safe
@needs(Perm.OPERATE)
def mail_status(request: AppRequest) -> HttpResponse:
    """What waits, since when, and what needs a hand. Receivers by name, but no texts: they are not kept."""
    now = clock.now()
    stuck = Paginator(OutboxMail.objects.needing_a_hand(), PAGE).get_page(request.GET.get("page"))
    page = {"status": outbox.status(now=now), "stuck": stuck, "worker_seen_at": Heartbeat.objects.latest_beat(), "night": night(now)}
    page["log"] = log_status(now)
    return render(request, "dashboard/mail_status.html", page)


@require_POST
@needs(Perm.OPERATE)
def mail_retry(request: AppRequest) -> HttpResponse:
    """Try parked mails again: one, or all."""
    chosen = read_id(request.POST.get("mail", ""))
    tried = outbox.retry([chosen] if chosen else None, now=clock.now())
    text = ngettext("%(number)d mail is tried again within a minute.", "%(number)d mails are tried again within a minute.", tried)
    messages.success(request, text % {"number": tried})
    return redirect("mail-status")


@require_POST
@needs(Perm.OPERATE)
def mail_open(request: AppRequest) -> HttpResponse:
    """A restored copy, or a new address, is told that it may send."""
    MailGate.open(clock.now())
    messages.success(request, _("Mail leaves from here again. What waits is sent within a minute, if it is still due."))
    return redirect("mail-status")
