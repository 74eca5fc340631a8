"""A consultant writes, finishes and brings in a questionnaire, with and without JavaScript, at a desk and on a phone."""

import uuid

import pytest
from django.urls import reverse

from apv.models import Questionnaire
from apv.usecases import questionnaires as usecases
from orgstructure.permissions import Perm
from tests.apv import lime
from tests.browser.conftest import DESK, PHONE
from tests.factories import NOW, UnitFactory, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def consultant():
    return make_person(Perm.RUN_SURVEYS, on=UnitFactory())


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_from_an_empty_questionnaire_to_a_finished_one(open_context, consultant, scripts, viewport, axe, scrolls_one_way):
    page = open_context(consultant, viewport=viewport, java_script_enabled=scripts).new_page()

    def looks_right():
        if scripts:
            axe(page)
            scrolls_one_way(page)

    page.goto(reverse("questionnaire-list"))
    looks_right()
    page.get_by_role("link", name="Nyt spørgeskema").click()
    page.get_by_label("et tomt spørgeskema").check()
    page.get_by_role("group", name="Navn").get_by_label("På dansk").fill("Puls")
    looks_right()
    page.get_by_role("button", name="Begynd").click()
    page.get_by_role("link", name="Tilføj et afsnit").click()
    page.get_by_role("group", name="Overskrift").get_by_label("På dansk").fill("I dag")
    looks_right()
    page.get_by_role("button", name="Gem", exact=True).click()

    page.get_by_role("link", name="Tilføj et spørgsmål").click()
    page.get_by_role("group", name="Spørgsmål", exact=True).get_by_label("På dansk").fill("Er der ro?")
    page.get_by_label("Sådan svarer man").select_option("yes_partly_no")
    if not scripts:
        page.get_by_role("button", name="Vis forhåndsvisningen").click()
    page.locator(".phone h1", has_text="Er der ro?").wait_for()
    page.locator(".phone .choice", has_text="Delvist").wait_for()
    looks_right()
    page.get_by_role("button", name="Gem", exact=True).click()

    page.get_by_role("link", name="Tilføj et spørgsmål").click()
    page.get_by_role("group", name="Spørgsmål", exact=True).get_by_label("På dansk").fill("Hvad larmer?")
    page.get_by_label("Sådan svarer man").select_option("text")
    page.get_by_label("Stilles kun efter et bestemt svar på").select_option("er_der_ro")
    if not scripts:
        page.get_by_role("button", name="Vis svarene på det spørgsmål").click()
    page.get_by_role("group", name="Stilles efter et af disse svar").get_by_label("Nej").check()
    looks_right()
    page.get_by_role("button", name="Gem", exact=True).click()

    looks_right()
    page.get_by_role("button", name="Gør spørgeskemaet færdigt").click()
    page.get_by_text("Spørgeskemaet er færdigt").wait_for()
    looks_right()
    made = Questionnaire.objects.get(family="puls")
    assert made.is_finished
    assert [(one.code, one.shown_if) for one in made.questions.order_by("position")] == [
        ("er_der_ro", {}),
        ("hvad_larmer", {"question": "er_der_ro", "any_of": [1]}),
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_long_ones_faulty_files_and_answers_of_their_own_are_readable(open_context, consultant, viewport, axe, scrolls_one_way, tmp_path):
    draft = usecases.begin_version(Questionnaire.objects.get(family="apv"), submission_id=uuid.uuid4(), by=consultant, now=NOW)
    page = open_context(consultant, viewport=viewport).new_page()
    addresses = [reverse("questionnaire-edit", args=[draft.pk]), reverse("questionnaire-head", args=[draft.pk]), draft.get_absolute_url()]
    addresses += [reverse("questionnaire-question-edit", args=[draft.questions.get(code=code).pk]) for code in ("tasks", "absence_what")]
    addresses += [
        reverse("questionnaire-dimension-edit", args=[draft.dimensions.first().pk]),
        reverse("questionnaire-delete", args=[draft.pk]),
    ]
    for address in addresses:
        page.goto(address)
        axe(page)
        scrolls_one_way(page)

    file = tmp_path / "andet.lss"
    file.write_bytes(b"<document/>")
    page.goto(reverse("questionnaire-import"))
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_label("Licens", exact=True).fill("CC BY 4.0")
    page.get_by_label("Hvem har lavet det?").fill("Nogen")
    page.get_by_role("button", name="Hent det ind").click()
    page.get_by_text("Det er ikke en hel undersøgelse.").wait_for()
    axe(page)
    scrolls_one_way(page)

    file.write_bytes(lime.old_file())
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Hent det ind").click()
    page.get_by_text("ting i filen kunne ikke komme med").wait_for()
    axe(page)
    scrolls_one_way(page)
