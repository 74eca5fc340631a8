"""The learning bank: closed plans told so that nobody can be recognised, read by a person, then found by everybody."""

import pytest
from django.urls import reverse

from actionplans.defaults import THEMES
from actionplans.errors import StaleError
from actionplans.example_measures import LIBRARY
from actionplans.example_page import ENOUGH, like, shown
from actionplans.models import ActionPlan, EffectEvaluation, LearningExample, PlanPerson, Theme
from actionplans.scrubbing import Scrubber
from actionplans.usecases import examples
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    LearningExampleFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def shared(**words):
    return LearningExampleFactory(is_shared=True, **words)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Skriv til per@region.dk eller se https://region.dk/x", "Skriv til [mail] eller se [link]"),
        ("Ring 12 34 56 78 eller +45 12345678", "Ring [nummer] eller [nummer]"),
        ("Patient 010190-1234 i 2023-2024", "Patient [nummer] i 2023-2024"),
        ("Besøg på Parkvej 12 B og stue 7.", "Besøg på [adresse] og [et rum]."),
        ("Som i HP-123 tog Søren Holms hold fat", "Som i [en plan] tog [en kollega] hold fat"),
        ("Søren og HOLM, SØREN HOLM; holmen ved anne-mette", "[en kollega] og HOLM, [en kollega]; holmen ved anne-mette"),
        ("Anne-Mette Lund Kjær spurgte Lund", "[en kollega] spurgte [en kollega]"),
        ("På Medicinsk afsnit M2s gang i M2 og Køge", "På [afsnittet] gang i [afsnittet] og [afsnittet]"),
        ("Et medicinsk afsnit med 2 senge", "Et medicinsk afsnit med 2 senge"),
    ],
)
def test_what_points_at_somebody_is_taken_out_and_the_rest_stands(said, kept):
    scrubber = Scrubber.of(people=["Søren Holm", "Anne-Mette Lund Kjær"], places=["Medicinsk afsnit M2", "Køge Sygehus"])

    assert scrubber.scrub(said) == kept


def test_a_closed_plan_is_drafted_without_its_people_unit_and_committees():
    hospital = UnitFactory(name="Vesterlund Sygehus")
    unit = UnitFactory(name="Sengeafsnit K7", parent=hospital, manager=UserFactory(first_name="Gudrun", last_name="Bjerregaard"))
    CoverageFactory(unit=unit, committee=CommitteeFactory(name="LMU Kirsebær"))
    EngagementFactory(unit=unit, user=UserFactory(first_name="Tormod", last_name="Ellekilde"))
    owner, told, does = (UserFactory(first_name=name, last_name="Overgaard") for name in ("Signe", "Villads", "Rigmor"))
    plan = ClosedPlanFactory(unit=unit, owner=owner, title="Tormod Ellekilde løfter alene på K7")
    PlanPerson.objects.create(plan=plan, user=told, part="informed")
    MeasureFactory(plan=plan, responsible=does, text="Rigmor køber lift; Gudrun spørger LMU Kirsebær")
    EffectEvaluation.objects.filter(pk=plan.closing_evaluation_id).update(
        wanted_effects="Villads og Signe har færre smerter", unwanted_effects="Vesterlund fik ventetid, ring 12345678"
    )

    assert examples.draft(now=NOW) == 1
    made = LearningExample.objects.get()

    assert made.problem == "[en kollega] løfter alene på [afsnittet]"
    assert made.did == "[en kollega] køber lift; [en kollega] spørger [afsnittet]"
    assert made.learned == "[en kollega] og [en kollega] har færre smerter\n[afsnittet] fik ventetid, ring [nummer]"
    assert (made.state, made.verdict, made.closed_year, made.kind_of_unit) == ("drafted", "solved", NOW.year, "En enhed")
    assert examples.draft(now=NOW) == 0


def test_confidential_open_and_undone_plans_are_never_drafted_and_a_run_is_bounded():
    closed = [ClosedPlanFactory() for _ in range(3)]
    for plan in [*closed, hidden := ClosedPlanFactory(), PlanFactory()]:
        MeasureFactory(plan=plan)
    ActionPlan.objects.filter(pk=hidden.pk).update(is_confidential=True)
    ClosedPlanFactory()  # says no measure

    assert (examples.draft(now=NOW, most=2), examples.draft(now=NOW), examples.draft(now=NOW)) == (2, 1, 0)
    assert set(LearningExample.objects.values_list("plan", flat=True)) == {plan.pk for plan in closed}


def test_the_kind_of_unit_is_said_only_where_several_are_like_it():
    wards = [UnitFactory(name=f"Sengeafsnit {n}") for n in range(examples.FEWEST_ALIKE)]
    alone = UnitFactory(name="Centralkøkkenet")
    EngagementFactory.create_batch(12, unit=wards[0])

    kinds = examples.KindsOfUnits(NOW)

    assert kinds.of(wards[1]) == "Et sengeafsnit"
    assert kinds.of(wards[0]) == "Et sengeafsnit"
    assert kinds.of(alone) == "En enhed"
    UnitFactory(name="Sengeafsnit 99")
    assert examples.KindsOfUnits(NOW).of(wards[1]) == "Et sengeafsnit med færre end 10 medarbejdere"


def test_the_plans_owner_and_who_offers_help_there_read_it_and_nobody_else(client_of, person_with):
    made = LearningExampleFactory()
    helps = person_with(Perm.OFFER_HELP, on=made.plan.unit)
    elsewhere = person_with(Perm.OFFER_HELP, on=UnitFactory())
    address = reverse("example-read", args=[made.pk])

    for reader, status in ((made.plan.owner, 200), (helps, 200), (elsewhere, 404), (EngagementFactory().user, 404)):
        assert client_of(reader).get(address).status_code == status, reader
    assert made.problem in client_of(made.plan.owner).get(reverse("example-to-read")).content.decode()
    assert made.problem not in client_of(elsewhere).get(reverse("example-to-read")).content.decode()
    ActionPlan.objects.filter(pk=made.plan_id).update(is_confidential=True)
    assert client_of(helps).get(address).status_code == 404


def test_read_and_put_right_it_is_shared_without_names_and_can_be_taken_back(client_of):
    made = LearningExampleFactory()
    owner = made.plan.owner
    client, address = client_of(owner), reverse("example-read", args=[made.pk])
    given = {"problem": f"{owner.first_name} løfter", "did": "Lift", "learned": "", "version": "1"}

    assert client.post(address, given | {"did": "", "decide": "share"}).status_code == 422
    assert client.post(address, given | {"decide": "share"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.problem, made.read_by) == ("shared", "[en kollega] løfter", owner)
    stale = client.post(address, given | {"did": "For sent", "decide": "share"})
    assert (stale.status_code, "For sent" in stale.content.decode()) == (422, True)
    client.post(address, given | {"version": "2", "decide": "withhold"})
    made.refresh_from_db()
    assert (made.state, shown().count()) == ("withheld", 0)
    with pytest.raises(StaleError):
        examples.withhold(example=made, version=1, by=owner, now=NOW)


def test_an_example_never_leads_to_plan_unit_or_person(client_of):
    unit = UnitFactory(name="Hemmeligt afsnit Q9")
    owner = UserFactory(first_name="Ingeborg", last_name="Skovgaard")
    plan = ClosedPlanFactory(unit=unit, owner=owner, title="Planens egen titel")
    made = shared(plan=plan, read_by=owner, problem="Glatte gulve <b>ved</b> køkkenet")

    html = client_of(EngagementFactory().user).get(reverse("example-list")).content.decode()

    assert "Glatte gulve &lt;b&gt;ved&lt;/b&gt; køkkenet" in html
    leads = (
        "afsnit Q9",
        "Ingeborg",
        "Skovgaard",
        "Planens egen titel",
        plan.get_absolute_url(),
        plan.reference,
        unit.get_absolute_url(),
        f"/{made.pk}/",
    )
    assert [word for word in leads if word in html] == []


def test_drafted_withheld_reopened_and_now_confidential_ones_are_not_shown(client_of):
    LearningExampleFactory(problem="Ulæst eksempel")
    LearningExampleFactory(problem="Holdt tilbage", state="withheld", read_at=NOW, read_by=UserFactory())
    hidden, reopened = shared(problem="Siden fortrolig").plan, shared(problem="Siden åbnet").plan
    ActionPlan.objects.filter(pk=hidden.pk).update(is_confidential=True)
    reopened.move("reopen", by=reopened.owner, at=NOW, reason="Det kom igen", ended_at=None, closing_evaluation=None)
    shared(problem="Det der må ses")

    html = client_of(EngagementFactory().user).get(reverse("example-list")).content.decode()

    words = ("Ulæst eksempel", "Holdt tilbage", "Siden fortrolig", "Siden åbnet", "Det der må ses")
    assert [word for word in words if word in html] == ["Det der må ses"]


def test_examples_are_found_by_words_and_their_likes_by_theme_and_by_whether_they_helped(client_of):
    noise = Theme.objects.get(code="noise")
    shared(problem="Larm i samtalerummet", theme=noise)
    shared(problem="Glatte trapper", verdict="worse")
    client = client_of(EngagementFactory().user)

    def found(**asked):
        html = client.get(reverse("example-list"), asked).content.decode()
        return [word for word in ("Larm i samtalerummet", "Glatte trapper") if word in html]

    assert found(q="støj") == ["Larm i samtalerummet"]
    assert found(theme=noise.pk) == ["Larm i samtalerummet"]
    assert found(helped="no") == ["Glatte trapper"]
    assert found(helped="yes") == ["Larm i samtalerummet"]
    assert found(q="'\\ & | ! (") == []
    assert found(theme="nonsense", helped="perhaps", page="999") == ["Larm i samtalerummet", "Glatte trapper"]


def test_until_there_are_enough_our_own_library_is_shown_and_said_to_be_ours(client_of, monkeypatch):
    client = client_of(EngagementFactory().user)
    monkeypatch.setattr("actionplans.example_page.ENOUGH", 2)
    shared()

    few = client.get(reverse("example-list")).content.decode()
    only_noise = client.get(reverse("example-list"), {"theme": Theme.objects.get(code="noise").pk}).content.decode()
    shared()
    enough = client.get(reverse("example-list")).content.decode()

    assert ("Indtil der er delt" in few, "Folk glider på våde gulve" in few) == (True, True)
    assert ("Støj i det fælles kontor" in only_noise, "Folk glider" in only_noise) == (True, False)
    assert [word for word in ("Indtil der er delt", "Fra vores eget bibliotek") if word in enough] == []


def test_the_library_has_measures_for_each_theme_a_region_starts_with():
    assert ENOUGH == 30
    assert {code: sum(entry.theme == code for entry in LIBRARY) for code in THEMES} == dict.fromkeys(THEMES, 2)


def test_beside_a_plan_the_regions_own_come_first_and_ours_fill_up():
    lifting = Theme.objects.get(code="lifting")
    shared(problem="Tunge løft ved badning", theme=lifting)
    shared(problem="Noget helt andet", did="Maling")

    found = like("Vi har mange tunge løft", lifting.pk)

    assert [(one.problem, one.is_ours) for one in found][:1] == [("Tunge løft ved badning", False)]
    assert (len(found), [one.is_ours for one in found[1:]]) == (3, [True, True])
    assert like("", None) == []
    assert "Noget helt andet" not in [one.problem for one in found]


def test_the_page_takes_as_many_queries_with_many_examples(client_of, django_assert_num_queries):
    client = client_of(EngagementFactory().user)

    def count():
        with django_assert_num_queries(1000, exact=False) as captured:
            assert client.get(reverse("example-list"), {"q": "løft"}).status_code == 200
        return len(captured)

    shared(theme=Theme.objects.get(code="noise"))
    few = count()
    for _ in range(5):
        shared(theme=Theme.objects.get(code="noise"))
    assert count() == few <= 16
