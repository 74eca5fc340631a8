"""The figures of a level's self-audit in one year: what page, PDF and spreadsheet show, all from the rows themselves (R64, R65).

An audit counts once in each part of the organisation it has a place in, and once in the whole, so parts may add up to more.
A share of yes is never alone: coverage, comments and actions stand in the same figures.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from actionplans.models import Theme
from apv.models import AuditQuestion, AuditYear, Hindrance, NotAnswered
from apv.reports.audit_counts import ActionGroup, Answers, Counts, Placed
from apv.reports.audit_history import History
from apv.reports.audit_parts import Actions, OrgPart, PartAnswers, QuestionFigures, TakingPart, YearAnswers
from orgstructure.models import Unit, UnitPeriod

FEW = 3  # fewer audits than that show no answers to those who may not read the audits themselves


@dataclass(frozen=True)
class AuditFigures:
    """Numbers of one level and year; `is_hidden` says that there are too few audits for this reader to see answers."""

    year: AuditYear
    unit: Unit
    audits: int  # sent in, each once
    joint: int  # of these: answered by several places together
    placed: Placed
    parts: tuple[OrgPart, ...]
    taking_part: TakingPart
    reasons: tuple[tuple[str, str, int], ...]  # code, words, places that did not answer; code "" where nobody said why
    questions: tuple[QuestionFigures, ...]
    actions: Actions
    is_hidden: bool = False
    hidden_parts: tuple[OrgPart, ...] = ()

    @classmethod
    def of(cls, year: AuditYear, unit: Unit, *, today: date) -> Self:
        """Exact, for those who may read the audits; `for_reader` takes out what others do not see. 7 queries, however much there is."""
        history = History.of(year, unit)
        counts = Counts.of(history.level, year.pk, today)
        counted = _Counted(history, counts, _themes(counts.actions))
        parts = _parts(history.years[0], unit, counts.places.get(year.pk, {}))
        return cls(
            year=history.years[0],
            unit=unit,
            audits=counted.whole(year).audits,
            joint=counts.joint,
            placed=counted.whole(year),
            parts=parts,
            taking_part=TakingPart.of(counts.taking_part),
            reasons=_reasons(counts.reasons),
            questions=counted.questions(parts),
            actions=Actions.of((one for one in counts.actions if one.year == year.pk), counted.themes),
        )

    @property
    def expected(self) -> int | None:
        """Places (manager × unit) that the organisation says should answer; not known of a year that was brought in."""
        return None if self.year.is_imported else self.placed.expected

    @property
    def covered_percent(self) -> int | None:
        """Places answered of those expected."""
        return round(100 * self.placed.answered / self.expected) if self.expected else None

    @property
    def managers(self) -> int | None:
        """Different managers behind the audits; not known of a year that was brought in, unless it named the manager of every place."""
        return None if self.year.is_imported and (self.placed.unnamed or not self.placed.managers) else self.placed.managers

    @property
    def roles_exceed_audits(self) -> bool:
        """More managers and unstated roles than audits, which the page explains: roles are counted by participant."""
        return self.taking_part.with_and_without_a_role > self.audits

    @property
    def most(self) -> tuple[QuestionFigures, ...]:
        """The question with the most actions; several where they have the same number, none where there is no action."""
        highest = max((one.actions.total for one in self.questions), default=0)
        return tuple(one for one in self.questions if highest and one.actions.total == highest)

    @property
    def without_actions(self) -> tuple[QuestionFigures, ...]:
        """Questions that led to no action."""
        return tuple(one for one in self.questions if not one.actions.total)

    @property
    def help_by_hindrance(self) -> tuple[tuple[Hindrance, int], ...]:
        """Across all questions."""
        found: dict[Hindrance, int] = defaultdict(int)
        for question in self.questions:
            for hindrance, number in question.help:
                found[hindrance] += number
        return tuple((one, found[one]) for one in Hindrance if found[one])

    def for_reader(self, *, reads_answers: bool) -> Self:
        """As somebody sees them who may read the audits, or who may not: then answers of few audits are left out."""
        if reads_answers:
            return self
        if self.audits < FEW:
            return replace(self, is_hidden=True, questions=(), actions=Actions(), hidden_parts=self.parts)
        hidden = _few(self.parts)
        questions = (replace(one, parts=tuple(part for part in one.parts if part.part not in hidden)) for one in self.questions)
        return replace(self, questions=tuple(questions), hidden_parts=hidden)


def _few(parts: tuple[OrgPart, ...]) -> tuple[OrgPart, ...]:
    """Parts with few audits; and with them the next smallest, where what is left over would tell theirs."""
    by_size = sorted((one for one in parts if one.placed.audits), key=lambda one: one.placed.audits)
    hidden = [one for one in by_size if one.placed.audits < FEW]
    if hidden and sum(one.placed.audits for one in hidden) < FEW:
        hidden = by_size[: len(hidden) + 1]
    return tuple(hidden)


@dataclass(frozen=True)
class _Counted:
    """What was counted for the year and those before it."""

    history: History
    counts: Counts
    themes: Mapping[int | None, str]

    def whole(self, year: AuditYear) -> Placed:
        """Of the level."""
        return self.counts.places.get(year.pk, {}).get(None, Placed())

    def questions(self, parts: tuple[OrgPart, ...]) -> tuple[QuestionFigures, ...]:
        """In the order of the set. One query."""
        rows = AuditQuestion.objects.filter(question_set=self.history.years[0].question_set_id).order_by("position")
        by_question = self._actions_by_question()
        return tuple(self._question(row, parts, by_question) for row in rows)

    def _question(
        self, row: AuditQuestion, parts: tuple[OrgPart, ...], by_question: Mapping[tuple[int, int], list[ActionGroup]]
    ) -> QuestionFigures:
        year, wanted = self.history.years[0], self.counts.help_wanted.get(row.pk, {})
        answers, actions = self.counts.answers.get((year.pk, row.pk), {}), by_question.get((year.pk, row.pk), [])
        return QuestionFigures(
            question=row,
            audits=self.whole(year).audits,
            answers=answers.get(None, Answers()),
            actions=Actions.of(actions, self.themes),
            help=tuple((one, wanted[one]) for one in Hindrance if one in wanted),
            parts=tuple(_in_part(part, answers, actions) for part in parts if part.placed.audits),
            years=tuple(self._years(row, by_question)),
        )

    def _years(self, row: AuditQuestion, by_question: Mapping[tuple[int, int], list[ActionGroup]]) -> list[YearAnswers]:
        found = []
        for year in self.history.years:
            asked = self.history.question(row.pk, year)
            if asked is not None and self.whole(year).audits:
                answers = self.counts.answers.get((year.pk, asked), {}).get(None, Answers())
                number = sum(one.number for one in by_question.get((year.pk, asked), []))
                found.append(YearAnswers(year, self.whole(year), answers, number))
        return found

    def _actions_by_question(self) -> dict[tuple[int, int], list[ActionGroup]]:
        found: dict[tuple[int, int], list[ActionGroup]] = defaultdict(list)
        for one in self.counts.actions:
            found[one.year, one.question].append(one)
        return found


def _in_part(part: OrgPart, answers: Mapping[str | None, Answers], actions: list[ActionGroup]) -> PartAnswers:
    code = str(part.unit or "")
    return PartAnswers(part, answers.get(code, Answers()), sum(one.number for one in actions if code in one.parts))


def _parts(year: AuditYear, unit: Unit, places: Mapping[str | None, Placed]) -> tuple[OrgPart, ...]:
    """What the level is made of, by name as of the year's tree, the level's own places last. One query."""
    then = UnitPeriod.objects.filter(Q(valid_to=None) | Q(valid_to__gt=year.tree_on), unit=OuterRef("pk"), valid_from__lte=year.tree_on)
    below = Unit.objects.filter(pk__in=[int(part) for part in places if part]).named()
    names = dict(below.annotate(then=Coalesce(Subquery(then.values("name")[:1]), "name")).values_list("pk", "then"))
    found = [OrgPart(pk, name, places[str(pk)]) for pk, name in names.items()]
    if "" in places and found:
        found.append(OrgPart(None, _("%(unit)s itself") % {"unit": unit.name}, places[""]))
    elif "" in places:
        found.append(OrgPart(None, unit.name, places[""]))
    return tuple(found)


def _reasons(counted: Mapping[str, int]) -> tuple[tuple[str, str, int], ...]:
    told = [(one.value, str(one.label), counted[one]) for one in NotAnswered if counted.get(one)]
    return (*told, ("", _("nobody has said why"), counted[""])) if counted.get("") else tuple(told)


def _themes(actions: list[ActionGroup]) -> dict[int | None, str]:
    """Names of the themes there are. One query."""
    wanted = {one.theme for one in actions if one.theme}
    return {None: _("no theme"), **{theme.pk: str(theme) for theme in Theme.objects.filter(pk__in=wanted)}}
