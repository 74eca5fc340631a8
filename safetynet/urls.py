"""Every address of the house, and what is embedded where."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from actionplans.panels import BESIDE_A_PLAN, Panel
from actionplans.views.calendars import calendar_file
from actionplans.views.links import mail_link
from orgstructure.access import public
from safetynet.common import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", public("asked by the machine that keeps the process running")(health.healthz), name="healthz"),
    path("readyz", public("asked by monitoring; tells ages and no names")(health.readyz), name="readyz"),
    path("", include("safetynet.dashboard.urls")),
    path("plans/", include("actionplans.urls")),
    path("examples/", include("actionplans.example_urls")),
    path("m/<str:token>/", mail_link, name="mail-link"),
    path("calendar/<str:token>.ics", calendar_file, name="calendar-file"),
    path("", include("annualcycle.urls")),
    path("", include("apv.urls")),
    path("", include("injuries.urls")),
    path("", include("orgstructure.urls")),
]

BESIDE_A_PLAN[:] = [Panel("injury-beside", _("Has it happened before?"))]

handler400 = "safetynet.common.errors.bad_request"
handler403 = "safetynet.common.errors.permission_denied"
handler404 = "safetynet.common.errors.not_found"
handler500 = "safetynet.common.errors.server_error"
