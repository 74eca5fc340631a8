"""The HTML that becomes a PDF: one plan as the template has it, and a level's report with the figures of its page."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from actionplans.models import ActionPlan, EffectEvaluation, PlanPerson
from actionplans.reports import LevelReport, Period
from actionplans.reports.depth import DepthReport
from actionplans.sentences import follow_up_sentence
from apv.assessment_page import assessment_page
from apv.models import UnitAssessment
from injuries.models import Reaction
from injuries.usecases.unnamed import receiver_of
from orgstructure.access import scope_of
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit, User
from orgstructure.permissions import Perm
from orgstructure.statutory import NotThereError, StatutoryPlan
from safetynet.common.pdf import data_address, font_faces
from safetynet.dashboard import audit_papers, folder, injury_papers, pictures, result_papers, survey_papers, year_papers
from safetynet.dashboard.figures_page import FiguresPage, curve_svg
from safetynet.dashboard.forms.figures import FiguresForm
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.overview import Overview, period_in_words

MOST_ROWS = 1500
SURVEY_KINDS = (DocumentJob.Kind.LETTERS, DocumentJob.Kind.CODE_PAGE)
OF_A_UNIT = (DocumentJob.Kind.POSTER, DocumentJob.Kind.FOLDER, DocumentJob.Kind.UNNAMED)
KNOWN_TO_EVERYBODY = (
    DocumentJob.Kind.STATUTORY,
    DocumentJob.Kind.ASSESSMENT,
    DocumentJob.Kind.REACTION,
)  # every employee may read them, as the law wants (R9, R35)
NOT_THERE = (
    audit_papers.NotThereError,
    injury_papers.NotThereError,
    result_papers.NotPublishedError,
    survey_papers.NotThereError,
    year_papers.NotThereError,
)
Advance = Callable[[int], None]


class NoLongerAllowedError(Exception):
    """What the document shows is gone, or the person who asked may not see it any more."""


def html_of(job: DocumentJob, *, today: date, advance: Advance) -> str:
    """The document's HTML, with the rights that the person has now."""
    makers: dict[str, Callable[[], str]] = {
        DocumentJob.Kind.PLAN: lambda: _plan(plan_for(job.words, job.by), today),
        DocumentJob.Kind.POSTER: lambda: _poster(unit_for(job.words), today),
        DocumentJob.Kind.UNNAMED: lambda: _unnamed(unit_for(job.words), today),
        DocumentJob.Kind.REACTION: lambda: _reaction(job.words, job.by, today),
        DocumentJob.Kind.STATUTORY: lambda: _statutory(statutory_for(job.words), today, advance),
        DocumentJob.Kind.RESULTS: lambda: _results(job.words, today),
        **dict.fromkeys(SURVEY_KINDS, lambda: _survey(job, today)),
        DocumentJob.Kind.FOLDER: lambda: _folder(unit_for(job.words), job.by, today),
        DocumentJob.Kind.ASSESSMENT: lambda: _assessment(job.words, job.by, today),
        DocumentJob.Kind.FIGURES: lambda: _figures(level_for(job.words, job.by, today), FiguresForm(job.words, today=today), today),
        DocumentJob.Kind.INJURIES: lambda: _injuries(job, today),
        DocumentJob.Kind.AUDIT: lambda: _audit(job, today, advance),
        DocumentJob.Kind.LEVEL: lambda: _level(level_for(job.words, job.by, today), _period_in(job.words), today, advance),
        **dict.fromkeys(year_papers.PAPERS, lambda: _of_the_year(job, today, advance)),
    }
    return makers[job.kind]()


def _period_in(words: dict[str, Any]) -> Period:
    return Period(date.fromisoformat(words["first"]), date.fromisoformat(words["last"]))


def may_fetch(job: DocumentJob, today: date) -> bool:
    """Whether the person who asked may see what the document shows, as rights are now."""
    asked: dict[str, Callable[[], object]] = {
        DocumentJob.Kind.PLAN: lambda: plan_for(job.words, job.by),
        **dict.fromkeys(OF_A_UNIT, lambda: unit_for(job.words)),
        **dict.fromkeys(KNOWN_TO_EVERYBODY, lambda: None),
        DocumentJob.Kind.RESULTS: lambda: result_papers.report_for(job.words),
        DocumentJob.Kind.INJURIES: lambda: injury_papers.unit_for(job.words, job.by),
        DocumentJob.Kind.AUDIT: lambda: audit_papers.level_for(job.words, job.by),
        **dict.fromkeys(SURVEY_KINDS, lambda: survey_papers.round_for(job.words, job.by)),
        **dict.fromkeys(year_papers.PAPERS, lambda: year_papers.PAPERS[job.kind].find(job.words, job.by, today)),
    }
    try:
        asked.get(job.kind, lambda: level_for(job.words, job.by, today))()
    except (NoLongerAllowedError, *NOT_THERE):
        return False
    return True


def plan_for(words: dict[str, Any], by: User) -> ActionPlan:
    """The published plan, or `NoLongerAllowedError`."""
    related = ("unit", "owner", "evaluator", "theme", "immediate_measure_by", "confirm_by", "confirmed_by")
    plan = ActionPlan.objects.visible_to(by).published().filter(pk=words["plan"]).select_related(*related).first()
    if plan is None:
        raise NoLongerAllowedError
    return plan


def statutory_for(words: dict[str, Any]) -> StatutoryPlan:
    """The plan of the unit or committee as of the day, or `NoLongerAllowedError` where it was not there."""
    units, committees = Unit.objects.filter(pk=words.get("unit", 0)), Committee.objects.filter(pk=words.get("committee", 0))
    place = units.first() or committees.first()
    if place is None:
        raise NoLongerAllowedError
    try:
        return StatutoryPlan.of(place, date.fromisoformat(words["on"]))
    except NotThereError as error:
        raise NoLongerAllowedError from error


def unit_for(words: dict[str, Any]) -> Unit:
    """The unit, or `NoLongerAllowedError`; its page of what was said is open to every employee."""
    try:
        return Unit.objects.get(pk=words["unit"])
    except Unit.DoesNotExist as error:
        raise NoLongerAllowedError from error


def level_for(words: dict[str, Any], by: User, today: date) -> Level:
    """The level that the person may make a report for, or `NoLongerAllowedError`."""
    try:
        if "committee" in words:
            level = Level.of_committee(words["committee"], today)
        else:
            level = Level.of_unit(Unit.objects.get(pk=words["unit"]), today)
    except (Unit.DoesNotExist, Committee.DoesNotExist) as error:
        raise NoLongerAllowedError from error
    if not level.is_within(scope_of(by, Perm.RUN_REPORTS)):
        raise NoLongerAllowedError
    return level


def _plan(plan: ActionPlan, today: date) -> str:
    people = list(plan.people.select_related("user").order_by("user__name_sort"))
    evaluations = (
        EffectEvaluation.objects.standing().filter(plan=plan).select_related("by").prefetch_related("results__criterion", "marks__by")
    )
    return _rendered(
        "pdf/plan.html",
        today,
        plan=plan,
        path=[*Unit.objects.above(plan.unit), plan.unit],
        measures=list(plan.measures.select_related("responsible")),
        criteria=list(plan.criteria.all()),
        informed=[person.user for person in people if person.part == PlanPerson.Part.INFORMED],
        involved=[person.user for person in people if person.part == PlanPerson.Part.INVOLVED],
        sentence=follow_up_sentence(plan),
        evaluations=list(evaluations),
        holds=list(plan.hold_checks.select_related("by")),
        deadline_changes=list(plan.deadline_changes.all()),
    )


def _assessment(words: dict[str, Any], by: User, today: date) -> str:
    """A unit's written APV with its plans, as the person may see them."""
    rows = UnitAssessment.objects.visible_to(by).select_related("unit", "round_unit__round", "completed_by")
    assessment = rows.filter(pk=words["assessment"]).first()
    if assessment is None:
        raise NoLongerAllowedError
    page = assessment_page(assessment, by, today=today)
    return _rendered("pdf/assessment.html", today, page=page, assessment=assessment, region=settings.REGION_NAME)


def _folder(unit: Unit, by: User, today: date) -> str:
    """What an inspector asks for: the written APV is within every employee's reach, so is this."""
    return _rendered("pdf/folder.html", today, region=settings.REGION_NAME, **folder.context_of(unit, by, today=today))


def _statutory(plan: StatutoryPlan, today: date, advance: Advance) -> str:
    advance(40)
    return _rendered("pdf/statutory.html", today, plan=plan, region=settings.REGION_NAME)


def _results(words: dict[str, Any], today: date) -> str:
    """A unit's survey report; open to every employee once it is released."""
    try:
        report = result_papers.report_for(words)
    except result_papers.NotPublishedError as error:
        raise NoLongerAllowedError from error
    return _rendered("pdf/unit_report.html", today, **result_papers.context_of(report))


def _injuries(job: DocumentJob, today: date) -> str:
    """The figures of injuries of one unit and year, as the person may see them."""
    try:
        context = injury_papers.context_of(job.words, job.by, now=job.created_at, today=today)
    except injury_papers.NotThereError as error:
        raise NoLongerAllowedError from error
    return _rendered("pdf/injury_figures.html", today, **context)


def _audit(job: DocumentJob, today: date, advance: Advance) -> str:
    """The report of a level's self-audit."""
    try:
        context = audit_papers.context_of(job.words, job.by, today=today)
    except audit_papers.NotThereError as error:
        raise NoLongerAllowedError from error
    advance(40)
    return _rendered("pdf/audit_report.html", today, region=settings.REGION_NAME, **context)


def _of_the_year(job: DocumentJob, today: date, advance: Advance) -> str:
    """Goals, meetings, discussions, competences and reports of a committee or unit."""
    paper = year_papers.PAPERS[job.kind]
    try:
        found = paper.find(job.words, job.by, today)
    except year_papers.NotThereError as error:
        raise NoLongerAllowedError from error
    advance(20)
    return _rendered(paper.template, today, region=settings.REGION_NAME, **paper.context(found, job.by, today))


def _survey(job: DocumentJob, today: date) -> str:
    """Letters with codes, or the poster of a round."""
    try:
        survey_round = survey_papers.round_for(job.words, job.by)
    except survey_papers.NotThereError as error:
        raise NoLongerAllowedError from error
    address = survey_papers.code_page()
    if job.kind == DocumentJob.Kind.LETTERS:
        pages = survey_papers.letters(job.words, job.by)
        return _rendered("pdf/survey_letters.html", today, round=survey_round, pages=pages, code_page=address)
    return _rendered("pdf/survey_poster.html", today, round=survey_round, address=address, square=survey_papers.square_of(address))


def _poster(unit: Unit, today: date) -> str:
    """One sheet for the wall: the address of the unit's page as a QR code and in letters."""
    address = settings.BASE_URL + reverse("unit-said", args=[unit.pk])
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", scale=8, border=4)
    return _rendered("pdf/poster.html", today, unit=unit, address=address, code=data_address(drawn.getvalue(), "image/svg+xml"))


def _unnamed(unit: Unit, today: date) -> str:
    """The sheet for the staff room: where whoever sees something tells it without a name."""
    address = f"{settings.SURVEY.url}/o/{unit.source_key}/"
    context = {"address": address, "short": f"{settings.SURVEY.url}/o/", "square": survey_papers.square_of(address)}
    return _rendered("pdf/unnamed_poster.html", today, unit=unit, receiver=receiver_of(unit, today=today), **context)


def _reaction(words: dict[str, Any], by: User, today: date) -> str:
    """Our answer to the inspectorate; plans that not everybody may read are left out, whoever asked."""
    rows = Reaction.objects.visible_to(by).answered().select_related("unit", "answered_by")
    reaction = rows.filter(pk=words["reaction"]).first()
    if reaction is None:
        raise NoLongerAllowedError
    plans = reaction.plans.published().filter(is_confidential=False).order_by("pk")
    return _rendered("pdf/reaction_answer.html", today, reaction=reaction, plans=list(plans), region=settings.REGION_NAME)


def _level(level: Level, period: Period, today: date, advance: Advance) -> str:
    """Paper travels: confidential plans are counted and never listed, whoever asked."""
    report = LevelReport.of(level, period, today)
    advance(20)
    shown = Overview(report)
    plans = ActionPlan.objects.to_prioritise(level.area, level.order_id).filter(is_confidential=False)
    listed = list(plans[: MOST_ROWS + 1])
    images = {picture.name: pictures.drawn(picture.name, report) for picture in shown.pictures}
    advance(40)
    return _rendered(
        "pdf/level.html",
        today,
        level=level,
        report=report,
        overview=shown,
        lines=shown.lines("overdue"),
        period_in_words=period_in_words(period),
        pictures=[(picture, data_address(images[picture.name] or "", "image/svg+xml")) for picture in shown.pictures],
        plans=listed[:MOST_ROWS],
        is_cut=len(listed) > MOST_ROWS,
        limit=MOST_ROWS,
    )


def _figures(level: Level, form: FiguresForm, today: date) -> str:
    """The page of figures in depth on paper: its numbers without their links."""
    report = DepthReport.of(level, form.period, form.day, before=form.before, today=today)
    page, survival = FiguresPage(report), report.now.survival
    image = curve_svg(survival, report.before.survival) if survival else ""
    return _rendered(
        "pdf/figures.html",
        today,
        report=report,
        page=page,
        period_in_words=period_in_words(form.period),
        curve=data_address(image, "image/svg+xml"),
    )


def _rendered(template: str, today: date, **context: object) -> str:
    # Our own file, read from static/build: base64 letters, nothing a person wrote.
    letters = mark_safe(font_faces())  # noqa: S308
    return render_to_string(template, {"today": today, "language": get_language(), "letters": letters, **context})
