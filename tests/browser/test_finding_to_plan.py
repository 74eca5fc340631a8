"""From a low figure to a published plan in at most six interactions, and the pages of an APV on a desk and on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, LiftedMatter
from apv.models import Finding, Outcome, ResultCell
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    CommitteeFactory,
    CoverageFactory,
    DimensionFactory,
    EngagementFactory,
    FindingFactory,
    QuestionFactory,
    ReleasedRoundFactory,
    RoundUnitFactory,
    SeatFactory,
    SectionFactory,
    ThemeFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(transactional_db):
    head = EngagementFactory(user__first_name="Hanne", user__last_name="Top").user
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Medicinsk Afdeling", manager=head))


@pytest.fixture
def manager(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")
    Unit.objects.filter(pk=ward.pk).update(manager=person)
    return person


@pytest.fixture
def amr(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT, first_name="Anna", last_name="Holm")
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=person, committee=group)
    return person


@pytest.fixture
def figure(ward):
    section = SectionFactory()
    asked = section.questionnaire
    ThemeFactory(code="influence")
    dimension = DimensionFactory(questionnaire=asked, code="influence", name={"da": "Indflydelse"}, theme_code="influence")
    for text in ("Kan du selv bestemme, hvordan du løser dine opgaver?", "Bliver du hørt, når noget ændres?"):
        QuestionFactory(section=section, questionnaire=asked, dimension=dimension, text={"da": text})
    survey = ReleasedRoundFactory(questionnaire=asked, top=ward.parent, name={"da": "APV 2026"})
    whole = RoundUnitFactory(round=survey, unit=ward.parent)
    part = RoundUnitFactory(round=survey, unit=ward, parent=whole)
    for where, n, mean in ((whole, 120, "58.00"), (part, 14, "41.50")):
        ResultCell.objects.create(round=survey, round_unit=where, subject="answered", n=n)
        ResultCell.objects.create(round=survey, round_unit=where, subject="dimension", code="influence", n=n, mean=mean)
    return part


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_from_a_low_figure_to_a_published_plan_in_at_most_six_interactions(figure, manager, amr, page_as, java_script_enabled):
    page = page_as(manager, java_script_enabled=java_script_enabled)
    page.goto(reverse("unit-report", args=[figure.round_id, figure.pk]))
    interactions = [
        page.get_by_role("link", name="Foreslå som fund").first.click,
        lambda: page.fill("#id_causes", "Vagtplanen laves uden os, og ændringer meldes samme dag."),
        page.get_by_role("button", name="Gem og lav en handleplan").click,
        lambda: page.fill("#id_measures-0-text", "To kolleger er med til at lægge vagtplanen hver måned"),
        page.get_by_role("button", name="Offentliggør", exact=False).first.click,
    ]
    for interaction in interactions:
        interaction()
    page.wait_for_url("**/plans/*/")

    assert len(interactions) <= 6
    plan, finding = ActionPlan.objects.get(), Finding.objects.get()
    assert (plan.status, plan.source, plan.owner, str(plan.evaluator)) == ("active", "apv", manager, "Anna Holm")
    assert (plan.title, plan.theme.code) == ("Indflydelse skiller sig ud som lav", "influence")
    assert all((plan.nature, plan.seriousness, plan.extent, plan.causes, plan.evaluation_method))
    criterion = plan.criteria.get()
    assert (criterion.kind, criterion.baseline, criterion.target) == ("measured", "42 af 100", "52 af 100")
    assert (finding.outcome, finding.decided_by, list(finding.plans.all())) == ("plan", manager, [plan])
    assert finding.baseline["mean"] == 41.5


def test_a_draft_decides_nothing_and_its_publishing_does(figure, manager, page_as):
    page = page_as(manager)
    page.goto(f"{reverse('finding-new')}?round_unit={figure.pk}&code=influence")
    page.fill("#id_causes", "Vagtplanen")
    page.get_by_role("button", name="Gem og lav en handleplan").click()
    page.fill("#id_measures-0-text", "Vi lægger den sammen")
    with page.expect_response("**/plans/autosave/**"):
        page.locator("#id_measures-0-text").blur()
    page.get_by_text("Kladden er gemt").wait_for()
    assert list(Finding.objects.get().plans.all()) == [ActionPlan.objects.get()]
    assert not Finding.objects.get().is_decided
    page.get_by_role("button", name="Offentliggør").first.click()
    page.wait_for_url("**/plans/*/")
    assert Finding.objects.get().outcome == "plan"
    assert ActionPlan.objects.count() == 1


def test_representative_and_manager_go_through_an_apv_by_dialogue_on_a_phone(ward, manager, amr, phone_as, axe, scrolls_one_way):
    page = phone_as(amr)
    page.goto(f"/apv/units/{ward.pk}/assessments/")
    page.get_by_role("link", name="Begynd en APV ved dialog").click()
    axe(page)
    page.get_by_role("button", name="Begynd").click()
    page.get_by_role("link", name="Skriv en snak ned").click()
    axe(page)
    scrolls_one_way(page)
    page.fill("#id_participants", "Dagvagten, leder og AMR")
    page.fill("#id_said", "Vi løfter for meget om natten.")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Tilføj et fund").first.click()
    axe(page)
    scrolls_one_way(page)
    page.fill("#id_title", "Tunge løft om natten")
    for name in ("causes", "nature", "seriousness", "extent"):
        page.fill(f"#id_{name}", "Der er to på vagt")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("link", name="Et varigt vilkår, som gennemgås hvert år").click()
    axe(page)
    page.fill("#id_text", "Natten har to på vagt; vi henter hjælp fra M3 ved tunge løft.")
    page.get_by_role("button", name="Afgør").click()
    page.get_by_role("link", name="Udfyld disse dele").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Ja, det kan bidrage").check()
    page.fill("#id_absence_text", "Ryggen gør ondt efter nætter med tunge løft.")
    page.fill("#id_participation", "AMG har planlagt og holdt mødet.")
    page.fill("#id_follow_up_on", "1-6-2027")
    page.get_by_role("button", name="Gem").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Afslut APV'en").click()
    page.get_by_text("APV'en er afsluttet").wait_for()
    axe(page)


def test_axe_finds_nothing_on_findings_in_any_state(ward, manager, amr, page_as, open_context, axe, scrolls_one_way):
    assessment = AssessmentFactory(unit=ward)
    matter = LiftedMatter.objects.create(
        from_unit=ward, to_unit=ward.parent, title="Flere hænder", question="Hvem betaler?", answer_by=TODAY - timedelta(days=2),
        asked_at=NOW - timedelta(days=32), asked_by=manager,
    )  # fmt: skip
    decided = {"decided_at": NOW, "decided_by": manager}
    FindingFactory(assessment=assessment, title="Støj", is_acute=True, effort="quick", reach="here")
    FindingFactory(assessment=assessment, outcome=Outcome.LIFTED, lifted=matter, **decided)
    FindingFactory(assessment=assessment, outcome=Outcome.STANDING, outcome_text="Hører til", outcome_on=TODAY, **decided)
    aside = FindingFactory(assessment=assessment, aside_by=manager, aside_at=NOW, outcome_text="Det er løn")
    page = open_context(amr, viewport={"width": 320, "height": 700}).new_page()
    first = Finding.objects.get(title="Støj")
    for address in (
        assessment.get_absolute_url(), aside.get_absolute_url(), first.get_absolute_url(), f"/apv/findings/{first.pk}/edit/",
        *(f"/apv/findings/{first.pk}/decide/?outcome={outcome}" for outcome in ("at_once", "later", "lifted", "not_here")),
        "/apv/cards/", f"/apv/units/{ward.pk}/assessments/", "/plans/lifted/", matter.get_absolute_url(),
    ):  # fmt: skip
        assert page.goto(address).status == 200, address
        axe(page)
        scrolls_one_way(page)
    page.goto(f"/apv/findings/{first.pk}/decide/?outcome=at_once")
    page.fill("#id_on", "engang")
    page.get_by_role("button", name="Afgør").click()
    page.locator("[data-error-summary]").wait_for()
    axe(page)
