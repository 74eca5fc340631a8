"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from injuries.reports.reactions import ReactionsOf
from orgstructure.access import scope_of, signed_in_only
from orgstructure.gaps import gaps_to_act_on
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.apv_waits import waits_for
from safetynet.dashboard.audit_waits import AuditWaits
from safetynet.dashboard.injury_desk import injury_desk
from safetynet.dashboard.injury_waits import injury_waits
from safetynet.dashboard.looked_after import looked_after
from safetynet.dashboard.meeting_waits import meeting_waits
from safetynet.dashboard.start_page import start_page
from safetynet.dashboard.start_roles import RoleCards
from safetynet.dashboard.waiting_page import number_to_decide


@require_safe
@signed_in_only
def start(request: AppRequest) -> HttpResponse:
    """What needs me, and what happens in my unit."""
    today = clock.today()
    page = start_page(request.user, today=today)
    context = {
        "page": page,
        "roles": RoleCards.of(request.user, page.unit, today=today, now=clock.now()),
        "looked_after": looked_after(request.user, today),
        "gaps": gaps_to_act_on(request.user, today),
        "keeps_region": scope_of(request.user, Perm.KEEP_ORGANISATION).reaches_all,
        "injuries": injury_waits(request.user, now=clock.now()),
        "audits": AuditWaits.of(request.user),
        "waits": waits_for(request.user, today=today),
        "reactions": ReactionsOf.kept_by(request.user, today),
        "injury_desk": injury_desk(request.user, now=clock.now()),
        "meeting": meeting_waits(request.user, now=clock.now()),
        "to_decide": number_to_decide(request.user, today=today),
    }
    return render(request, "dashboard/start.html", context)
