"""Pages on which the words of a year's report are written, comments chosen, and the report published."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.audit_drafting import texts_for
from apv.audit_report_page import ReportWords, question_after, text_of
from apv.errors import RefusedError, StaleError
from apv.forms.audit_reports import QuestionTextForm, ReportTextsForm
from apv.models import AuditQuestion, AuditReport
from apv.usecases import audit_reports
from apv.usecases.audit_reports import TEXTS
from apv.views.assessments import not_seen
from apv.views.audit_figures import level_or_404
from apv.views.audit_written import report_or_404, writes
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there


@require_POST
@rows_decide
def audit_report_begin(request: AppRequest, year_pk: int, unit_pk: int) -> HttpResponse:
    """Make the level's report, with proposed texts; pressed twice, or by two at once, it is one."""
    year, unit = level_or_404(request, year_pk, unit_pk)
    words = ReportWords(year, unit, request.user)
    if not words.may_write:
        raise PermissionDenied
    texts = texts_for(year, words.open_figures(clock.today()))
    report, _is_new = audit_reports.begin(year=year, unit=unit, texts=texts, by=request.user, now=clock.now())
    return redirect("audit-report-words", report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
@writes
def audit_report_words(request: AppRequest, report: AuditReport) -> HttpResponse:
    """Purpose and method, who took part, conclusion."""
    form = ReportTextsForm(request.POST if request.method == "POST" else None, report=report)
    names = []
    if form.is_bound and form.is_valid() and not (names := not_seen(request, report.unit, form.texts())):
        texts = {name: form.cleaned_data[name] for name in TEXTS}
        version = form.cleaned_data["version"]
        save = lambda: audit_reports.write(report=report, texts=texts, version=version, by=request.user, now=clock.now())  # noqa: E731
        if _is_saved(form, report, save):
            messages.success(request, _("The texts are saved."))
            return redirect(report)
    page = {"report": report, "form": form, "names": names}
    return render(request, "apv/audit/report_words.html", page, status=422 if form.errors else 200)


def _is_saved(form: ReportTextsForm, report: AuditReport, save: Callable[[], None]) -> bool:
    try:
        save()
    except StaleError:
        report.refresh_from_db()
        say_what_stands_there(form, report, version=report.version, names=TEXTS)
    except RefusedError as error:
        form.add_error(None, str(error))
    return form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
@writes
def audit_report_question(request: AppRequest, report: AuditReport, question_pk: int) -> HttpResponse:
    """The analysis of one question with its figures beside, its chosen comments and its proposals."""
    question = get_object_or_404(AuditQuestion, pk=question_pk, question_set=report.year.question_set_id)
    others = report.year.question_set.questions.exclude(pk=question.pk)
    form = QuestionTextForm(request.POST if request.method == "POST" else None, there=text_of(report, question), others=others)
    names = []
    is_whole = form.is_bound and form.is_valid() and not (names := not_seen(request, report.unit, form.texts()))
    if is_whole and _question_is_saved(request, form, report, question):
        return _on_from(request, report, question)
    words = ReportWords(report.year, report.unit, request.user)
    page = {"report": report, "question": question, "form": form, "names": names, "words": words}
    page |= {"said": words.of_question[question.pk], "figures": words.figures_of(question, clock.today())}
    return render(request, "apv/audit/report_question.html", page, status=422 if form.errors else 200)


def _question_is_saved(request: AppRequest, form: QuestionTextForm, report: AuditReport, question: AuditQuestion) -> bool:
    try:
        audit_reports.write_question(report=report, question=question, by=request.user, now=clock.now(), **form.cleaned_data)
    except StaleError:
        now = text_of(report, question)
        say_what_stands_there(form, now, version=now.version if now else 0, names=["analysis"])
    except RefusedError as error:
        form.add_error(None, str(error))
    return form.is_valid()


def _on_from(request: AppRequest, report: AuditReport, question: AuditQuestion) -> HttpResponse:
    """To the next question when the button said so, else to the report."""
    messages.success(request, _("Saved."))
    if request.POST.get("intent") == "next" and (following := question_after(question)):
        return redirect("audit-report-question", report.pk, following.pk)
    return redirect(f"{report.get_absolute_url()}#question-{question.position}")


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
@writes
def audit_report_publish(request: AppRequest, report: AuditReport) -> HttpResponse:
    """Shows what is not written yet, then lets every employee read it."""
    if request.method == "POST":
        audit_reports.publish(report=report, by=request.user, now=clock.now())
        messages.success(request, _("The report is published. Every employee can read it."))
        return redirect(report)
    words = ReportWords(report.year, report.unit, request.user)
    return render(request, "apv/audit/report_publish.html", {"report": report, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_report_take_back(request: AppRequest, pk: int) -> HttpResponse:
    """Asks, then takes the report back to be corrected."""
    report = report_or_404(request, pk)
    if not report.may_write:
        raise PermissionDenied
    if request.method == "POST":
        audit_reports.take_back(report=report, by=request.user, now=clock.now())
        messages.success(request, _("The report is taken back. Correct it, and publish it anew."))
        return redirect(report)
    return render(request, "apv/audit/report_take_back.html", {"report": report})
