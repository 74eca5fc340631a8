"""The self-audit in a browser: 26 questions by keys at a desk together with another manager, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from apv.models import AuditAnswer, SelfAudit
from apv.usecases import auditing
from apv.usecases.auditing import Given
from tests.apv.audit_answers import make_audits
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 26
MOST_TAPS = NUMBER + 12  # one for each question, and those for who took part and for sending in


@pytest.fixture
def audits():
    return make_audits(NUMBER, is_followed=True)


def begin(page, audits, place=None):
    """From the address that the start page leads to."""
    audit = auditing.begin(place=place or audits.place, by=audits.manager, now=NOW)
    page.goto(audit.get_absolute_url())
    return audit


def tap(page, question, answer):
    """On the answer, as a thumb does."""
    page.locator(f"label[for=q{question.pk}-{answer}]").click()


def saved(page):
    expect(page.locator("[data-save-note]")).to_contain_text("Gemt")


def kept(**more):
    return AuditAnswer.objects.filter(**more).count()


def test_a_manager_answers_26_questions_by_keys_jointly_with_another_manager_and_unit(page_as, audits, axe, scrolls_one_way):
    page = page_as(audits.manager)
    audit = begin(page, audits)
    axe(page)
    page.get_by_role("link", name="Svar sammen med andre").click()  # 1
    page.get_by_role("button", name="Tilføj Afsnit M3").click()  # 2
    axe(page)
    page.get_by_role("link", name="Tilbage til egenkontrollen").click()  # 3
    expect(page.get_by_text("Bo Berg, Afsnit M3")).to_be_visible()

    page.locator(f"#q-{audits.questions[0].pk}").focus()
    for number in range(NUMBER):  # 26 keys, and one to go on after each of the two gaps
        page.keyboard.press("3" if number == 4 else "2" if number == 9 else "1")
        if number in (4, 9):
            page.keyboard.press("j")
    saved(page)
    expect(page.locator("[data-progress-words]")).to_have_text("26 af 26 besvaret")
    expect(page.locator(f"#q-{audits.questions[4].pk} [data-parts]")).to_contain_text("handling", ignore_case=True)
    axe(page)
    scrolls_one_way(page)

    page.get_by_role("link", name="Skriv, hvem der var med").click()
    page.get_by_role("button", name="Var med Mia Lund").click()
    axe(page)
    page.get_by_label("Medarbejdere").fill("14")
    page.get_by_role("button", name="Gem antallene").click()
    page.get_by_role("link", name="Tilbage til egenkontrollen").click()
    page.get_by_role("button", name="Se igennem og send ind").click()
    expect(page.get_by_role("heading", name="Er det sådan?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send ind").click()
    expect(page.get_by_text("Egenkontrollen er sendt ind. Tak.")).to_be_visible()
    axe(page)

    audit.refresh_from_db()
    assert (audit.status, audit.places.count(), kept(answer="no"), kept(answer="partly"), kept(answer="yes")) == ("submitted", 2, 1, 2, 24)
    assert sum(audit.participations.filter(part="staff").values_list("number", flat=True)) == 14


def test_on_a_phone_a_tap_a_question_and_few_more(phone_as, audits, axe, scrolls_one_way):
    page = phone_as(audits.manager)
    audit = begin(page, audits)
    scrolls_one_way(page)
    axe(page)
    taps = 0
    for question in audits.questions:
        tap(page, question, "yes")
        taps += 1
    saved(page)
    expect(page.locator("[data-progress-words]")).to_have_text("26 af 26 besvaret")
    page.get_by_role("button", name="Se igennem og send ind").click()
    scrolls_one_way(page)
    axe(page)
    page.get_by_role("button", name="Send ind").click()
    taps += 2
    expect(page.get_by_text("Egenkontrollen er sendt ind. Tak.")).to_be_visible()
    scrolls_one_way(page)

    audit.refresh_from_db()
    assert (audit.status, kept(audit=audit, answer="yes")) == ("submitted", NUMBER)
    assert taps <= MOST_TAPS


def test_without_javascript_one_button_saves_the_page(phone_as, audits):
    page = phone_as(audits.manager, java_script_enabled=False)
    begin(page, audits)
    for question in audits.questions[:3]:
        tap(page, question, "yes")
    page.locator(f"#q-{audits.questions[2].pk}").get_by_label("Kommentar").fill("Vi taler om det hver uge")
    page.get_by_role("button", name="Gem siden").click()

    expect(page.get_by_text("Dine svar er gemt.")).to_be_visible()
    page.get_by_role("link", name="Gå videre med spørgsmål 4").click()
    expect(page).to_have_url(re.compile(f"#q-{audits.questions[3].pk}$"))
    assert list(AuditAnswer.objects.filter(question=audits.questions[2]).values_list("answer", "comment")) == [
        ("yes", "Vi taler om det hver uge")
    ]


def test_keys_are_not_taken_while_somebody_types_and_can_be_turned_off(page_as, audits):
    page = page_as(audits.manager)
    audit = begin(page, audits)
    first = page.locator(f"#q-{audits.questions[0].pk}")
    first.focus()
    page.keyboard.press("c")
    page.keyboard.type("1 jkc 2")
    page.keyboard.press("Escape")
    saved(page)
    assert AuditAnswer.objects.get(audit=audit).comment == "1 jkc 2"
    assert AuditAnswer.objects.get(audit=audit).answer == ""

    page.get_by_label("Brug taster").uncheck(force=True)
    first.focus()
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    assert not first.get_by_role("radio").first.is_checked()


def test_two_who_answer_at_once_see_each_others_answer_and_nothing_typed_is_lost(page_as, audits, axe):
    mine, theirs = page_as(audits.manager), page_as(audits.amr)
    audit = begin(mine, audits)
    theirs.goto(audit.get_absolute_url())
    first, second = audits.questions[:2]

    theirs.locator(f"#q-{first.pk}").get_by_label("Kommentar").fill("Mias ord")
    theirs.keyboard.press("Tab")
    saved(theirs)
    tap(theirs, second, "no")
    expect(theirs.locator("[data-progress-words]")).to_have_text("1 af 26 besvaret")
    mine.locator(f"#q-{first.pk}").get_by_label("Kommentar").fill("Annas ord")
    mine.keyboard.press("Tab")

    conflict = mine.locator(f"#q-{first.pk} [data-conflict]")
    expect(conflict).to_contain_text("Mias ord")
    axe(mine)
    expect(mine.locator(f"#q-{first.pk}").get_by_label("Kommentar")).to_have_value("Annas ord")
    expect(mine.locator(f"#q-{second.pk}").get_by_label("Nej")).to_be_checked()
    conflict.get_by_role("button", name="Behold mit").click()
    saved(mine)
    expect(conflict).to_have_count(0)
    assert AuditAnswer.objects.get(question=first).comment == "Annas ord"


def test_what_was_sent_in_meanwhile_stops_the_saving_with_a_sentence(page_as, audits):
    page = page_as(audits.amr)
    audit = begin(page, audits)
    audits.answer(audit, *[Given("yes")] * NUMBER)
    auditing.send_in(audit=audit, by=audits.manager, now=NOW)

    tap(page, audits.questions[0], "no")

    expect(page.locator("[data-save-note]")).to_contain_text("sendt ind")
    assert SelfAudit.objects.get(pk=audit.pk).status == "submitted"
