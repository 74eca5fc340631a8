"""Of the data pack: plans and their effects, and why plans come to a standstill."""

from collections.abc import Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, Verdict
from actionplans.models.choices import FINAL_VERDICTS, OPEN_STATUSES
from actionplans.models.querysets import OVERDUE_STATUSES
from actionplans.reports.causes import Causes
from actionplans.reports.cohort import in_time_by
from actionplans.reports.figures import InTime
from actionplans.reports.periods import Period
from annualcycle.pack_parts import Asked, PackLine, Said, per_cent
from safetynet.common.clock import at_hour

CAUSES_SHOWN = 6


def plans(asked: Asked) -> Said:
    """Made, evaluated, closed in time, and what came of them. Three queries; confidential ones are counted, as everywhere."""
    found = _counts(asked)
    now, before = (_in_time(asked, period) for period in (asked.period, asked.before))
    made, evaluated = found["made_now"], found["evaluated_now"]
    helped = found[f"{Verdict.SOLVED}_now"] + found[f"{Verdict.PARTLY}_now"]
    sentence = ngettext(
        "%(made)s plan was made; of the %(evaluated)s that were evaluated, %(helped)s helped wholly or partly.",
        "%(made)s plans were made; of the %(evaluated)s that were evaluated, %(helped)s helped wholly or partly.",
        made,
    )
    within = {"first_due_from": asked.period.first, "first_due_to": asked.period.last}
    lines = (
        _line(_("Plans made"), "made", found, _dates(asked, "published")),
        _line(_("Evaluated"), "evaluated", found, _dates(asked, "evaluated")),
        *(
            _line(_("… with the effect: %(verdict)s") % {"verdict": verdict.label}, verdict, found,
                  asked.plans(effect=verdict, evaluated_from=asked.period.first, evaluated_to=asked.period.last))
            for verdict in FINAL_VERDICTS
        ),
        PackLine(_("Evaluated in time"), per_cent(now.share), per_cent(before.share), asked.plans(**within, in_time="yes"),
                 _("%(done)s of %(due)s that were due") % {"done": now.done, "due": now.due}),
        PackLine(_("Open today"), str(found["open"]), "", asked.plans(state="open")),
        PackLine(_("Overdue today"), str(found["overdue"]), "", asked.plans(overdue="plan")),
    )  # fmt: skip
    return Said(sentence % {"made": made, "evaluated": evaluated, "helped": helped}, lines)


def stalls(asked: Asked) -> Said:
    """What people said is in the way, by each plan's last stall check. Three queries."""
    now, before = Causes.of(asked.level.area, asked.period), Causes.of(asked.level.area, asked.before)
    still = ActionPlan.objects.stalled(asked.today).filter(asked.level.area.where()).count()
    earlier = {row.code: row.total for row in before.rows}
    words = {"checked_from": asked.period.first, "checked_to": asked.period.last}
    lines = tuple(
        PackLine(row.name, str(row.total), str(earlier.get(row.code, 0)), asked.plans(cause=row.code, **words))
        for row in now.rows[:CAUSES_SHOWN]
    )
    stopped = PackLine(_("Stand still today"), str(still), "", asked.plans(stalled=True))
    if not now:
        return Said(_("Nobody has said why plans stand still in this time."), (stopped,))
    most = {"cause": now.rows[0].name, "plans": now.rows[0].total, "all": now.total}
    return Said(_("Most often: %(cause)s, %(plans)s of %(all)s plans.") % most, (*lines, stopped))


def _counts(asked: Asked) -> Mapping[str, int]:
    rows = ActionPlan.objects.published().filter(asked.level.area.where()).order_by()
    counts: dict[str, Count] = {
        "open": Count("pk", filter=Q(status__in=OPEN_STATUSES)),
        "overdue": Count("pk", filter=Q(status__in=OVERDUE_STATUSES, expected_closing_on__lt=asked.today)),
    }
    for name, period in (("now", asked.period), ("before", asked.before)):
        given = Q(last_verdict__in=FINAL_VERDICTS, last_verdict_on__range=(period.first, period.last))
        counts[f"made_{name}"] = Count("pk", filter=_published_in(period))
        counts[f"evaluated_{name}"] = Count("pk", filter=given)
        counts |= {f"{one}_{name}": Count("pk", filter=given & Q(last_verdict=one)) for one in FINAL_VERDICTS}
    found: dict[str, int] = rows.aggregate(**counts)
    return found


def _published_in(period: Period) -> Q:
    return Q(published_at__gte=at_hour(period.first, 0), published_at__lt=at_hour(period.first + period.length, 0))


def _in_time(asked: Asked, period: Period) -> InTime:
    rows = in_time_by("1", asked.level.area, period.first, period.last)
    return InTime(rows[0][1], rows[0][2]) if rows else InTime()


def _line(label: str, code: str, found: Mapping[str, int], url: str) -> PackLine:
    return PackLine(label, str(found[f"{code}_now"]), str(found[f"{code}_before"]), url)


def _dates(asked: Asked, name: str) -> str:
    return asked.plans(**{f"{name}_from": asked.period.first, f"{name}_to": asked.period.last})
