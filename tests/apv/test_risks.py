"""The living risk assessment: written by manager and representative, read by everybody, kept in dated versions."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from apv.errors import RefusedError, StaleError
from apv.models import Finding, Risk, RiskAssessmentVersion, TopicCover
from apv.usecases.duty import clock
from apv.usecases.risks import Revision, RiskSaid, act_on, change_risk, confirm, part_of, revise
from orgstructure.models import RoleHolding
from orgstructure.permissions import Perm, Reach
from tests.apv.test_duty import Counter
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EngagementFactory,
    PlanFactory,
    RiskFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
SAID = RiskSaid("Løft alene", "ergonomic", "", "Lift", 3, 4, "")


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Hospitalet"))


def holder(role, unit, person):
    RoleHolding.objects.create(user=person, role=role, unit=unit, source="engagement", valid_from=LONG_AGO)
    return person


@pytest.fixture
def manager(ward, person_with):
    return holder("manager", ward, person_with(Perm.EDIT_PLANS, on=ward))


@pytest.fixture
def amr(ward, person_with):
    person = holder("amr", ward, person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT))
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG M2")).committee
    SeatFactory(committee=group, user=person)
    return person


def revision(*topics, occasion="first", participation=""):
    return Revision(occasion, list(topics), participation, uuid.uuid4())


def revised(ward, person, *topics, part="manager", **more):
    return revise(ward, revision(*topics, **more), part=part, by=person, now=NOW, today=TODAY)


def test_a_version_counts_when_manager_and_representative_stand_by_it(ward, manager, amr):
    version = revised(ward, manager, "ergonomic")
    assert clock([ward.pk], TODAY)[ward.pk].risk.state == "never"
    assert not TopicCover.objects.exists()

    assert confirm(version, part="amr", by=amr, now=NOW)
    assert not confirm(version, part="amr", by=amr, now=NOW)

    assert clock([ward.pk], TODAY)[ward.pk].risk.state == "fine"
    assert list(TopicCover.objects.values_list("topic", "covered_on", "risk_version")) == [("ergonomic", TODAY, version.pk)]


def test_one_person_in_both_parts_does_not_make_two(ward, manager, amr):
    version = revised(ward, manager)
    assert not confirm(version, part="amr", by=manager, now=NOW)


def test_without_a_representative_the_managers_word_counts_with_how_the_staff_took_part(ward, manager):
    with pytest.raises(IntegrityError, match="risk_version_says_who_took_part"):
        revised(ward, manager)


def test_without_a_representative_one_word_is_enough(ward, manager):
    revised(ward, manager, participation="Alle på personalemødet")
    assert clock([ward.pk], TODAY)[ward.pk].risk.due_on == TODAY.replace(year=TODAY.year + 1)


def test_the_assessment_is_over_time_a_year_after_it_was_gone_through(ward, manager):
    revised(ward, manager, participation="Alle")
    due_on = TODAY.replace(year=TODAY.year + 1)
    assert clock([ward.pk], due_on)[ward.pk].risk.state == "soon"
    assert clock([ward.pk], due_on + timedelta(days=1))[ward.pk].risk.state == "overdue"


def test_a_version_is_refused_while_a_risk_leads_to_nothing_and_keeps_the_risks_as_they_were(ward, manager):
    risk = RiskFactory(unit=ward, title="Løft alene")
    with pytest.raises(RefusedError):
        revised(ward, manager, participation="Alle")
    act_on(risk, by=manager, now=NOW)
    RiskFactory(unit=ward, title="Glat gulv", likelihood=1, consequence=1, accepted_because="Sjældent")

    version = revised(ward, manager, participation="Alle")
    Risk.objects.update(title="Et andet navn")

    assert [kept["title"] for kept in RiskAssessmentVersion.objects.get(pk=version.pk).risks] == ["Løft alene", "Glat gulv"]


def test_the_same_form_twice_is_one_version(ward, manager):
    once = revision(participation="Alle")
    first = revise(ward, once, part="manager", by=manager, now=NOW, today=TODAY)
    assert revise(ward, once, part="manager", by=manager, now=NOW, today=TODAY) == first
    with pytest.raises(RefusedError):
        revise(UnitFactory(), once, part="manager", by=manager, now=NOW, today=TODAY)


def test_the_worst_stand_first_and_of_two_alike_the_graver():
    unit = UnitFactory()
    for likelihood, consequence in ((1, 2), (5, 2), (2, 5), (5, 5)):
        RiskFactory(unit=unit, likelihood=likelihood, consequence=consequence)
    RiskFactory(unit=unit, ended_on=TODAY, ended_because="Væk")
    cells = Risk.objects.standing().filter(unit=unit).values_list("likelihood", "consequence")
    assert list(cells) == [(5, 5), (2, 5), (5, 2), (1, 2)]


def test_acting_on_a_risk_makes_one_finding_with_its_risk(ward, manager):
    risk = RiskFactory(unit=ward, accepted_because="Vi vidste ikke bedre")
    first = act_on(risk, by=manager, now=NOW)
    assert act_on(risk, by=manager, now=NOW) == first
    assert (first.found_by, first.likelihood, first.consequence, first.unit) == ("risk_assessment", 3, 4, ward)
    assert Finding.objects.count() == 1


def test_somebody_elses_change_is_not_written_over(ward, manager):
    risk = RiskFactory(unit=ward)
    change_risk(risk, SAID, [], version=1, by=manager, now=NOW)
    with pytest.raises(StaleError):
        change_risk(risk, SAID, [], version=1, by=manager, now=NOW)


def test_who_stands_by_it_as_what(ward, manager, amr, person_with):
    above = holder("manager", ward.parent, person_with(Perm.EDIT_PLANS, on=ward.parent))
    coordinator = holder("coordinator", ward.parent, person_with(Perm.EDIT_PLANS, on=ward.parent))
    elsewhere = holder("amr", ward.parent, person_with(on=ward.parent))
    parts = [part_of(person, ward, TODAY) for person in (manager, amr, above, coordinator, elsewhere)]
    assert parts == ["manager", "amr", "manager", "", ""]


@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({"likelihood": 6}, "risk_is_a_cell_of_the_matrix"),
        ({"ended_on": TODAY}, "risk_ended_says_why"),
        ({"ended_because": "Væk"}, "risk_ended_says_why"),
    ],
)
def test_the_database_refuses(columns, refused):
    with pytest.raises(IntegrityError, match=refused):
        RiskFactory(**columns)


# --- Pages ----------------------------------------------------------------------------------------------
def test_from_the_first_risk_to_a_version_that_counts(client_of, ward, manager, amr):
    client = client_of(manager)
    new = reverse("risk-new", args=[ward.pk])
    number = client.get(new).context["form"].initial["submission_id"]
    said = {"title": "Løft alene om natten", "topic": "ergonomic", "cell": "4-4", "controls": "Lift", "submission_id": number}
    refused = client.post(new, said | {"cell": "none"})
    assert refused.status_code == 422
    assert "Løft alene om natten" in refused.content.decode()
    for _twice in range(2):
        client.post(new, said)
    risk = Risk.objects.get()

    revise_page = reverse("risk-revise", args=[ward.pk])
    number = client.get(revise_page).context["form"].initial["submission_id"]
    words = {"occasion": "first", "topics": ["ergonomic"], "submission_id": number}
    assert client.post(revise_page, words).status_code == 422  # the risk leads to nothing yet
    client.post(reverse("risk-act", args=[risk.pk]))
    client.post(revise_page, words)
    version = RiskAssessmentVersion.objects.get()
    client_of(amr).post(reverse("risk-confirm", args=[version.pk]))

    text = client_of(EngagementFactory().user).get(reverse("risk-version", args=[version.pk])).content.decode()
    assert "Løft alene om natten" in text
    assert manager.get_full_name() in text
    assert amr.get_full_name() in text
    assert TopicCover.objects.filter(unit=ward, topic="ergonomic").exists()


def test_a_plan_few_may_read_is_not_named_to_others(client_of, ward, manager):
    risk = RiskFactory(unit=ward)
    open_plan, secret = PlanFactory(unit=ward, title="Nye lifte"), PlanFactory(unit=ward, title="Kvabbelsnask", is_confidential=True)
    DraftFactory(unit=ward, title="Sludderbod")
    risk.plans.set([open_plan, secret])
    text = client_of(EngagementFactory().user).get(reverse("risk-assessment", args=[ward.pk])).content.decode()
    assert "Nye lifte" in text
    assert "Kvabbelsnask" not in text
    form = client_of(manager).get(reverse("risk-edit", args=[risk.pk])).context["form"]
    assert list(form.fields["plans"].queryset) == [open_plan]


def test_a_risk_that_is_gone_leaves_the_list_with_its_reason(client_of, ward, manager):
    risk = RiskFactory(unit=ward)
    page = reverse("risk-end", args=[risk.pk])
    client_of(manager).post(page, {"because": "Maskinen er væk"})
    risk.refresh_from_db()
    assert (risk.ended_on, risk.ended_because) == (TODAY, "Maskinen er væk")
    assert client_of(manager).post(page, {"because": "Igen"}).status_code == 404


def test_the_page_asks_as_much_of_many_risks_as_of_few(client_of, ward):
    client = client_of(EngagementFactory().user)
    page = reverse("risk-assessment", args=[ward.pk])
    counts = []
    for number in (1, 4):
        for _each in range(number):
            RiskFactory(unit=ward).plans.set([PlanFactory(unit=ward)])
        with connection.execute_wrapper(counter := Counter()):
            client.get(page)
        counts.append(counter.number)
    assert counts[0] == counts[1]
