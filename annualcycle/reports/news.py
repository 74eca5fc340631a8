"""What is new for a committee beside its plans: results, injuries, gaps, goals; each in words as it stands that day.

The words stand on an agenda that every employee reads: figures of injuries are those kept for everybody (decision 0112), gaps
and goals are open to all. News are what came after the committee's last held meeting, or in the last 90 days.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annualcycle.goal_page import number
from annualcycle.models import AgendaItem, Goal, GoalJudgement
from annualcycle.reports.progress import Progress, tops_of_committee
from apv.models import AuditReport, Round, RoundKind, RoundUnit
from injuries.reports.figures import InjuryFigures
from orgstructure.gap_facts import of_committee
from orgstructure.gaps import GapKind, count_gaps
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Unit

Kind = AgendaItem.Kind
MOST_PLACES, MOST_GOALS = 5, 12
LOOKS_BACK = timedelta(days=90)  # where no meeting was held before


def titles() -> dict[str, str]:
    """What the item of each kind is called."""
    return {
        Kind.RESULTS: _("New results"),
        Kind.INJURIES: _("Injuries in figures"),
        Kind.GAPS: _("Gaps in our organisation"),
        Kind.GOALS: _("Our goals"),
    }


def news_for(committee: Committee, since: date, *, there: Collection[str], today: date, now: datetime) -> Iterator[tuple[str, str]]:
    """Kind and words of each that is new after `since` and not `there` already."""
    makers: dict[str, Callable[[], str]] = {
        Kind.RESULTS: lambda: results_in_words(committee, since, today),
        Kind.INJURIES: lambda: injuries_in_words(committee, since, today=today, now=now),
        Kind.GAPS: lambda: gaps_in_words(committee, since, today),
        Kind.GOALS: lambda: goals_in_words(committee, since, today=today, now=now),
    }
    for kind, make in makers.items():
        if kind not in there and (text := make()):
            yield kind, text


def results_in_words(committee: Committee, since: date, today: date) -> str:
    """Surveys that were released and reports of self-audits that were published after that day, about the committee's units."""
    area, said = covered_by(committee, today), []
    rounds = Round.objects.released().filter(released_on__gt=since, kind=RoundKind.FULL)
    asked = RoundUnit.objects.filter(area.where("unit"), round__in=rounds.values("pk")).order_by().values("round").distinct()
    for one in rounds.filter(pk__in=asked)[:MOST_PLACES]:
        on = date_format(one.released_on or today)
        said.append(_("The results of “%(name)s” were released on %(day)s.") % {"name": one, "day": on})
    units = [unit for top in tops_of_committee(committee.pk, today) for unit in (top.pk, *top.ancestor_ids())]
    reports = AuditReport.objects.filter(area.where("unit") | Q(unit__in=units), published_at__date__gt=since)
    for report in reports.select_related("unit", "year__question_set").order_by("-published_at")[:MOST_PLACES]:
        told = {"year": report.year.question_set.year, "unit": report.unit.name}
        said.append(_("The report of the self-audit %(year)s of %(unit)s is published.") % told)
    return "\n".join(said)


def injuries_in_words(committee: Committee, since: date, *, today: date, now: datetime) -> str:
    """The figures of the last finished year, and of the running one up to the last quarter, if that quarter ended after `since`."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    if quarter <= since:
        return ""
    return "\n".join(injury_lines(committee, today=today, now=now))


def injury_lines(committee: Committee, *, today: date, now: datetime) -> list[str]:
    """One line for each of the topmost units, as everybody may read it; none where no figure of any of them is shown."""
    lines, is_any_shown = [], False
    for unit in tops_of_committee(committee.pk, today)[:MOST_PLACES]:
        figures = InjuryFigures.for_everybody(unit, today.year - 1, now=now, today=today)
        newest, before = figures.now, figures.trend[-2]
        told: Mapping[str, object] = {
            "unit": unit.name, "year": newest.year, "count": newest.injuries, "before": before.injuries, "year_before": before.year,
        }  # fmt: skip
        if newest.injuries is None:
            lines.append(_("%(unit)s: so few in %(year)s that the figure is not shown.") % told)
            continue
        is_any_shown = True
        said = ngettext("%(unit)s: %(count)s injury in %(year)s", "%(unit)s: %(count)s injuries in %(year)s", newest.injuries) % told
        if before.injuries is not None:
            said += _(" (%(before)s the year before)") % told
        if figures.so_far:
            so_far = {"day": date_format(figures.so_far.last), "about": figures.so_far.injuries}
            said += _("; this year about %(about)s by %(day)s") % so_far
        lines.append(f"{said}.")
    return lines if is_any_shown else []


def gaps_in_words(committee: Committee, since: date, today: date) -> str:
    """How many gaps of each kind, if there are more of some kind than there were on that day."""
    scope = of_committee(committee.path)
    counted = count_gaps(scope, today)
    if not counted:
        return ""
    before = count_gaps(scope, since)
    if all(number <= before.get(kind, 0) for kind, number in counted.items()):
        return ""
    return "\n".join(gap_lines(counted))


def gap_lines(counted: Mapping[GapKind, int]) -> list[str]:
    """One line for each kind, most first."""
    return [f"{kind.label}: {number}" for kind, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


def goals_in_words(committee: Committee, since: date, *, today: date, now: datetime) -> str:
    """Goals of last year that nobody has judged, and measured ones behind their line whose newest figure came after that day."""
    judged = GoalJudgement.objects.filter(year=today.year - 1).values("goal")
    mine = Goal.objects.filter(committee=committee, status=Goal.Status.ADOPTED)
    to_judge = mine.filter(first_year__lte=today.year - 1, last_year__gte=today.year - 1, adopted_on__year__lt=today.year)
    lines = [
        _("“%(goal)s”: was it reached in %(year)s? Nobody has said yet.") % {"goal": goal.title, "year": today.year - 1}
        for goal in to_judge.exclude(pk__in=judged).order_by("pk")[:MOST_GOALS]
    ]
    return "\n".join([*lines, *behind_lines(committee, since, today=today, now=now)])


def behind_lines(committee: Committee, since: date | None, *, today: date, now: datetime) -> list[str]:
    """One line for each running goal behind its line; with `since` only those whose newest figure came after that day."""
    running = Goal.objects.of(committee).running(today.year).exclude(measured_by="").with_figures().order_by("pk")
    return [
        _("“%(goal)s” is behind its line: %(now)s in %(year)s, and the line stands at %(line)s.") % said
        for goal in running[:MOST_GOALS]
        if (said := _behind(goal, since, now=now, today=today))
    ]


def _behind(goal: Goal, since: date | None, *, now: datetime, today: date) -> dict[str, object] | None:
    progress = Progress.of(goal, now=now, today=today)
    newest = progress.newest if progress else None
    if progress is None or newest is None or progress.is_on_track is not False:
        return None
    written = [one.at.date() for one in goal.values.all() if one.year == newest.year]
    came_on = max(written, default=date(newest.year + 1, 1, 1))
    if since is not None and came_on <= since:
        return None
    return {"goal": goal.title, "now": number(newest.value), "year": newest.year, "line": number(newest.line)}


def tops(committee: Committee, today: date) -> list[Unit]:
    """The units whose own pages the news lead to."""
    return tops_of_committee(committee.pk, today)[:MOST_PLACES]
