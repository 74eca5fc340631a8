"""A consultant makes next year's questions of last year's, at a desk and on a phone."""

import uuid

import pytest
from django.urls import reverse
from openpyxl import Workbook

from apv.models import AuditSet
from apv.usecases.audit_sets import Head, begin_empty
from orgstructure.permissions import Perm
from tests.browser.conftest import DESK, PHONE
from tests.factories import NOW, AuditQuestionFactory, AuditSetFactory, UnitFactory, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def consultant():
    return make_person(Perm.RUN_AUDITS, on=UnitFactory())


@pytest.fixture
def last_year():
    """A finished set of three questions under two headings."""
    made = AuditSetFactory(year=2026, name={"da": "Egenkontrol", "sv": "Egenkontroll"})
    for number, heading in ((1, "Hverdag"), (2, "Hverdag"), (3, "Risici")):
        AuditQuestionFactory(
            question_set=made, position=number, code=f"q{number}", group={"da": heading}, law={"DK": "AML § 15 a", "SE": "AFS 2023:1"},
            text={"da": f"Gør I det på plads {number}?", "sv": f"Gör ni det på plats {number}?"}, is_policy=number == 3,
        )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("viewport", "scripts"), [(DESK, True), (PHONE, True), (PHONE, False)], ids=["desk", "phone", "without-javascript"]
)
def test_from_last_years_set_to_next_years(open_context, consultant, last_year, viewport, scripts, axe, scrolls_one_way):
    AuditSet.objects.filter(made_by=None).exclude(pk=last_year.pk).delete()
    page = open_context(consultant, viewport=viewport, java_script_enabled=scripts).new_page()

    def looks_right():
        if scripts:
            axe(page)
            scrolls_one_way(page)

    page.goto(reverse("audit-set-list"))
    looks_right()
    page.get_by_role("link", name="Kopiér spørgsmålene fra 2026").click()
    looks_right()
    page.get_by_role("button", name="Kopiér").click()
    page.get_by_text("Fortsætter spørgsmål 2 fra 2026.").wait_for()
    looks_right()

    page.get_by_role("link", name="Gør I det på plads 2?").click()
    looks_right()
    page.get_by_role("group", name="Spørgsmål", exact=True).get_by_label("På dansk").fill("Er der ro til pauser?")
    page.get_by_label("Hvilket tidligere spørgsmål spørger om det samme?").select_option("")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Nyt: sammenlignes ikke med et tidligere år.").wait_for()
    page.get_by_role("button", name="Flyt “Er der ro til pauser?” op").click()
    looks_right()

    page.get_by_role("button", name="Gør sættet færdigt").click()
    page.get_by_text("Spørgsmålene er færdige og kan stilles.").wait_for()
    looks_right()
    made = AuditSet.objects.get(made_by=consultant)
    assert (made.year, made.is_finished) == (2027, True)
    assert [(row.code, row.continues and row.continues.code) for row in made.questions.all()] == [("q2", None), ("q1", "q1"), ("q3", "q3")]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_what_is_missing_and_what_is_wrong_with_a_file_is_readable(
    open_context, consultant, last_year, viewport, axe, scrolls_one_way, tmp_path
):
    empty = begin_empty(Head(2028, {"en": "Audit"}, {}), submission_id=uuid.uuid4(), by=consultant, now=NOW)
    AuditQuestionFactory(question_set=empty, position=1, text={"en": "Is there peace?"}, continues=last_year.questions.first())
    page = open_context(consultant, viewport=viewport).new_page()
    first = empty.questions.get().pk
    for name, key in (("set-detail", empty.pk), ("set-head", empty.pk), ("set-delete", empty.pk), ("question-heading", first)):
        page.goto(reverse(f"audit-{name}", args=[key]))
        axe(page)
        scrolls_one_way(page)

    page.goto(reverse("audit-question-new", args=[empty.pk]))
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Udfyld “Spørgsmål” på mindst ét sprog.").first.wait_for()
    axe(page)
    scrolls_one_way(page)

    book, file = Workbook(), tmp_path / "spoergsmaal.xlsx"
    for line in (["Spørgsmål (dansk)", "Fortsætter", "Kolonnen"], ["", "ukendt", "x"]):
        book.active.append(line)
    book.save(file)
    page.goto(reverse("audit-set-import"))
    axe(page)
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("group", name="Navn").get_by_label("På dansk").fill("Fra et regneark")
    page.get_by_role("button", name="Hent ind").click()
    page.get_by_text("Kolonnen “Kolonnen” kendes ikke.").wait_for()
    assert page.get_by_role("group", name="Navn").get_by_label("På dansk").input_value() == "Fra et regneark"
    axe(page)
    scrolls_one_way(page)
