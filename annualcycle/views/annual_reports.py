"""Annual reports: the list, one place's reports, one report, its chapters, and what is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle import annual_page as page
from annualcycle.errors import NotNowError, StaleError
from annualcycle.forms.annual_reports import AsOfForm, BeginForm, ChapterForm
from annualcycle.goal_page import may_set_goals
from annualcycle.models import AnnualReport, AnnualReportText
from annualcycle.reports.annual_around import Place
from annualcycle.usecases import annual_reports as usecases
from orgstructure.access import rows_decide, signed_in_only
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there
from safetynet.common.tablefiles import safe_file_name, xlsx_book

FORM = ["GET", "HEAD", "POST"]
ON_A_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in_only
def annual_list(request: AppRequest) -> HttpResponse:
    """Published reports of every level, and drafts of one's own places."""
    rows = page.reports_for_list(request.user, clock.today())
    return render(request, "annualcycle/annual_list.html", {"page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))})


@require_safe
@signed_in_only
def annual_place(request: AppRequest, kind: str, pk: int) -> HttpResponse:
    """The reports of one committee, group or unit."""
    place, today = _place_or_404(kind, pk), clock.today()
    reports = page.reports_for_list(request.user, today).filter(**{kind: place})
    context = {"place": place, "kind": kind, "reports": reports, "may_make": may_set_goals(request.user, place, today)}
    return render(request, "annualcycle/annual_place.html", context)


@require_http_methods(FORM)
@signed_in_only
def annual_new(request: AppRequest, kind: str, pk: int) -> HttpResponse:
    """Begin a report: the system drafts its figures at once."""
    place, today = _place_or_404(kind, pk), clock.today()
    if not may_set_goals(request.user, place, today):
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        report, is_new = usecases.begin(place=place, by=request.user, now=clock.now(), today=today, **form.cleaned_data)
        if is_new:
            messages.success(request, _("The figures are drafted. Now write what they mean, chapter by chapter."))
        else:
            messages.info(request, _("There is a report of that year already. Here it is."))
        return redirect(report)
    context = {"form": form, "place": place, "back_url": page.place_url(place)}
    return render(request, "annualcycle/annual_new.html", context, status=422 if form.errors else 200)


@require_safe
@rows_decide
def annual_report(request: AppRequest, pk: int) -> HttpResponse:
    """One report: every chapter with figures, pictures and words."""
    report = _report_or_404(request, pk)
    below = page.published_below(report.place, report.year, request.user, clock.today()) if report.place else []
    context = {"report": report, "page": page.AnnualPage(report), "below": below, "place_url": page.place_url(report.place)}
    return render(request, "annualcycle/annual_report.html", context)


@require_safe
@rows_decide
def annual_picture(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """One of its pictures."""
    shown = page.AnnualPage(_report_or_404(request, pk))
    picture = next((one for one in shown.pictures if one.name == name), None)
    if picture is None:
        raise Http404
    return HttpResponse(picture.draw(), content_type="image/svg+xml")


@require_safe
@rows_decide
def annual_table(request: AppRequest, pk: int) -> FileResponse:
    """Words and tables as a spreadsheet, one sheet each."""
    report = _report_or_404(request, pk)
    name = safe_file_name(f"{_('annual-report')}-{report.year}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_book(page.AnnualPage(report).sheets()), content_type=XLSX, headers=headers)


@require_http_methods(FORM)
@rows_decide
def annual_chapter(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """What people say in one chapter, with its figures beside."""
    report = _report_to_write(request, pk)
    if name not in AnnualReportText.Chapter.values:
        raise Http404
    shown = page.AnnualPage(report)
    said = shown.chapter(name)
    initial = {"text": said.words, "version": said.row.version if said.row else 0}
    form = ChapterForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            usecases.write(report=report, chapter=name, by=request.user, now=clock.now(), **form.cleaned_data)
        except NotNowError as error:
            form.add_error(None, str(error))
        except StaleError:
            there = report.texts.filter(chapter=name).first()
            say_what_stands_there(form, there, version=there.version if there else 0, names=["text"])
        else:
            messages.success(request, _("Saved: %(chapter)s") % {"chapter": said.title})
            return redirect(f"{report.get_absolute_url()}#{name}")
    context = {"report": report, "said": said, "form": form}
    return render(request, "annualcycle/annual_chapter.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
@rows_decide
def annual_refresh(request: AppRequest, pk: int) -> HttpResponse:
    """The figures anew, as of the same or another day."""
    report = _report_to_write(request, pk)
    form = AsOfForm(request.POST if request.method == "POST" else None, report=report, today=clock.today())
    if form.is_bound and form.is_valid():
        as_of = form.cleaned_data["as_of"]
        act = lambda: usecases.fetch_figures(report=report, as_of=as_of, now=clock.now(), today=clock.today())  # noqa: E731  one call, passed on
        return _done(request, report, act, _("The figures are fetched anew. Look whether your words still fit them."))
    return render(request, "annualcycle/annual_refresh.html", {"report": report, "form": form}, status=422 if form.errors else 200)


@require_http_methods(FORM)
@rows_decide
def annual_publish(request: AppRequest, pk: int) -> HttpResponse:
    """Asked once more, then open to every employee."""
    report = _report_to_write(request, pk)
    if request.method == "POST":
        version = read_id(request.POST.get("version", "")) or 0
        act = lambda: usecases.publish(report=report, version=version, by=request.user, now=clock.now())  # noqa: E731  one call, passed on
        return _done(request, report, act, _("The report is published. Every employee can read it."))
    shown = page.AnnualPage(report)
    return render(request, "annualcycle/annual_publish.html", {"report": report, "page": shown, "missing": usecases.not_written(report)})


@require_POST
@rows_decide
def annual_take_back(request: AppRequest, pk: int) -> HttpResponse:
    """Taken back to be corrected."""
    report = _report_or_404(request, pk)
    if not report.may_write:
        raise PermissionDenied
    return _done(
        request, report, lambda: usecases.take_back(report=report), _("The report is taken back. Correct it, and publish it anew.")
    )


@require_POST
@rows_decide
def annual_throw_away(request: AppRequest, pk: int) -> HttpResponse:
    """A draft that nobody wants."""
    report = _report_to_write(request, pk)
    back = page.place_url(report.place)
    try:
        usecases.throw_away(report=report)
    except NotNowError as error:
        messages.warning(request, str(error))
        return redirect(report)
    messages.success(request, _("The draft is thrown away."))
    return redirect(back)


def _done(request: AppRequest, report: AnnualReport, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except NotNowError as error:
        messages.warning(request, str(error))
    except StaleError:
        messages.warning(request, _("Somebody has changed the report meanwhile. Look at it again, and publish it then."))
    else:
        messages.success(request, said)
    return redirect(report)


def _place_or_404(kind: str, pk: int) -> Place:
    return get_object_or_404(Committee.objects.select_related("level"), pk=pk) if kind == "committee" else get_object_or_404(Unit, pk=pk)


def _report_or_404(request: AppRequest, pk: int) -> AnnualReport:
    rows = AnnualReport.objects.visible_to(request.user, clock.today()).with_rights_of(request.user, clock.today())
    return get_object_or_404(rows.select_related("committee__level", "unit", "published_by"), pk=pk)


def _report_to_write(request: AppRequest, pk: int) -> AnnualReport:
    report = _report_or_404(request, pk)
    if not report.may_write:
        raise PermissionDenied
    return report
