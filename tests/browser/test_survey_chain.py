"""The whole way, as people go it: asked, answered, opened by two, read, talked about, planned, asked again, told to everybody."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from actionplans.usecases import life
from apv import sealing, tasks
from apv.models import Dialogue, Invitation, Questionnaire, Round, RoundStatus, RoundUnit
from apv.pulses import results_of
from apv.usecases import answering
from apv.usecases.inviting import token_key_of
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from safetynet.common import clock
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
    make_person,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
STAFF = 12


class Days:
    """The day it is: the whole product reads it here."""

    now = NOW

    @property
    def today(self):
        return self.now.astimezone(clock.COPENHAGEN).date()

    def go_to(self, day):
        self.now = clock.at_hour(day, 9)


@pytest.fixture
def days(monkeypatch):
    found = Days()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    caches["process"].clear()
    return found


@pytest.fixture
def region(transactional_db):
    """A region with one ward of 14 people, and the two who hold keys."""
    top = UnitFactory(name="Region Eksempel")
    ward = UnitFactory(name="Medicinsk afsnit M2", parent=top)
    manager = make_person(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, Perm.READ_COMMENTS, on=ward, first_name="Mette", last_name="Skov")
    Unit.objects.filter(pk=ward.pk).update(manager=manager)
    amr = make_person(Perm.EDIT_PLANS, Perm.READ_COMMENTS, on=ward, reach=Reach.UNIT, first_name="Anna", last_name="Holm")
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=amr, committee=group)
    for _ in range(STAFF):
        EngagementFactory(unit=ward)
    people = {
        "manager": manager,
        "employee": EngagementFactory(unit=ward).user,
        "consultant": make_person(Perm.RUN_SURVEYS, on=top, first_name="Karla", last_name="Konsulent"),
        "deputy": make_person(on=top, first_name="Dorte", last_name="Stedfortraeder"),
    }
    return ward, people


@pytest.fixture
def phone(phone_as, live_server):
    """A phone at the survey's own host."""
    return lambda **options: phone_as(base_url=live_server.url.replace("127.0.0.1", "localhost"), **options)


def codes_of(survey, ward):
    """(invitation, code) of everybody in the ward, as their mails carry them."""
    key = token_key_of(survey)
    mine = Invitation.objects.filter(round=survey, round_unit__unit=ward).order_by("person")
    return [(one, sealing.token_of(key, one.pk)) for one in mine]


def answer_on_a_phone(page, token, place, *, has_script=True):
    """Every question with a tap at that place of its scale, then sent."""
    page.goto(f"/s/{token}/da/1/")
    while "/send/" not in page.url:
        before = page.url
        if page.locator("textarea").count():
            page.locator("textarea").fill("Vi når det ikke om morgenen")
            page.locator("button[name=go][value=next]").click()
        else:
            page.locator(".choice label").nth(place).click()
            if not has_script:
                page.locator("button[name=go][value=next]").click()
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("button", name="Send mine svar").click()
    expect(page.get_by_role("heading", name="Tak, dit svar er kommet ind")).to_be_visible()


def answer_by_hand(survey, codes, value, today):
    """The rest, as the phone's pages do it."""
    questions = list(survey.questionnaire.questions.exclude(scale="text"))
    asked = [question.code for question in questions if not survey.repeats or question.code in survey.repeats]
    for invitation, token in codes:
        answering.save_draft(survey, token, answering.Begun(dict.fromkeys(asked, value), 1))
        answering.submit(invitation, token, today=today)


def half_of(page):
    """Fetch it, and read it off the sheet."""
    page.get_by_role("button", name="Vis min halvdel nu").click()
    return page.locator(".key-groups").inner_text()


def test_from_a_question_to_an_answer_that_it_helped(region, days, page_as, phone, axe):
    ward, people = region
    consultant, deputy = page_as(people["consultant"]), page_as(people["deputy"])
    survey, halves = prepare(consultant, deputy, people, axe)
    answer(survey, ward, phone, axe, days)
    open_and_release(survey, consultant, deputy, halves, axe, days)
    manager = page_as(people["manager"])
    plan = from_the_report_to_a_plan(survey, ward, manager, axe)
    ask_again(plan, ward, manager, phone, axe, days)
    decide(plan, manager, axe)
    told(plan, ward, page_as(people["employee"]), axe)


def prepare(consultant, deputy, people, axe):
    """A consultant prepares the round; two people fetch their half of its key; it opens."""
    consultant.goto(reverse("round-new"))
    axe(consultant)
    consultant.fill("#id_name", "Trivsel 2026")
    consultant.select_option("#id_questionnaire", value=str(Questionnaire.objects.get(family="trivsel").pk))
    consultant.fill("#id_opens_on", TODAY.strftime("%d-%m-%Y"))
    consultant.fill("#id_closes_on", (TODAY + timedelta(days=14)).strftime("%d-%m-%Y"))
    for name, person in (("key_holder", "consultant"), ("key_deputy", "deputy")):
        consultant.fill("#id_find", people[person].last_name)
        consultant.get_by_role("button", name="Find", exact=True).click()
        consultant.select_option(f"#id_{name}", value=str(people[person].pk))
    consultant.get_by_role("button", name="Gem, og se hvad der kommer ud af det").click()
    consultant.wait_for_url("**/surveys/rounds/*/")
    axe(consultant)
    survey = Round.objects.get()
    halves = []
    for page in (consultant, deputy):
        page.goto(reverse("round-key", args=[survey.pk]))
        axe(page)
        halves.append(half_of(page))
        axe(page)
    consultant.goto(survey.get_absolute_url())
    consultant.get_by_role("button", name="Åbn undersøgelsen").click()
    consultant.get_by_text("Åben for svar").first.wait_for()
    axe(consultant)
    return survey, halves


def answer(survey, ward, phone, axe, days):
    """Two phones, one of them without JavaScript; the others by the same use case."""
    survey.refresh_from_db()
    assert survey.status == RoundStatus.OPEN
    codes = codes_of(survey, ward)
    assert len(codes) == STAFF + 3
    for (_invitation, token), has_script in zip(codes[:2], (True, False), strict=True):
        page = phone(java_script_enabled=has_script)
        page.goto(f"/s/{token}/da/")
        if has_script:
            axe(page)
        answer_on_a_phone(page, token, 3, has_script=has_script)
    answer_by_hand(survey, codes[2:], 2, days.today)


def open_and_release(survey, consultant, deputy, halves, axe, days):
    """The day after the last one it is closed; both type their half; the consultant releases it."""
    days.go_to(survey.closes_on + timedelta(days=1))
    tasks.look_for_rounds()
    for page, half in zip((consultant, deputy), halves, strict=True):
        page.goto(reverse("round-key", args=[survey.pk]))
        axe(page)
        page.fill("#id_half", half)
        page.get_by_role("button", name="Aflevér min halvdel").click()
        page.wait_for_load_state()
    consultant.goto(survey.get_absolute_url())
    axe(consultant)
    consultant.get_by_role("button", name="Frigiv", exact=True).click()
    consultant.get_by_text("frigivet", exact=False).first.wait_for()
    survey.refresh_from_db()
    assert survey.status == RoundStatus.RELEASED


def from_the_report_to_a_plan(survey, ward, page, axe):
    """The manager reads the report, writes the talk down, and makes a plan of what stands out, in at most six interactions."""
    place = RoundUnit.objects.get(round=survey, unit=ward)
    report = reverse("unit-report", args=[survey.pk, place.pk])
    page.goto(report)
    axe(page)
    page.get_by_role("link", name="Til enhedens APV").click()
    page.get_by_role("link", name="Skriv en snak ned").click()
    page.fill("#id_participants", "Dagvagten, leder og AMR")
    page.fill("#id_said", "Vi når det ikke om morgenen.")
    page.get_by_role("button", name="Gem").click()
    axe(page)
    assert Dialogue.objects.get().said == "Vi når det ikke om morgenen."
    page.goto(report)
    interactions = [
        page.get_by_role("link", name="Foreslå som fund").first.click,
        lambda: page.fill("#id_causes", "Vagtplanen laves uden os."),
        page.get_by_role("button", name="Gem og lav en handleplan").click,
        lambda: page.fill("#id_measures-0-text", "To kolleger er med til at lægge vagtplanen"),
        page.get_by_role("button", name="Offentliggør", exact=False).first.click,
    ]
    for interaction in interactions:
        interaction()
    page.wait_for_url("**/plans/*/")
    assert len(interactions) <= 6
    axe(page)
    return ActionPlan.objects.get()


def ask_again(plan, ward, page, phone, axe, days):
    """On the evaluate date the same questions go to the same people for a week."""
    days.go_to(plan.evaluate_on)
    life.carry_out(plan, by=plan.owner, now=clock.now(), today=clock.today())
    page.goto(plan.get_absolute_url())
    axe(page)
    page.get_by_role("link", name="Stil enheden de samme spørgsmål igen").click()
    axe(page)
    page.get_by_role("button", name="Spørg enheden nu").click()
    page.get_by_text("Enheden bliver spurgt om det samme igen").wait_for()
    axe(page)
    pulse = Round.objects.pulses().get()
    codes = codes_of(pulse, ward)
    asked = phone()
    asked.goto(f"/s/{codes[0][1]}/da/")
    axe(asked)
    assert "anonym" not in asked.locator("h2").all_inner_texts()
    answer_on_a_phone(asked, codes[0][1], 0)
    answer_by_hand(pulse, codes[1:], 4, days.today)
    days.go_to(pulse.closes_on + timedelta(days=1))
    tasks.look_for_rounds()
    assert results_of([plan.pk])[plan.pk].main.now.n == len(codes)


def decide(plan, page, axe):
    """What the staff say stands beside the manager's own verdict."""
    said = results_of([plan.pk])[plan.pk].main.in_words
    page.goto(plan.get_absolute_url())
    expect(page.get_by_text(said)).to_have_count(2)  # where the verdict is asked for, and in its own part
    axe(page)
    page.get_by_role("link", name="Ja, det er løst").click()
    page.locator("form .button-primary").first.click()
    page.wait_for_url("**/plans/*/")
    plan.refresh_from_db()
    assert plan.closing_evaluation.verdict == "solved"
    expect(page.get_by_text(said)).to_be_visible()


def told(plan, ward, page, axe):
    """The employee reads what was said, what was done, and whether it helped."""
    page.goto(reverse("unit-said", args=[ward.pk]))
    expect(page.get_by_text("I er blevet spurgt igen.").first).to_be_visible()
    expect(page.get_by_role("link", name=plan.title).first).to_be_visible()
    axe(page)
