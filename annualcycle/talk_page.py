"""What one status with the staff has gathered: counts and words, by plan and by question, in no order that tells who said what together."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from annualcycle.models import StatusOnPlan, StatusSaid, StatusTalk
from annualcycle.usecases.talks import group_of, is_open, plans_of
from orgstructure.models import Committee

Worked = StatusOnPlan.Worked
Question = StatusSaid.Question


@dataclass(frozen=True)
class PlanSaid:
    """What the staff say of one plan."""

    plan: ActionPlan
    voices: int
    by_verdict: Counter[str]
    agreed: list[str]
    why: list[str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Each answer to “did it work?” with how many gave it."""
        return [(str(one.label), self.by_verdict[one]) for one in Worked]

    @property
    def in_words(self) -> str:
        """Those counts in one line; only the answers that somebody gave."""
        return ", ".join(f"{label} {number}" for label, number in self.counts if number)


@dataclass(frozen=True)
class QuestionSaid:
    """What the staff say to one of the six questions."""

    question: StatusSaid.Question
    yes: int
    no: int
    texts: list[str]

    @property
    def has_yes_or_no(self) -> bool:
        """It is answered yes or no, with words if one likes."""
        return self.question in (Question.APV_COVERS, Question.CHANGED)


@dataclass(frozen=True)
class TalkPage:
    """One talk as those who run it see it."""

    talk: StatusTalk
    group: Committee | None
    is_open: bool
    plans: list[PlanSaid]
    questions: list[QuestionSaid]

    @classmethod
    def of(cls, talk: StatusTalk, today: date) -> Self:
        """Five queries, however much was said. Words are sorted by themselves: no order says what was written together."""
        rows, said = list(talk.on_plans.select_related("plan")), list(talk.said.all())
        plans = {plan.pk: plan for plan in plans_of(talk)} | {row.plan_id: row.plan for row in rows if not row.plan.is_confidential}
        by_plan: dict[int, list[StatusOnPlan]] = defaultdict(list)
        for row in rows:
            by_plan[row.plan_id].append(row)
        return cls(
            talk=talk,
            group=group_of(talk.unit, today),
            is_open=is_open(talk, today),
            plans=[_of_plan(plan, by_plan[pk]) for pk, plan in plans.items()],
            questions=[_of_question(question, said) for question in Question],
        )

    @property
    def address(self) -> str:
        """Where the staff answer, on the host that knows nobody."""
        return address_of(self.talk)

    @property
    def is_empty(self) -> bool:
        """Nobody has said anything."""
        return not any(one.voices for one in self.plans) and not any(one.yes or one.no or one.texts for one in self.questions)

    @property
    def asks_for_a_change(self) -> bool:
        """Somebody says that the APV does not hold what matters, or that something has changed."""
        return any(one.no if one.question == Question.APV_COVERS else one.yes for one in self.questions if one.has_yes_or_no)

    @property
    def ideas(self) -> str:
        """What was said for the annual discussion, a line each."""
        return "\n".join(f"– {text}" for one in self.questions if one.question == Question.IDEAS for text in one.texts)

    @property
    def draft(self) -> str:
        """A summary to begin with: counts alone, no words of anybody."""
        if self.is_empty:
            return _("Nobody answered.")
        lines = [
            _("%(plan)s – did it work? %(counts)s") % {"plan": one.plan.title, "counts": one.in_words} for one in self.plans if one.in_words
        ]
        lines += [
            _("%(question)s Yes %(yes)s, no %(no)s") % {"question": one.question.label, "yes": one.yes, "no": one.no}
            for one in self.questions
            if one.yes or one.no
        ]
        written = sum(len(one.texts) for one in self.questions) + sum(len(one.agreed) + len(one.why) for one in self.plans)
        if written:
            lines.append(ngettext("%(number)s answer in words.", "%(number)s answers in words.", written) % {"number": written})
        return "\n".join(lines)


def address_of(talk: StatusTalk) -> str:
    """Of the page that the code on the wall opens."""
    return f"{settings.SURVEY.url}/t/{talk.public_id}/"


def list_url(talk: StatusTalk) -> str:
    """All of the unit's."""
    return reverse("status-talk-unit", args=[talk.unit_id])


def _of_plan(plan: ActionPlan, rows: list[StatusOnPlan]) -> PlanSaid:
    verdicts = Counter(row.worked for row in rows if row.worked)
    return PlanSaid(plan, len(rows), verdicts, sorted(row.agreed for row in rows if row.agreed), sorted(row.why for row in rows if row.why))


def _of_question(question: StatusSaid.Question, rows: list[StatusSaid]) -> QuestionSaid:
    mine = [row for row in rows if row.question == question]
    return QuestionSaid(
        question,
        sum(row.is_yes is True for row in mine),
        sum(row.is_yes is False for row in mine),
        sorted(row.text for row in mine if row.text),
    )
