"""The measure: a year with Västmanland's published totals, brought in as 242 audits, and the report that is made of it (R64, R65)."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from apv.models import AuditImport, AuditYear, Part
from apv.reports.audit_figures import AuditFigures
from orgstructure.permissions import Perm
from tests.apv import vastmanland
from tests.apv.audit_tables import book
from tests.apv.vastmanland import ACTIONS, ADMINISTRATIONS, AUDITS
from tests.factories import TODAY, UnitFactory, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def region():
    top = UnitFactory(name="Region Mälaren")
    for name in ADMINISTRATIONS:
        UnitFactory(name=name, parent=top)
    return top


@pytest.fixture
def client(region, client_of):
    return client_of(make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, on=region, language="sv"))


@pytest.fixture
def year(region, client):
    """Through the pages, as the region would: choose the file, see what it becomes, bring it in."""
    content = book(vastmanland.answers(), vastmanland.people(), head=vastmanland.HEAD)
    told = {"file": SimpleUploadedFile("2023.xlsx", content), "year": 2023, "top": region.pk, "set": 0, "language": "sv"}
    page = client.post(reverse("audit-import"), told | {"submission_id": uuid.uuid4()}, follow=True)
    preview = page.context["preview"]
    assert (len(preview.good), preview.faulty, preview.questions) == (AUDITS, [], [])
    assert tuple(one.actions for one in preview.sums) == ACTIONS
    client.post(reverse("audit-import-run", args=[AuditImport.objects.get().pk]))
    return AuditYear.objects.get(is_imported=True)


def test_the_figures_are_those_that_the_region_published_and_its_administrations_add_up_to_them(year, region):
    found = AuditFigures.of(year, region, today=TODAY)
    taking = found.taking_part

    assert (found.audits, len(found.questions), found.year.year) == (242, 26, 2023)
    assert tuple(one.actions.total for one in found.questions) == ACTIONS
    assert found.actions.total == sum(ACTIONS) == 294
    assert [(one.part, one.role, one.number) for one in taking.roles] == [
        (Part.MANAGER, "Enhetschef", 115),
        (Part.MANAGER, "Verksamhetschef", 32),
        (Part.EMPLOYER, "", 44),
    ]
    assert (taking.employers, taking.not_stated) == (191, 93)
    assert (taking.involved, taking.representatives, taking.union, taking.staff) == (609, 89, 61, 459)
    assert [one.number for one in found.most] == [3]
    assert [one.number for one in found.without_actions] == [6, 20, 21, 22]
    assert found.roles_exceed_audits
    assert (found.expected, found.managers) == (None, None)
    assert set(year.audits.values_list("submitted_at__date", flat=True)) == {date(2023, 12, 31)}
    assert {part.name: part.placed.audits for part in found.parts} == ADMINISTRATIONS
    assert all(one.answers.answered + one.answers.not_relevant == AUDITS for one in found.questions)

    below = [AuditFigures.of(year, unit, today=TODAY) for unit in region.children.all()]
    assert sum(one.audits for one in below) == AUDITS
    assert sum(one.actions.total for one in below) == 294
    assert sum(one.taking_part.involved for one in below) == 609
    assert sum(one.taking_part.not_stated for one in below) == 93


def test_the_page_says_them_and_explains_what_could_be_misread(year, region, client):
    page = client.get(reverse("audit-report", args=[year.pk, region.pk])).content.decode()
    text = re.sub(r"\s+", " ", strip_tags(page))

    for sentence in (
        "242 egenkontroller har skickats in.",
        "242 egenkontroller är inte 242 chefer",
        "Fråga 3 ledde till flest åtgärder: 31.",
        "Frågorna 6, 20, 21 och 22 ledde inte till någon.",
        "191 chefer och andra företrädare för arbetsgivaren deltog. 93 har ingen angiven roll.",
        "191 och 93 är 284, och det är fler än de 242 egenkontrollerna: roller räknas för varje deltagare",
        "609 involverades, varav 89 skyddsombud och 61 fackliga företrädare.",
    ):
        assert sentence in text, sentence
    bars = dict(re.findall(r"<li><span>([^<]+)</span>.*?<span class=\"number\">([^<]+)</span></li>", page, re.DOTALL))
    assert (bars["Enhetschef"], bars["Verksamhetschef"]) == ("115", "32")
    assert "Roll inte angiven 93" in text
    assert not {"Roll inte angiven", "93"} & {*bars, *bars.values()}


def test_no_total_of_it_stands_in_the_product():
    """The measure is about rows that add up; a table of totals in the product would make it worthless."""
    from pathlib import Path

    row = re.compile(r"11,\s*21,\s*31,\s*25")
    sources = [path for room in ("apv", "safetynet", "orgstructure") for path in Path(room).rglob("*.py")]
    assert not [path for path in sources if row.search(path.read_text())]
    assert len(sources) > 100
