"""Pages on which comments are chosen for a report: by a person, with the words they are shown with."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.named import NamedWord
from apv.errors import RefusedError
from apv.forms.audit_reports import ChosenWordsForm
from apv.models import AuditAnswer, AuditQuestion, AuditReport
from apv.reports.audit_comments import Names, chosen_of, comments_of
from apv.usecases import audit_reports
from apv.usecases.audit_reports import MOST_COMMENTS
from apv.views.audit_written import chooses
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.opentext import tidy

ON_A_PAGE = 25
LONGEST_SEARCH = 80


@require_safe
@rows_decide
@chooses
def audit_comments(request: AppRequest, report: AuditReport, question_pk: int) -> HttpResponse:
    """The comments of the level to one question, with those chosen first; `?q=` searches in them."""
    question = get_object_or_404(AuditQuestion, pk=question_pk, question_set=report.year.question_set_id)
    looked_for = tidy(request.GET.get("q", "")).strip()[:LONGEST_SEARCH]
    pages = Paginator(comments_of(report, question, request.user, looked_for), ON_A_PAGE)
    chosen = chosen_of(report, question)
    page = {"report": report, "question": question, "looked_for": looked_for, "page": pages.get_page(request.GET.get("page"))}
    page |= {"chosen": chosen, "has_room": len(chosen) < MOST_COMMENTS, "most": MOST_COMMENTS}
    return render(request, "apv/audit/comments.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
@chooses
def audit_comment_choose(request: AppRequest, report: AuditReport, answer_pk: int) -> HttpResponse:
    """The words one comment is shown with; names are taken out to begin with, and pointed out when they are typed."""
    answer = _answer_or_404(request, report, answer_pk)
    around = Names.around(answer, clock.today())
    chosen = chosen_of(report, answer.question).get(answer.pk)
    proposed = chosen.text if chosen else around.proposed(answer.comment or answer.view)
    form = ChosenWordsForm(request.POST if request.method == "POST" else None, initial={"text": proposed})
    names = []
    is_whole = form.is_bound and form.is_valid() and not (names := _not_seen(request, around, form))
    if is_whole and _is_chosen(request, report, answer, form):
        return _back(report, answer)
    page = {"report": report, "answer": answer, "question": answer.question, "form": form, "names": names, "is_chosen": bool(chosen)}
    return render(request, "apv/audit/comment_choose.html", page, status=422 if form.errors else 200)


def _answer_or_404(request: AppRequest, report: AuditReport, pk: int) -> AuditAnswer:
    """One that the list shows."""
    answer = get_object_or_404(AuditAnswer.objects.select_related("question"), pk=pk)
    return get_object_or_404(comments_of(report, answer.question, request.user).select_related("question"), pk=pk)


def _not_seen(request: AppRequest, around: Names, form: ChosenWordsForm) -> list[NamedWord]:
    """Names that still stand there, unless they were pointed out already: never blocks twice."""
    found = around.found_in(form.texts())
    return [] if {name.words for name in found} <= set(request.POST.getlist("seen")) else found


def _is_chosen(request: AppRequest, report: AuditReport, answer: AuditAnswer, form: ChosenWordsForm) -> bool:
    try:
        audit_reports.choose(report=report, answer=answer, text=form.cleaned_data["text"], by=request.user, now=clock.now())
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The comment is chosen for the report."))
    return True


@require_POST
@rows_decide
@chooses
def audit_comment_take_out(request: AppRequest, report: AuditReport, answer_pk: int) -> HttpResponse:
    """Show the comment no longer."""
    answer = _answer_or_404(request, report, answer_pk)
    try:
        audit_reports.take_out(report=report, answer=answer, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
    return _back(report, answer)


def _back(report: AuditReport, answer: AuditAnswer) -> HttpResponse:
    return redirect(reverse("audit-comments", args=[report.pk, answer.question_id]))
