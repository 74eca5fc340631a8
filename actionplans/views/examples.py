"""The learning bank: searched by every employee; read before that by who owned the plan or offers help there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import example_page as page
from actionplans.errors import StaleError
from actionplans.forms.examples import BankForm, ExampleForm
from actionplans.models import LearningExample, Theme
from actionplans.usecases import examples as usecases
from orgstructure.access import rows_decide, signed_in_only
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

ON_A_PAGE, LATELY = 25, 20


@require_safe
@signed_in_only
def example_list(request: AppRequest) -> HttpResponse:
    """Problem, what was done, did it help: the shared examples."""
    form = BankForm(request.GET, themes=Theme.objects.in_use(clock.today()))
    bank = page.Bank.of(**form.asked(), page=request.GET.get("page", ""))
    waiting = page.readable_by(request.user).filter(state=LearningExample.State.DRAFTED).count()
    return render(request, "actionplans/example_list.html", {"bank": bank, "form": form, "waiting": waiting, "enough": page.ENOUGH})


@require_safe
@rows_decide
def example_to_read(request: AppRequest) -> HttpResponse:
    """Drafts that wait for the reader's eyes, the oldest first, and what the reader has read lately."""
    mine = page.readable_by(request.user)
    waiting = mine.filter(state=LearningExample.State.DRAFTED).order_by("drafted_at", "pk")
    lately = mine.exclude(state=LearningExample.State.DRAFTED).filter(read_by=request.user).order_by("-read_at", "-pk")[:LATELY]
    context = {"page": Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page")), "lately": lately}
    return render(request, "actionplans/example_to_read.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def example_read(request: AppRequest, pk: int) -> HttpResponse:
    """Read one, put its words right, share or withhold it."""
    example = get_object_or_404(page.readable_by(request.user), pk=pk)
    form = ExampleForm(request.POST if request.method == "POST" else None, example=example)
    if form.is_bound and form.is_valid():
        try:
            _decide(request, example, form)
        except StaleError:
            example.refresh_from_db()
            say_what_stands_there(form, example, version=example.version, names=["problem", "did", "learned"])
        else:
            return redirect("example-to-read")
    return render(request, "actionplans/example_read.html", {"example": example, "form": form}, status=422 if form.errors else 200)


def _decide(request: AppRequest, example: LearningExample, form: ExampleForm) -> None:
    if request.POST.get("decide") != "share":
        usecases.withhold(example=example, version=form.cleaned_data["version"], by=request.user, now=clock.now())
        messages.success(request, _("The example is not shared."))
    elif usecases.share(example=example, by=request.user, now=clock.now(), **form.cleaned_data):
        messages.success(request, _("The example is shared. Names of people or places that stood in it were taken out."))
    else:
        messages.success(request, _("The example is shared. Every employee can find it."))
