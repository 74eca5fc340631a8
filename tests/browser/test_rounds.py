"""A consultant sets a survey up, two people make its key, and the invitations leave: at most fifteen interactions (B.5)."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing

from apv import sealing
from apv.models import Round, RoundStatus
from orgstructure.permissions import Perm
from safetynet.common import outbox
from tests.factories import (
    NOW,
    TODAY,
    EngagementFactory,
    QuestionnaireFactory,
    ReleasedRoundFactory,
    UnitFactory,
    UserFactory,
)

DAY = "%d-%m-%Y"


class Counted:
    """What the person does, counted: a press or a filled field."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def press(self, role, name):
        self.number += 1
        self.page.locator("main").get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, label, text):
        self.number += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def tick(self, label):
        self.number += 1
        self.page.locator("main").get_by_text(label).first.click()


@pytest.fixture
def hospital(transactional_db):
    """A large ward and a small one, and a survey of three years ago with its two key people."""
    top = UnitFactory(name="Nordhospitalet")
    for number, size in enumerate((14, 2)):
        ward = UnitFactory(name=f"Medicinsk afsnit M{number}", parent=top)
        for _ in range(size):
            EngagementFactory(unit=ward)
    holder, deputy = (EngagementFactory(unit=top, user=UserFactory(first_name=name)).user for name in ("Hanne", "Dorte"))
    questionnaire = QuestionnaireFactory(family="apv-test", name={"da": "APV-skema"})
    ReleasedRoundFactory(top=top, questionnaire=questionnaire, name={"da": "APV 2023"}, key_holder=holder, key_deputy=deputy)
    return top, holder, deputy


@pytest.mark.parametrize("java_script", [True, False])
def test_a_consultant_sets_a_survey_up_in_fifteen_interactions(hospital, person_with, open_context, axe, java_script):
    top, holder, deputy = hospital
    consultant = person_with(Perm.RUN_SURVEYS, on=top)
    colleague = EngagementFactory(unit=top, user=UserFactory(first_name="Kaj", last_name="Kollega")).user
    page = open_context(consultant, java_script_enabled=java_script).new_page()
    does = Counted(page)
    page.goto("/surveys/rounds/")

    does.press("link", "Ny undersøgelse som den sidste")
    does.fill("Undersøgelsens navn", "APV 2026")
    does.fill("Første dag", TODAY.strftime(DAY))
    does.fill("Sidste dag", (TODAY + timedelta(days=20)).strftime(DAY))
    does.press("button", "Gem, og se hvad der kommer ud af det")
    does.press("link", "Se hvilke")
    assert "samles sådan" in page.locator("main").inner_text()
    does.press("link", "Gå videre")
    does.press("link", "Prøv den først")
    does.tick("Kaj Kollega")
    does.press("button", "Begynd prøven")
    does.press("button", "Send dem en mail")
    halves = [fetched(open_context(person).new_page(), Round.objects.get(kind="full", status="draft").pk) for person in (holder, deputy)]
    page.reload()
    does.press("button", "Åbn undersøgelsen")

    assert does.number <= 15
    assert "Åben for svar" in page.locator("main").inner_text()
    made = Round.objects.get(kind="full", status=RoundStatus.OPEN)
    assert bytes(made.public_key) == sealing.public_key_of(sealing.joined(*halves))
    assert made.pilots.get().picked.get() == colleague
    outgoing.outbox.clear()
    outbox.deliver(now=NOW + timedelta(days=1))
    assert len([message for message in outgoing.outbox if "APV 2026" in message.subject]) == 20 + 1  # everybody, and the pilot's one
    if java_script:
        axe(page)


def fetched(page, pk):
    """A key person's own way: read, fetch, print; the half as on the sheet."""
    page.goto(f"/surveys/rounds/{pk}/key/")
    page.get_by_role("button", name="Vis min halvdel nu").click()
    page.wait_for_load_state()
    written = page.locator(".key-groups").inner_text()
    page.get_by_role("link", name="Jeg har printet det").click()
    page.wait_for_load_state()
    assert written.split()[0] not in page.locator("main").inner_text()
    return sealing.read_half(written)
