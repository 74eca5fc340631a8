"""What a competence net can draw its challenges from: findings of APV, survey and rounds, open plans by theme, the discussion's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, Status, Theme
from annualcycle.models import Discussion, DiscussionPoint, Point
from apv.models import Finding
from orgstructure.access import Scope
from orgstructure.levels import covered_by
from orgstructure.models import Committee, User

LONGEST, MOST_OF_A_KIND = 300, 12
FINDINGS_OF = timedelta(days=3 * 365)  # an APV is written at least every third year
OPEN = (Status.ACTIVE, Status.AWAITING, Status.STANDING)
READ_IN = (Point.CONTENT, Point.COMPETENCE)


@dataclass(frozen=True)
class Challenge:
    """One challenge in a line, and where it comes from."""

    text: str
    source: str

    @property
    def line(self) -> str:
        """As it is kept: the source in brackets after the words."""
        room = LONGEST - len(self.source) - 3
        words = self.text if len(self.text) <= room else f"{self.text[: room - 1].rstrip()}…"
        return f"{words} ({self.source})"


def offered(committee: Committee, reader: User, today: date) -> list[Challenge]:
    """What is known of the committee's units, the newest first of each kind, each line once. Four queries."""
    area = covered_by(committee, today)
    found = [*_said(committee, reader, today), *(_findings(area, reader, today) if area else ()), *(_themes(area, reader) if area else ())]
    return list({one.line: one for one in found}.values())


def _findings(area: Scope, reader: User, today: date) -> Iterator[Challenge]:
    rows = Finding.objects.visible_to(reader).filter(area.where(), withdrawn_on=None, made_at__date__gte=today - FINDINGS_OF)
    for one in rows.order_by("-made_at", "-pk")[:MOST_OF_A_KIND]:
        told = {"source": one.get_found_by_display(), "day": date_format(localdate(one.made_at), "F Y")}
        yield Challenge(one.title, _("%(source)s, %(day)s") % told)


def _themes(area: Scope, reader: User) -> Iterator[Challenge]:
    plans = ActionPlan.objects.visible_to(reader).filter(area.where(), is_confidential=False, status__in=OPEN).exclude(theme=None)
    counts = dict(plans.values_list("theme").annotate(count=Count("pk")).order_by("-count", "theme")[:MOST_OF_A_KIND])
    names = Theme.objects.in_bulk(counts)
    for pk, count in counts.items():
        told = ngettext("%(count)s open action plan", "%(count)s open action plans", count) % {"count": count}
        yield Challenge(str(names[pk]), told)


def _said(committee: Committee, reader: User, today: date) -> Iterator[Challenge]:
    """Each line written under next year's content and under competence, of the two newest discussions."""
    mine = Discussion.objects.visible_to(reader, today).filter(committee=committee, year__lte=today.year).order_by("-year")[:2]
    points = DiscussionPoint.objects.filter(discussion__in=[one.pk for one in mine], point__in=READ_IN).select_related("discussion")
    for point in points.order_by("-discussion__year", "pk"):
        source = _("annual discussion %(year)s") % {"year": point.discussion.year}
        lines = (line.strip(" -–•*\t") for line in point.text.splitlines())
        yield from [Challenge(line, source) for line in lines if line][:MOST_OF_A_KIND]
