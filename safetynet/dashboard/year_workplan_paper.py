"""A committee's work plan on paper: the draft to who writes it, the newest version to everybody else."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from annualcycle.models import WorkPlan
from annualcycle.workplan_page import Line, WorkPlanPage
from orgstructure.models import User
from safetynet.common import clock
from safetynet.dashboard.year_paper import NotThereError, Words, YearPaper


def find(words: Words, by: User, today: date) -> WorkPlan:
    """The plan that the person may read, or `NotThereError`."""
    rows = WorkPlan.objects.visible_to(by, today).with_rights_of(by, today).select_related("committee__level")
    plan = rows.filter(pk=words.get("pk", 0)).first()
    if plan is None:
        raise NotThereError
    return plan


def context(plan: WorkPlan, by: User, today: date) -> dict[str, object]:
    """What the page shows that person."""
    page = WorkPlanPage.of(plan, by, now=clock.now(), today=today)
    if page is None:
        raise NotThereError
    return {"plan": plan, "page": page, "parts": [(part, [(line, bar_of(line)) for line in part.lines]) for part in page.parts]}


def bar_of(line: Line) -> SafeString:
    """How much of the way is gone, as wide as it is; paper has no policy against styles. The sentence beside it says the same."""
    share = line.progress.share if line.progress else None
    if share is None:
        return SafeString("")
    return format_html('<div class="way"><div style="width: {}%"></div></div>', share)


PAPER = YearPaper(find, context, "pdf/work_plan.html", _("work-environment-plan"))
