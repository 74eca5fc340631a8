"""Finding a colleague, a person's page, and reading a CPR number."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from orgstructure import people_search, rights
from orgstructure.access import needs, signed_in_only
from orgstructure.forms.appointing import ReadCprForm
from orgstructure.models import CprRead, User
from orgstructure.permissions import Perm
from orgstructure.usecases.reading_cpr import read_cpr, unit_of_right
from orgstructure.views.lookups import counted
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_safe
@signed_in_only
@counted
def person_search(request: AppRequest) -> HttpResponse:
    """Colleagues by name, title or unit; without a word, nobody."""
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    found = people_search.people_called(text, clock.today()) if text.strip() else None
    return render(request, "orgstructure/person_search.html", {"q": text, "found": found})


@require_safe
@signed_in_only
@counted
def person_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Where somebody works, and the seats and roles; one who has left is shown to those alone who may read the rights."""
    today = clock.today()
    person = get_object_or_404(User.objects.filter(kind=User.Kind.PERSON), pk=pk)
    is_here = User.objects.employed(today).filter(pk=pk).exists()
    sees_rights = rights.may_read_rights_of(person, request.user, today)
    if not is_here and not sees_rights:
        raise Http404
    context = {
        "found": people_search.described(person, today),
        "roles": people_search.roles_of(person, today),
        "person": person,
        "is_here": is_here,
        "sees_rights": sees_rights,
        "may_read_cpr": bool(person.cpr_hash) and unit_of_right(person, request.user, today) is not None,
    }
    return render(request, "orgstructure/person_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Perm.READ_CPR)
@sensitive_variables("number")
def person_cpr(request: AppRequest, pk: int) -> HttpResponse:
    """Masked; a reason shows the number once, in the answer to this POST and nowhere else."""
    today = clock.today()
    person = get_object_or_404(User.objects.exclude(cpr_hash=None), pk=pk)
    if unit_of_right(person, request.user, today) is None:
        raise Http404
    form, number = ReadCprForm(request.POST or None), ""
    if form.is_valid():
        number = read_cpr(person, by=request.user, reason=form.cleaned_data["reason"], today=today, now=clock.now())
    response = render(request, "orgstructure/person_cpr.html", {"person": person, "form": form, "number": number})
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
@signed_in_only
def my_cpr_reads(request: AppRequest) -> HttpResponse:
    """Who has read the reader's own number, when and why."""
    reads = CprRead.objects.filter(person=request.user).select_related("by").order_by("-at")[:200]
    return render(request, "orgstructure/my_cpr_reads.html", {"reads": reads})
