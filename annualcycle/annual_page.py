"""An annual report as page, paper and spreadsheet show it: its chapters with figures of the system and words of people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from annualcycle import annual_pictures as drawn
from annualcycle import annual_tables as tables
from annualcycle.annual_parts import Chapter, Key, Picture, Table
from annualcycle.annual_words import drafted
from annualcycle.models import AnnualReport, AnnualReportText
from annualcycle.reports.annual_around import InjuryPart, Place, committees_within
from annualcycle.reports.annual_figures import AnnualFigures
from annualcycle.reports.annual_plans import Stretch
from injuries.models import InjuryPolicy
from orgstructure.models import Committee, User
from safetynet.common.tablefiles import Sheet

Of = AnnualReportText.Chapter
KEYS: dict[str, Callable[[AnnualFigures], list[Key]]] = {
    Of.SUMMARY: tables.summary_keys,
    Of.PLANS: tables.plan_keys,
    Of.ORGANISATION: tables.organisation_keys,
}
TABLES: dict[str, Sequence[tables.TableOf]] = {
    Of.PLANS: (tables.parts_table, tables.themes_table),
    Of.EFFECTS: (tables.effects_table,),
    Of.WHY: (tables.cause_parts_table,),
    Of.APV: (tables.apv_topics_table,),
    Of.INJURIES: (tables.injuries_table,),
    Of.ORGANISATION: (tables.gaps_table,),
    Of.SELF_AUDIT: (tables.audits_table,),
    Of.GOALS: (tables.goals_table, tables.goals_below_table),
    Of.NEXT: (tables.next_goals_table, tables.decided_table),
    Of.ASKED: (tables.asked_table,),
}
SHOWN_BELOW = 60


@dataclass(frozen=True)
class Said:
    """One chapter: what the system says, and what people wrote; the drafted sentence stands while they have not."""

    chapter: Chapter
    row: AnnualReportText | None

    @property
    def title(self) -> str:
        """Its heading."""
        return str(Of(self.chapter.code).label)

    @property
    def words(self) -> str:
        """What is read: people's words, else the drafted ones."""
        return (self.row.text if self.row else "") or self.chapter.drafted

    @property
    def is_written(self) -> bool:
        """By people."""
        return bool(self.row and self.row.text)

    @property
    def tables(self) -> list[Table]:
        """Those that have rows."""
        return [one for one in self.chapter.tables if one.rows]


class AnnualPage:
    """One report; `limit` is the limit of injuries in force, under which numbers kept earlier are hidden again."""

    def __init__(self, report: AnnualReport) -> None:
        """Two queries: the words, and the limit in force."""
        self.report = report
        self.figures = _as_shown(
            AnnualFigures.kept(report.figures, year=report.year, as_of=report.as_of), InjuryPolicy.in_force().hidden_below
        )
        self.texts = {one.chapter: one for one in report.texts.select_related("edited_by")}

    @cached_property
    def chapters(self) -> list[Said]:
        """All of them, in their order."""
        return [self.chapter(code) for code in Of.values]

    def chapter(self, code: str) -> Said:
        """One of them."""
        of = self.figures
        made = Chapter(
            code,
            drafted(code, of),
            KEYS[code](of) if code in KEYS else (),
            list(PICTURES[code](of)) if code in PICTURES else (),
            [make(of) for make in TABLES.get(code, ())],
        )
        return Said(made, self.texts.get(code))

    @property
    def pictures(self) -> list[Picture]:
        """All of them."""
        return [picture for one in self.chapters for picture in one.chapter.pictures]

    @property
    def not_written(self) -> list[Said]:
        """Chapters that still have the drafted words."""
        return [one for one in self.chapters if not one.is_written]

    def sheets(self) -> list[Sheet]:
        """One for each table, and the words before them."""
        words = Sheet(_("Words"), [_("Chapter"), _("Words")], [[one.title, one.words] for one in self.chapters])
        found = [table for one in self.chapters for table in (*(picture.table for picture in one.chapter.pictures), *one.tables)]
        return [words, *(Sheet(one.title, one.head, one.plain) for one in found)]


def _as_shown(of: AnnualFigures, limit: int) -> AnnualFigures:
    """A limit that was raised since hides the injuries kept under the lower one."""
    return replace(of, injuries=InjuryPart(limit=limit)) if of.injuries.limit < limit else of


def _in_time(of: AnnualFigures) -> list[Picture]:
    return (
        [_of_years(_("The one figure that measures us: plans evaluated in time"), of, tables.in_time_table, drawn.in_time)]
        if _any_due(of)
        else []
    )


def _any_due(of: AnnualFigures) -> bool:
    return any(one.due for one in of.plans.trend)


def _of_years(sentence: str, of: AnnualFigures, table: tables.TableOf, draw: Callable[[Sequence[Stretch]], str]) -> Picture:
    return Picture("in-time", sentence, table(of), lambda: draw(of.plans.trend), height=300)


def _effects(of: AnnualFigures) -> list[Picture]:
    quarters = of.plans.judged_quarters
    if not quarters:
        return []
    return [Picture("effects", _("What the plans came to, quarter by quarter"), tables.quarters_table(of), lambda: drawn.effects(quarters))]


def _causes(of: AnnualFigures) -> list[Picture]:
    if not of.plans.causes:
        return []
    height = drawn.height_of(of.plans.causes)
    sentence = _("What was in the way, by the stage at which plans stopped")
    return [Picture("causes", sentence, tables.causes_table(of), lambda: drawn.causes(of.plans.causes), height=height)]


def _coverage(of: AnnualFigures) -> list[Picture]:
    if not of.apv.parts:
        return []
    height, sentence = drawn.height_of(of.apv.parts), _("Units on time and late by law with their APV")
    return [Picture("apv", sentence, tables.apv_table(of), lambda: drawn.coverage(of.apv.parts), height=height)]


def _injuries(of: AnnualFigures) -> list[Picture]:
    if not any(one.absent_new is not None for one in of.injuries.years):
        return []
    sentence = _("Accidents with absence among new employees, year by year, and the line to the goal")
    return [Picture("injuries", sentence, tables.goal_table(of), lambda: drawn.injury_goal(of.injuries))]


PICTURES: dict[str, Callable[[AnnualFigures], list[Picture]]] = {
    Of.PLANS: _in_time,
    Of.EFFECTS: _effects,
    Of.WHY: _causes,
    Of.APV: _coverage,
    Of.INJURIES: _injuries,
}


def reports_for_list(user: User, today: date) -> QuerySet[AnnualReport]:
    """Those the reader may see, the newest year first."""
    rows = AnnualReport.objects.visible_to(user, today).select_related("committee__level", "unit")
    return rows.order_by("-year", "committee__depth", "unit__depth", "pk")


def published_below(place: Place, year: int, user: User, today: date) -> list[AnnualReport]:
    """Published reports of the levels below: the way down from a level's report."""
    if isinstance(place, Committee):
        below = Q(committee__path__startswith=place.path) & ~Q(committee=place)
    else:
        below = (Q(unit__path__startswith=place.path) & ~Q(unit=place)) | Q(committee__in=committees_within(place, today))
    return list(reports_for_list(user, today).filter(below, year=year, status=AnnualReport.Status.PUBLISHED)[:SHOWN_BELOW])


def place_url(place: Place | None) -> str:
    """The reports of that place."""
    if place is None:
        return reverse("annual-list")
    return reverse("annual-committee" if isinstance(place, Committee) else "annual-unit", args=[place.pk])
