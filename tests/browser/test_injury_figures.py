"""Figures of injuries as the chair of a committee and the consultant read them: words above pictures, a table twin, nothing hidden that shows."""

from decimal import Decimal

import pytest
from django.urls import reverse

from injuries.models import WorkedHours
from injuries.usecases.showing import keep_shown
from orgstructure.permissions import Perm
from tests.factories import NOW, TODAY, UnitFactory
from tests.injuries.figures import make_cases

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hospital():
    """Five departments with cases of eight years, and one with three of last year."""
    region = UnitFactory(name="Region Fjord")
    hospital = UnitFactory(name="Hospitalet ved Søen", parent=region)
    departments = [UnitFactory(name=name, parent=hospital) for name in ("Akutafdelingen", "Kirurgien", "Medicinsk Afdeling", "Køkkenet")]
    make_cases(departments, 900, years=tuple(range(2018, 2026)), sealed=True)
    make_cases([UnitFactory(name="Arkivet", parent=hospital)], 3)
    for year in (2024, 2025):
        WorkedHours.objects.create(unit=hospital, year=year, hours=Decimal(1_850_000), fte=Decimal("1120.5"), source="Løn og arbejdstid", noted_at=NOW)  # fmt: skip
    keep_shown(now=NOW, today=TODAY)
    return hospital


@pytest.fixture
def chair(person_with, hospital):
    return person_with(Perm.RUN_REPORTS, on=hospital)


@pytest.fixture
def consultant(person_with, hospital):
    return person_with(Perm.RUN_REPORTS, Perm.CONFIGURE, on=hospital.parent)


def test_every_page_of_figures_passes_axe_and_scrolls_one_way(page_as, phone_as, chair, consultant, hospital, axe, scrolls_one_way):
    pages = {
        chair: [
            reverse("injury-figures-unit", args=[hospital.pk]),
            reverse("injury-figures-unit", args=[UnitFactory(parent=hospital).pk]),
            reverse("injury-indicator", args=[hospital.pk]),
            reverse("injury-figures-report", args=[hospital.pk]),
        ],
        consultant: [
            reverse("injury-policy"),
            f"{reverse('injury-hours')}?unit={hospital.pk}",
            reverse("injury-baseline", args=[hospital.pk]),
        ],
    }
    for person, addresses in pages.items():
        page, phone = page_as(person), phone_as(person)
        for address in addresses:
            for opened in (page, phone):
                assert opened.goto(address).status == 200
                axe(opened)
            scrolls_one_way(phone)


def test_the_chair_reads_the_sentence_opens_the_table_and_goes_down_to_what_is_hidden(page_as, chair, hospital):
    page = page_as(chair)
    page.goto(reverse("injury-figures"))

    assert page.get_by_role("heading", level=1).inner_text() == "Tal om skader 2025: Hospitalet ved Søen"
    figure = page.locator("figure", has=page.locator("img[src*='trend']"))
    figure.locator("img").scroll_into_view_if_needed()
    assert figure.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    figure.get_by_text("Vis tallene som tabel").press("Enter")
    assert figure.locator("tbody tr").count() == 5
    assert page.get_by_text("Løn og arbejdstid").is_visible()

    page.get_by_role("link", name="Arkivet").click()
    assert "Der er for få skader til at vise tal" in page.locator("main").inner_text()
    assert not page.get_by_role("link", name="Se sagerne").count()


def test_a_consultant_is_told_what_is_missing_and_loses_nothing(page_as, consultant, hospital):
    page = page_as(consultant)
    page.goto(f"{reverse('injury-hours')}?unit={hospital.pk}")
    page.get_by_label("Kilde").fill("Lønsystemet")
    page.get_by_role("button", name="Gem", exact=True).click()

    assert page.get_by_text("Udfyld arbejdstimer, årsværk eller begge dele.").first.is_visible()
    assert page.get_by_label("Kilde").input_value() == "Lønsystemet"
    page.get_by_label("Arbejdstimer").fill("1900000,5")
    page.get_by_role("button", name="Gem", exact=True).click()
    assert page.get_by_text("Noteret. Frekvenserne regnes").is_visible()
