"""The organisation picture: open to every employee, as the organisation and the overviews are."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from orgstructure.access import signed_in_only
from orgstructure.models import Unit
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard import icicle
from safetynet.dashboard.organisation_figures import KINDS, branch_of

LEVELS = (2, 3, 4)
ROWS = 120


@require_safe
@signed_in_only
def organisation_picture(request: AppRequest, pk: int) -> HttpResponse:
    """A unit and two to four levels below it, shaded by one figure; its table holds all of them."""
    unit = get_object_or_404(Unit, pk=pk)
    kind = request.GET.get("figure", "")
    kind = kind if kind in KINDS else "overdue"
    levels = next((n for n in LEVELS if request.GET.get("levels") == str(n)), LEVELS[0])
    branch = branch_of(unit, levels, clock.today())
    url = reverse("organisation-picture", args=[0]).replace("/0/", "/{}/") + f"?figure={kind}&levels={levels}"
    canvases = (icicle.desk(branch, min(levels, branch.height)), icicle.phone(branch)) if branch.children else ()
    context = {
        "unit": unit,
        "above": [(one.name, url.format(one.pk)) for one in Unit.objects.above(unit)],
        "branch": branch,
        "rows": [
            (one, one.depth - unit.depth, icicle.number(one, "in-time"), url.format(one.unit.pk)) for one in icicle.table(branch, ROWS)
        ],
        "pictures": [icicle.Icicle(branch, kind, url, canvas) for canvas in canvases],
        "kind_name": KINDS[kind],
        "sentence": icicle.sentence(branch, kind),
        "legend": icicle.legend(kind),
        "figures": [{"label": label, "url": f"?figure={one}&levels={levels}", "is_current": one == kind} for one, label in KINDS.items()],
        "levels": [(n, f"?figure={kind}&levels={n}", n == levels) for n in LEVELS],
    }
    return render(request, "dashboard/organisation_picture.html", context)
