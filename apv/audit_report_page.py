"""What the report of a level shows of people's words, to one reader: beside the figures of `apv/reports/audit_figures.py`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from apv.models import AuditProposal, AuditQuestion, AuditReport, AuditReportText, AuditYear, ChosenComment, YearStatus
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_parts import QuestionFigures
from apv.usecases.audit_proposals import KIND
from orgstructure.access import may
from orgstructure.models import Coverage, Seat, SeatRole, Unit, User
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.fields import valid_on

LEADING = (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.LEADER, SeatRole.AMR, SeatRole.COORDINATOR)
MARKS = {"open": "draft", "started": "active", "done": "closed", "partly": "awaiting", "dropped": "not_carried_out"}


@dataclass(frozen=True)
class ProposalLine:
    """A proposal with its plan as the reader may see it."""

    proposal: AuditProposal
    plan: ActionPlan | None
    is_from_elsewhere: bool

    @property
    def mark(self) -> str:
        """The shape of its state."""
        return MARKS[self.proposal.state]

    @property
    def is_being_planned(self) -> bool:
        """There is a plan that the reader may not see: a draft, or a confidential one."""
        return self.proposal.plan_id is not None and self.plan is None

    @property
    def responsible(self) -> str:
        """The person, the unit or both."""
        named = [str(one) for one in (self.proposal.responsible, self.proposal.responsible_unit) if one]
        return ", ".join(named)

    @property
    def plan_from(self) -> str:
        """What the address of a new plan of it carries."""
        return f"{KIND}-{self.proposal.pk}"


@dataclass(frozen=True)
class QuestionWords:
    """What people wrote about one question."""

    analysis: str = ""
    see_also: tuple[AuditQuestion, ...] = ()
    comments: tuple[ChosenComment, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was written yet."""
        return not (self.analysis or self.see_also or self.comments or self.proposals)


class ReportWords:
    """Read with a fixed number of queries, however many questions and proposals there are."""

    def __init__(self, year: AuditYear, unit: Unit, reader: User) -> None:
        """Of that level and year, for this reader."""
        self.year, self.unit, self.reader = year, unit, reader
        rows = AuditReport.objects.visible_to(reader).with_rights_of(reader).select_related("edited_by", "published_by")
        self.report: AuditReport | None = rows.filter(year=year, unit=unit).first()
        self.may_write = any(may(reader, perm, unit.pk, unit.path) for perm in (Perm.RUN_REPORTS, Perm.RUN_AUDITS))
        self.may_choose = may(reader, Perm.RUN_AUDITS, unit.pk, unit.path)

    @cached_property
    def may_set_goals(self) -> bool:
        """The reader plans the year of the level: by the right on it, or by leading a committee or group that covers it."""
        if may(self.reader, Perm.RUN_YEAR, self.unit.pk, self.unit.path):
            return True
        today = clock.today()
        covering = Coverage.objects.filter(valid_on(today), unit=self.unit).values("committee")
        return Seat.objects.current(today).filter(user=self.reader, committee__in=covering, role__in=LEADING).exists()

    @property
    def is_writable(self) -> bool:
        """There is a report, it is not published, and the reader may write it."""
        return self.may_write and self.report is not None and not self.is_published

    @property
    def is_published(self) -> bool:
        """Every employee reads it."""
        return self.report is not None and self.report.status == AuditReport.Status.PUBLISHED

    @cached_property
    def questions(self) -> list[AuditQuestion]:
        """Of the year's set, by number."""
        return list(self.year.question_set.questions.all())

    @cached_property
    def of_question(self) -> dict[int, QuestionWords]:
        """For every question of the set, by its id."""
        texts = {row.question_id: row for row in AuditReportText.objects.filter(report=self.report)} if self.report else {}
        comments, proposals = self._comments(), _by_question(self.proposals)
        by_code = {question.code: question for question in self.questions}
        return {
            question.pk: QuestionWords(
                texts[question.pk].analysis if question.pk in texts else "",
                tuple(by_code[code] for code in texts[question.pk].see_also if code in by_code) if question.pk in texts else (),
                tuple(comments.get(question.pk, ())),
                tuple(proposals.get(question.pk, ())),
            )
            for question in self.questions
        }

    def _comments(self) -> dict[int, list[ChosenComment]]:
        found: dict[int, list[ChosenComment]] = defaultdict(list)
        for row in ChosenComment.objects.filter(report=self.report).select_related("answer").order_by("pk") if self.report else ():
            found[row.answer.question_id].append(row)
        return found

    @cached_property
    def proposals(self) -> list[ProposalLine]:
        """This year's: the level's own by question, then those that other levels' reports make to it."""
        lines = self._lines(self.year)
        return sorted(lines, key=lambda line: (line.is_from_elsewhere, line.proposal.question.position if line.proposal.question else 0))

    @cached_property
    def last_years(self) -> list[ProposalLine]:
        """Those of the year before, with what became of them."""
        return self._lines(self.year.follows) if self.year.follows_id and self.year.follows else []

    def _lines(self, year: AuditYear) -> list[ProposalLine]:
        related = ("question", "unit", "responsible", "responsible_unit", "state_by", "report__unit", "report__year")
        rows = AuditProposal.objects.visible_to(self.reader).with_rights_of(self.reader).of_level(self.unit).filter(report__year=year)
        found = list(rows.select_related(*related).order_by("pk"))
        plans = _plans(found, self.reader)
        return [ProposalLine(row, plans.get(row.plan_id or 0), row.report.unit_id != self.unit.pk) for row in found]

    def open_figures(self, today: date) -> AuditFigures:
        """The level's figures as everybody sees them once the report is published."""
        return AuditFigures.of(self.year, self.unit, today=today).for_reader(reads_answers=False)

    def figures_of(self, question: AuditQuestion, today: date) -> QuestionFigures | None:
        """Those of one question for this reader; None where there are too few audits."""
        figures = AuditFigures.of(self.year, self.unit, today=today).for_reader(reads_answers=self.may_choose)
        return next((one for one in figures.questions if one.question == question), None)

    @property
    def said_questions(self) -> list[AuditQuestion]:
        """Those that anything was written about: shown also where too few audits were sent in for figures."""
        return [question for question in self.questions if not self.of_question[question.pk].is_empty]

    @property
    def analysed(self) -> int:
        """How many questions have an analysis."""
        return sum(bool(said.analysis) for said in self.of_question.values())

    @property
    def next_to_write(self) -> AuditQuestion | None:
        """The first question that nobody has written about."""
        return next((question for question in self.questions if not self.of_question[question.pk].analysis), None)

    @property
    def still_open(self) -> list[str]:
        """What one may want to look at before it is published, in sentences."""
        if self.report is None:
            return []
        missing = len(self.questions) - self.analysed
        said = ngettext("%(number)s question has no analysis.", "%(number)s questions have no analysis.", missing) % {"number": missing}
        sentences = (
            (self.year.status == YearStatus.OPEN, _("The year is still open: the figures can change until it is closed.")),
            (not self.report.purpose, _("Purpose and method are empty.")),
            (not self.report.conclusion, _("The conclusion is empty.")),
            (bool(missing), said),
            (not self.proposals, _("Nothing is proposed for the coming year.")),
            (any(line.proposal.is_unsettled for line in self.last_years), _("Some of last year's proposals are not said to be done.")),
        )
        return [sentence for is_so, sentence in sentences if is_so]

    @property
    def state_in_words(self) -> str:
        """Where the report is."""
        return _("published") if self.is_published else _("being written")


def text_of(report: AuditReport, question: AuditQuestion) -> AuditReportText | None:
    """What was written about the question."""
    return AuditReportText.objects.filter(report=report, question=question).first()


def question_after(question: AuditQuestion) -> AuditQuestion | None:
    """The next of its set."""
    return AuditQuestion.objects.filter(question_set=question.question_set_id, position__gt=question.position).first()


def shown_for(report: AuditReport, reader: User, pk: int) -> AuditProposal | None:
    """One of the year before that stands on the level of this report."""
    rows = AuditProposal.objects.visible_to(reader).of_level(report.unit).filter(report__year=report.year.follows_id)
    return rows.select_related("question").filter(pk=pk).first()


def carried(proposal: AuditProposal, report: AuditReport) -> dict[str, Any]:
    """Last year's proposal as a new one of this year's report; its question is the one that continues it, its day is set anew."""
    question = report.year.question_set.questions.filter(continues=proposal.question_id).first() if proposal.question_id else None
    kept = {name: getattr(proposal, f"{name}_id") for name in ("unit", "responsible_unit", "responsible")}
    return {"text": proposal.text, "question": question.pk if question else None, **kept}


def _plans(proposals: Iterable[AuditProposal], reader: User) -> dict[int, ActionPlan]:
    ids = [row.plan_id for row in proposals if row.plan_id]
    rows = ActionPlan.objects.visible_to(reader).filter(pk__in=ids).select_related("owner") if ids else []
    return {plan.pk: plan for plan in rows}


def _by_question(lines: Iterable[ProposalLine]) -> dict[int, list[ProposalLine]]:
    found: dict[int, list[ProposalLine]] = defaultdict(list)
    for line in lines:
        if line.proposal.question_id:
            found[line.proposal.question_id].append(line)
    return found
