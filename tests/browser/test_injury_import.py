"""An injury administrator brings earlier cases in from a spreadsheet."""

import os
from pathlib import Path

import pytest

from injuries.models import Case
from tests.actionplans.spreadsheets import xlsx
from tests.injuries.conftest import make_injury_house
from tests.injuries.test_importing import HEAD, WORDS, full, row

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, name):
    """A picture of the page for whoever sets LOOK to a folder."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_earlier_cases_come_in_with_a_question_answered_and_a_fault_told(page_as, axe, tmp_path):
    house = make_injury_house()
    file = tmp_path / "gamle sager.xlsx"
    told = {"Anmeldt": "", "Kvittering": "", "Afgørelse": "", "Afgørelsesdato": ""}
    lines = [full(Sagsnr=f"B-{n}", **told) for n in range(12)]
    file.write_bytes(xlsx([*lines, row(Sagsnr="C-1", Afdeling="S 4 gammel"), row(Sagsnr="C-2", Skadesdato="i går")], head=HEAD))
    page = page_as(house.administrator)

    page.goto("/injuries/import/")
    axe(page)
    look(page, "import-new")
    page.get_by_label("Filen med de tidligere sager").set_input_files(file)
    page.get_by_role("button", name="Læs filen").click()
    page.get_by_text("“i går” er ikke en dato").wait_for()
    axe(page)
    look(page, "import-detail")
    assert WORDS not in page.content()
    page.get_by_label("Enhed: S 4 gammel").select_option(label="Sengeafsnit S4 (Hospitalet)")
    page.get_by_role("button", name="Brug svarene").click()
    page.set_viewport_size({"width": 360, "height": 740})
    look(page, "import-detail-phone")
    page.get_by_role("button", name="Hent 13 sager ind").click()
    page.get_by_text("13 sager blev hentet ind").first.wait_for()
    axe(page)
    look(page, "import-made")

    assert Case.objects.exclude(import_key="").count() == 13
