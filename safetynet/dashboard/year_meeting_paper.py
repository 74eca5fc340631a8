"""The package for a meeting on paper: one page of figures, the agenda with what is known of each plan, and last meeting's decisions.

For members and those who run the committee. Paper travels: confidential plans are counted and never listed, whoever asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan, EffectEvaluation, FollowUp, Measure
from actionplans.models.choices import OPEN_STATUSES, Status, Verdict
from actionplans.models.stall import where_stalled
from annualcycle.meeting_page import Line, lines_of
from annualcycle.models import Decision, HandedDecision, Meeting
from annualcycle.reports import news
from annualcycle.reports.since_last import SinceLast, until_of
from annualcycle.usecases.decisions import OPEN_ZONE
from annualcycle.usecases.meetings import last_before
from orgstructure.gap_facts import of_committee
from orgstructure.gaps import count_gaps
from orgstructure.levels import covered_by
from orgstructure.models import Committee, User
from safetynet.common import clock
from safetynet.common.charts import ACCENT, INK, Series, bars
from safetynet.common.pdf import data_address
from safetynet.dashboard.year_paper import NotThereError, YearPaper

PALE, SAND, RED = "#9fcbd5", "#f4d58d", "#b3261e"
LOOKS = {Verdict.SOLVED: (ACCENT, "#fff"), Verdict.PARTLY: (PALE, INK), Verdict.NO_EFFECT: (SAND, INK), Verdict.WORSE: (RED, "#fff")}
WIDTH = 640
OPEN_ITEMS = (Q(plan=None) | Q(plan__is_confidential=False)) & (Q(matter__plan=None) | Q(matter__plan__is_confidential=False))


def find(words: Mapping[str, Any], by: User, today: date) -> Meeting:
    """The meeting, for its members and those who run it."""
    rows = Meeting.objects.with_rights_of(by, today).select_related("committee__level").exclude(status=Meeting.Status.CANCELLED)
    meeting = rows.filter(pk=words["pk"]).first()
    if meeting is None or not meeting.may_read_draft:
        raise NotThereError
    return meeting


@dataclass(frozen=True)
class Counts:
    """The plans of the committee's units as they stand: all count, also confidential ones."""

    open: int
    overdue: int
    awaiting: int
    stalled: int
    confidential: int

    @classmethod
    def of(cls, committee: Committee, today: date) -> Self:
        """One query, and one for the area."""
        plans = ActionPlan.objects.published().filter(covered_by(committee, today).where(), status__in=OPEN_STATUSES)
        late = Q(status__in=(Status.ACTIVE, Status.AWAITING), expected_closing_on__lt=today)
        return cls(
            **plans.aggregate(
                open=Count("pk"),
                overdue=Count("pk", filter=late),
                awaiting=Count("pk", filter=Q(status=Status.AWAITING)),
                stalled=Count("pk", filter=where_stalled(today)),
                confidential=Count("pk", filter=Q(is_confidential=True)),
            )
        )

    @property
    def picture(self) -> str:
        """Four bars; nothing where no plan is open."""
        if not self.open:
            return ""
        names = [_("Open"), _("Past their date"), _("Waiting for effect evaluation"), _("Have come to a standstill")]
        return _image(names, [Series(_("plans"), "", ACCENT, "#fff", (self.open, self.overdue, self.awaiting, self.stalled))])


def verdicts_picture(since: SinceLast) -> str:
    """What the closed ones came to; nothing where none was closed."""
    shown = [(verdict, count) for verdict, count in since.verdicts if count]
    names = [capfirst(str(verdict.label)) for verdict, _count in shown]
    series = [
        Series(names[place], "", *LOOKS.get(verdict, (PALE, INK)), tuple(count if other == place else 0 for other in range(len(shown))))
        for place, (verdict, count) in enumerate(shown)
    ]
    return _image(names, series) if shown else ""


def _image(names: list[str], series: list[Series]) -> str:
    return data_address(bars(names, series, width=WIDTH), "image/svg+xml")


@dataclass(frozen=True)
class Known:
    """What is known newest of one plan."""

    note: FollowUp | None = None
    verdict: EffectEvaluation | None = None
    measures: int = 0
    done: int = 0

    @classmethod
    def of_each(cls, plan_ids: Iterable[int]) -> dict[int, Self]:
        """Three queries, however many plans."""
        ids = list(plan_ids)
        notes = FollowUp.objects.filter(plan__in=ids).select_related("by").order_by("plan", "-at", "-pk").distinct("plan")
        verdicts = EffectEvaluation.objects.standing().filter(plan__in=ids).order_by("plan", "-at", "-pk").distinct("plan")
        counted = Measure.objects.filter(plan__in=ids).order_by().values("plan")
        counts = counted.annotate(number=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False))).values_list(
            "plan", "number", "done"
        )
        measures = {plan: (number, done) for plan, number, done in counts}
        note, verdict = {one.plan_id: one for one in notes}, {one.plan_id: one for one in verdicts}
        return {pk: cls(note.get(pk), verdict.get(pk), *measures.get(pk, (0, 0))) for pk in set(ids)}


@dataclass(frozen=True)
class PaperLine:
    """One item with what is known of its plan, and how long its matter has waited."""

    line: Line
    known: Known | None
    waited: int | None


def agenda_of(meeting: Meeting, by: User, today: date) -> tuple[list[PaperLine], int]:
    """The items that everybody may read, and how many more are about something confidential."""
    rows = meeting.items.exclude(Q(done_at__isnull=False, outcome="", is_postponed=False))
    shown = rows.filter(OPEN_ITEMS).with_plan_rights_of(by)
    shown = shown.select_related("meeting__committee", "plan__unit", "plan__owner", "matter__from_unit", "matter__to_unit")
    lines = lines_of(list(shown.order_by("position")), by)
    known = Known.of_each(line.item.plan_id for line in lines if line.item.plan_id)
    made = [
        PaperLine(line, known.get(line.item.plan_id or 0), line.item.matter.days_waited(today) if line.item.matter else None)
        for line in lines
    ]
    return made, rows.exclude(OPEN_ITEMS).count()


@dataclass(frozen=True)
class Followed:
    """A decision of last time and what became of it, in words."""

    decision: Decision
    became: tuple[str, ...]


def decisions_of(meeting: Meeting | None) -> list[Followed]:
    """Those of that meeting, about nothing confidential. Two queries."""
    if meeting is None:
        return []
    rows = Decision.objects.filter(OPEN_ZONE, item__meeting=meeting).select_related("item", "responsible", "plan", "goal", "activity")
    decisions = list(rows.order_by("item__position", "pk"))
    handed: dict[int, list[HandedDecision]] = {}
    for one in HandedDecision.objects.filter(decision__in=decisions):
        handed.setdefault(one.decision_id, []).append(one)
    return [Followed(one, tuple(_became(one, handed.get(one.pk, [])))) for one in decisions]


def _became(decision: Decision, handed: list[HandedDecision]) -> Iterable[str]:
    if plan := decision.plan:
        yield plan_in_words(plan)
    if goal := decision.goal:
        yield _("A goal: %(goal)s (%(state)s)") % {"goal": goal.title, "state": goal.get_status_display()}
    if activity := decision.activity:
        yield _("In the year wheel: %(activity)s") % {"activity": activity.title}
    if handed:
        told = {"begun": sum(one.plan_id is not None for one in handed), "of": len(handed)}
        told["not"] = sum(bool(one.answered_because) for one in handed)
        yield _("Handed to %(of)s below: %(begun)s have begun a plan, %(not)s have said why not") % told
    if not (decision.plan_id or decision.goal_id or decision.activity_id or handed):
        yield _("Nothing has come of it yet")


def plan_in_words(plan: ActionPlan) -> str:
    """Its name and how far it is; a draft or a confidential plan is not named on paper."""
    if plan.is_confidential or plan.status == Status.DRAFT:
        return _("A plan is begun")
    state = f"{plan.get_status_display()}, {plan.get_last_verdict_display()}" if plan.last_verdict else plan.get_status_display()
    return _("A plan: %(plan)s (%(state)s)") % {"plan": f"{plan.title}, {plan.reference}", "state": state}


def context_of(meeting: Meeting, by: User, today: date) -> dict[str, object]:
    """What the template shows."""
    committee, last, now = meeting.committee, last_before(meeting), clock.now()
    area = covered_by(committee, today)
    since_on = localdate(last.starts_at) if last else today - news.LOOKS_BACK
    since, counts = SinceLast.from_day(since_on, area, today=until_of(meeting, today), meeting=last), Counts.of(committee, today)
    lines, hidden = agenda_of(meeting, by, today)
    return {
        "meeting": meeting,
        "committee": committee,
        "since": since,
        "counts": counts,
        "pictures": [(title, image) for title, image in _pictures(counts, since) if image],
        "news": _news(committee, since_on, today=today, now=now),
        "lines": lines,
        "hidden": hidden,
        "decisions": decisions_of(last),
        "last": last,
    }


def _pictures(counts: Counts, since: SinceLast) -> list[tuple[str, str]]:
    return [(_("The plans as they stand"), counts.picture), (_("What the closed plans came to"), verdicts_picture(since))]


def _news(committee: Committee, since: date, *, today: date, now: datetime) -> list[tuple[str, list[str]]]:
    """Injuries and gaps as they stand, results and goals that are new; those with nothing to say are left out."""
    found = [
        (_("Injuries"), news.injury_lines(committee, today=today, now=now)),
        (_("Results"), news.results_in_words(committee, since, today).splitlines()),
        (_("Gaps in the organisation"), news.gap_lines(count_gaps(of_committee(committee.path), today))),
        (_("Goals"), news.goals_in_words(committee, since, today=today, now=now).splitlines()),
    ]
    return [(title, lines) for title, lines in found if lines]


PAPER = YearPaper(find=find, context=context_of, template="pdf/meeting_package.html", file_name=gettext_lazy("meeting-package"))
