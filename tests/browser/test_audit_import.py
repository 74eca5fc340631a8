"""A consultant brings an earlier year in: uploads, maps, sees what is wrong, brings in, links, undoes."""

import os
from pathlib import Path

import pytest

from apv.models import SelfAudit
from orgstructure.permissions import Perm
from tests.apv.audit_tables import book, line
from tests.factories import EngagementFactory, UnitFactory, UserFactory, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, name):
    """Pictures of the page in two widths for whoever sets LOOK to a folder."""
    if folder := os.environ.get("LOOK"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})


def check(page, axe, name):
    look(page, name)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)


def rows():
    """Twelve good audits of three questions, one with a unit nobody knows, one with an answer nobody knows."""
    texts = ("Har ni en rutin?", "Vet alla vilka risker som finns?", "Följer ni upp?")
    found = []
    for audit in range(1, 15):
        for number, text in enumerate(texts, start=1):
            answer = "Kanske" if (audit, number) == (14, 2) else "Nej" if audit % 4 == 0 else "Ja"
            unit = "Avd ett" if audit == 13 else f"Avdelning {audit % 2 + 1}"
            actions = "Vi ses varje morgon\nVi sätter upp tavlan" if answer == "Nej" else ""
            found.append(
                line(Nr=audit, Enhet=unit, Chef="4711" if audit == 1 else "", Fråga=number, Frågetext=text, Svar=answer, Åtgärder=actions)
            )
    return found


def test_an_earlier_year_comes_in_with_a_question_answered_and_a_fault_told_and_goes_out_again(page_as, axe, tmp_path):
    region = UnitFactory(name="Region Nord")
    units = [UnitFactory(name=f"Avdelning {number}", parent=region) for number in (1, 2)]
    EngagementFactory(user=UserFactory(first_name="Maja", last_name="Chef"), unit=units[1], number="4711")
    consultant = make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, on=region)
    people = [(audit, role, number, "") for audit in range(1, 15) for role, number in (("Enhetschef", 1), ("Skyddsombud", 1), ("", 2))]
    file = tmp_path / "egenkontroll 2023.xlsx"
    file.write_bytes(book(rows(), people))
    page = page_as(consultant)

    page.goto("/audits/import/")
    check(page, axe, "audit-import-new")
    page.get_by_role("button", name="Læs filen").click()
    page.get_by_text("Vælg filen.").first.wait_for()
    check(page, axe, "audit-import-new-error")
    page.get_by_label("Filen med svarene").set_input_files(file)
    page.get_by_label("År", exact=True).fill("2023")
    page.get_by_label("Filens sprog").select_option("sv")
    page.get_by_role("button", name="Læs filen").click()

    page.get_by_text("“Kanske” er ikke et kendt svar").wait_for()
    check(page, axe, "audit-import-detail")
    page.get_by_label("Enhed: Avd ett").select_option(label="Avdelning 1 (Region Nord)")
    page.get_by_role("button", name="Brug svarene").click()
    page.get_by_role("button", name="Hent 13 egenkontroller ind").click()
    page.get_by_text("13 egenkontroller blev hentet ind").first.wait_for()
    check(page, axe, "audit-import-made")
    assert SelfAudit.objects.count() == 13

    page.get_by_role("link", name="Forbind spørgsmålene med et andet år").click()
    page.get_by_role("heading", name="Hvilke spørgsmål spørger om det samme?").wait_for()
    check(page, axe, "audit-import-links")
    page.get_by_role("button", name="Gem forbindelserne").click()
    page.get_by_text("3 spørgsmål er forbundet").first.wait_for()

    page.get_by_role("button", name="Fortryd indlæsningen").click()
    page.get_by_text("13 egenkontroller blev taget ud igen").first.wait_for()
    assert SelfAudit.objects.count() == 0
