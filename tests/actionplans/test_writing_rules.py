"""What publishing demands, what is refused and why; a refused form saves nothing and keeps what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, PublishRequirement
from actionplans.proposals import theme_code_for
from orgstructure.models import Engagement
from orgstructure.permissions import Perm, Reach
from tests.actionplans.writing import errors_of, filled, form_of, new_url
from tests.factories import (
    TODAY,
    ClosedPlanFactory,
    CriterionFactory,
    DraftFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ({"title": ""}, "title"),
        ({"owner": ""}, "owner"),
        ({"starts_on": ""}, "starts_on"),
        ({"implement_by": ""}, "implement_by"),
        ({"evaluate_on": ""}, "evaluate_on"),
        ({"evaluator": ""}, "evaluator"),
        ({"evaluation_question": ""}, "evaluation_question"),
        ({"evaluation_occasion": ""}, "evaluation_occasion"),
        ({"use_proposed_criterion": ""}, "use_proposed_criterion"),
        ({"urgency": "acute"}, "immediate_measure"),
        ({"evaluate_on": "21-11-2026"}, "evaluate_on"),
        ({"implement_by": "01-11-2026"}, "implement_by"),
        ({"expected_closing_on": "21-02-2027"}, "expected_closing_on"),
        ({"starts_on": "31-02-2027"}, "starts_on"),
        ({"description": "Bente 010190-1234 faldt"}, "description"),
        ({"title": "0101901234"}, "title"),
    ],
)
def test_a_plan_that_lacks_something_is_not_published_and_says_so_at_the_field(writer, ward, left_out, field):
    response = writer.post(new_url(ward), filled(writer, ward, anything_else="Det her må ikke tabes") | left_out)

    assert list(errors_of(response)) == [field]
    assert not ActionPlan.objects.exists()
    assert form_of(response)["anything_else"] == ["Det her må ikke tabes"]


def test_a_plan_without_a_measure_is_not_published(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward, **{"measures-0-text": " "}))

    assert response.context["page"].measures.forms[0].errors == {"text": ["Skriv mindst én indsats: hvad gør I ved det?"]}
    assert not ActionPlan.objects.exists()


def test_what_cannot_be_read_and_what_is_missing_are_told_together(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward, title="", starts_on="engang"))

    assert set(errors_of(response)) == {"title", "starts_on"}


def test_an_acute_plan_is_published_with_its_immediate_measure(writer, ward, manager):
    writer.post(new_url(ward), filled(writer, ward, urgency="acute", immediate_measure="Sengen er taget ud af brug"))

    plan = ActionPlan.objects.get()
    assert (plan.is_acute, plan.immediate_measure, plan.immediate_measure_by) == (True, "Sengen er taget ud af brug", manager)


def test_a_plan_from_an_apv_says_what_the_law_asks(writer, ward):
    texts = dict.fromkeys(("description", "nature", "seriousness", "extent", "causes"), "Et svar")
    refused = writer.post(new_url(ward, source="apv"), filled(writer, ward, source="apv"))
    assert set(errors_of(refused)) == set(texts)
    assert not ActionPlan.objects.exists()

    writer.post(new_url(ward, source="apv"), filled(writer, ward, source="apv") | texts)
    assert ActionPlan.objects.get().status == "active"


def test_the_address_carries_the_source_and_the_group_that_an_apv_needs_stands_open(writer, ward):
    response = writer.get(new_url(ward, source="apv"))

    assert form_of(response)["source"] == ["apv"]
    assert 'id="group-problem" data-group="problem" open' in response.content.decode()


def test_outside_apv_the_region_decides_what_else_is_needed(writer, ward):
    PublishRequirement.objects.create(field="if_not_working")
    refused = writer.post(new_url(ward), filled(writer, ward))
    assert list(errors_of(refused)) == ["if_not_working"]

    writer.post(new_url(ward), filled(writer, ward, if_not_working="Så tager vi loftlifte op med ledelsen"))
    assert ActionPlan.objects.get().status == "active"


def test_an_owner_who_has_left_is_refused_with_a_reason(writer, ward):
    left = EngagementFactory(unit=ward, valid_to=TODAY).user
    response = writer.post(new_url(ward), filled(writer, ward, owner=left.pk))

    assert errors_of(response)["owner"] == ["Tovholderen er ikke længere ansat her. Vælg en anden."]
    assert not ActionPlan.objects.exists()


def test_a_person_who_does_not_exist_is_refused(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward, owner="99999999999999999999"))

    assert list(errors_of(response)) == ["owner"]


def test_somebody_from_elsewhere_is_found_by_name_and_chosen_without_javascript(writer, ward):
    far = EngagementFactory(user__first_name="Torben", user__last_name="Friis", title="Ergoterapeut").user
    EngagementFactory(user__first_name="Torben", valid_to=TODAY)
    found = writer.post(new_url(ward), filled(writer, ward, intent="find", find="torben"))
    assert [person.pk for person in found.context["page"].directory.groups[0][1]] == [far.pk]
    assert not ActionPlan.objects.exists()

    writer.post(new_url(ward), form_of(found) | {"owner": far.pk, "involved": [far.pk], "intent": "publish"})
    plan = ActionPlan.objects.get()
    assert plan.owner == far
    assert [(row.user, row.part) for row in plan.people.all()] == [(far, "involved")]


def test_rows_are_added_and_taken_out_by_buttons(writer, ward):
    one = filled(writer, ward)
    two = writer.post(new_url(ward), one | {"intent": "add-measures"})
    three = writer.post(new_url(ward), form_of(two) | {"measures-1-text": "Vogn ved hver seng", "intent": "add-measures"})
    gone = writer.post(new_url(ward), form_of(three) | {"measures-2-text": "Kursus", "remove": "measures-0", "intent": ""})
    assert not ActionPlan.objects.exists()

    writer.post(new_url(ward), form_of(gone) | {"intent": "publish"})
    assert [measure.text for measure in ActionPlan.objects.get().measures.all()] == ["Vogn ved hver seng", "Kursus"]


def test_own_criteria_are_used_instead_of_the_proposed_one(writer, ward):
    own = {"criteria-0-text": "Liften bruges 9 af 10 gange", "criteria-0-kind_of": "measured", "criteria-0-target": "9 af 10"}
    writer.post(new_url(ward), filled(writer, ward) | own)

    criterion = ActionPlan.objects.get().criteria.get()
    assert (criterion.text, criterion.kind, criterion.target) == ("Liften bruges 9 af 10 gange", "measured", "9 af 10")


def test_more_rows_than_there_is_room_for_are_refused(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward) | {"measures-TOTAL_FORMS": "5000"})

    assert response.status_code == 200
    assert not ActionPlan.objects.exists()


def test_what_people_write_is_shown_literally(writer, ward, manager):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}"
    response = writer.post(new_url(ward), filled(writer, ward, title=evil, starts_on="nej"))

    html = response.content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert form_of(response)["title"] == [evil]


def test_columns_that_are_not_on_the_form_cannot_be_set(writer, ward, manager):
    extra = {
        "status": "closed",
        "unit": "1",
        "created_by": "1",
        "first_expected_closing_on": "01-01-2030",
        "version": "77",
        "ended_code": "other",
    }
    writer.post(new_url(ward), filled(writer, ward) | extra)

    plan = ActionPlan.objects.get()
    assert (plan.status, plan.unit, plan.created_by, plan.ended_code) == ("active", ward, manager, "")
    assert plan.first_expected_closing_on == plan.evaluate_on


def test_a_unit_outside_ones_reach_is_refused_and_an_unknown_one_is_not_there(writer, ward, client_of):
    other = UnitFactory()
    form = filled(writer, ward)

    assert writer.get(new_url(other)).status_code == 403
    assert writer.post(new_url(other), form).status_code == 403
    assert writer.post(f"{reverse('plan-autosave')}?unit={other.pk}", form).status_code == 403
    assert writer.get(f"{reverse('plan-new')}?unit=999999").status_code == 404
    assert writer.get(f"{reverse('plan-new')}?unit=æ").status_code == 404
    assert client_of(UserFactory()).get(new_url(ward)).status_code == 403
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("name", ["plan-edit", "plan-delete-draft"])
def test_a_reader_may_not_and_a_stranger_does_not_see(name, ward, client_of):
    reader = client_of(EngagementFactory(unit=ward).user)
    published, draft = PlanFactory(unit=ward), DraftFactory(unit=ward)

    assert reader.get(reverse(name, args=[published.pk])).status_code == 403
    assert reader.post(reverse(name, args=[published.pk])).status_code == 403
    assert reader.get(reverse(name, args=[draft.pk])).status_code == 404
    assert reader.post(reverse(name, args=[draft.pk])).status_code == 404
    assert reader.post(reverse("plan-publish", args=[draft.pk])).status_code == 404


def test_the_number_of_somebody_elses_form_opens_nothing(writer, ward):
    hidden = DraftFactory(title="Hemmelig")
    form = filled(writer, ward) | {"submission_id": str(hidden.submission_id)}

    assert writer.post(new_url(ward), form).status_code == 404
    assert writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form).status_code == 404
    hidden.refresh_from_db()
    assert hidden.title == "Hemmelig"


def test_a_draft_is_deleted_after_a_question_and_a_published_plan_never(writer, ward, manager):
    draft, published = DraftFactory(unit=ward), PlanFactory(unit=ward)
    MeasureFactory(plan=draft)

    assert "Skal kladden slettes?" in writer.get(reverse("plan-delete-draft", args=[draft.pk])).content.decode()
    writer.post(reverse("plan-delete-draft", args=[draft.pk]))
    writer.post(reverse("plan-delete-draft", args=[published.pk]))
    assert list(ActionPlan.objects.all()) == [published]


def test_publishing_from_the_draft_says_what_is_missing(writer, ward):
    draft = DraftFactory(unit=ward)
    response = writer.post(reverse("plan-publish", args=[draft.pk]))

    assert "measures" in response.context["missing"]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_plan_that_has_ended_is_not_changed(writer, ward):
    plan = ClosedPlanFactory(unit=ward)
    response = writer.post(reverse("plan-edit", args=[plan.pk]), {"title": "Ny"})

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    plan.refresh_from_db()
    assert plan.title != "Ny"


def test_a_plan_carries_on_from_another_with_its_texts_and_without_its_measures(writer, ward):
    old = ClosedPlanFactory(unit=ward, title="Tunge løft", causes="Én lift", source="round")
    MeasureFactory(plan=old, text="Kursus i løft")
    CriterionFactory(plan=old, text="Ingen løfter alene")
    url = f"{reverse('plan-new')}?follows={old.pk}"
    page = writer.get(url)
    assert "Kursus i løft" in page.content.decode()

    writer.post(url, form_of(page) | {"measures-0-text": "Loftlift", "intent": "publish"})
    new = ActionPlan.objects.get(follows=old)
    assert (new.title, new.causes, new.source, new.criteria.get().text) == ("Tunge løft", "Én lift", "round", "Ingen løfter alene")
    assert [measure.text for measure in new.measures.all()] == ["Loftlift"]


def test_the_writer_from_outside_the_unit_proposes_its_manager_as_owner(ward, amr, client_of, person_with):
    manager = EngagementFactory(unit=ward).user
    ward.manager = manager
    ward.save(update_fields=["manager"])
    coordinator = person_with(Perm.EDIT_PLANS, on=UnitFactory())
    from orgstructure.models import UnitUserPermission

    grant = UnitUserPermission.objects.get(user=coordinator)
    UnitUserPermission.objects.create(user=coordinator, permission=grant.permission, content_object=ward, reach=Reach.UNIT)

    assert form_of(client_of(coordinator).get(new_url(ward)))["owner"] == [str(manager.pk)]


def test_the_page_asks_the_database_as_often_with_many_people_and_rows(writer, ward, django_assert_max_num_queries):
    few, many = PlanFactory(unit=ward), PlanFactory(unit=ward)
    MeasureFactory(plan=few)
    MeasureFactory.create_batch(12, plan=many)
    writer.get(reverse("plan-edit", args=[few.pk]))
    counts = []
    for plan, more in ((few, 0), (many, 30)):
        for _ in range(more):
            EngagementFactory(unit=ward)
        with django_assert_max_num_queries(30) as asked:
            writer.get(reverse("plan-edit", args=[plan.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_without_a_unit_one_is_chosen_among_those_one_may_write_for(writer, ward, client_of, person_with):
    UnitFactory(name="En anden enhed")
    assert writer.get(reverse("plan-new")).url == new_url(ward)

    UnitFactory(parent=ward, name="Dagafsnittet")
    html = writer.get(reverse("plan-new")).content.decode()
    assert "Dagafsnittet" in html
    assert "En anden enhed" not in html


def test_the_sentence_is_put_together_by_the_server(writer):
    parts = {"evaluation_occasion": "tavlemødet", "evaluate_on": "12-03-2027", "who": "Anna Holm", "evaluation_question": "liften bruges"}

    said = writer.get(reverse("plan-sentence"), parts).content.decode()
    assert said == "Når tavlemødet den 12. marts 2027 går i gang, spørger Anna Holm kollegerne, om liften bruges."
    assert writer.get(reverse("plan-sentence"), parts | {"evaluate_on": "x"}).content == b""


def test_an_engagement_that_ends_later_still_counts_today(writer, ward, manager):
    Engagement.objects.filter(user=manager).update(valid_to=TODAY + timedelta(days=1))
    writer.post(new_url(ward), filled(writer, ward))

    assert ActionPlan.objects.get().owner == manager


def test_a_theme_is_chosen_by_the_words_and_the_next_page_says_so(writer, ward):
    page = writer.post(new_url(ward), filled(writer, ward, title="Støj og larm fra ventilationen"), follow=True)

    assert ActionPlan.objects.get().theme.code == "noise"
    assert "Emnet »Støj og lyd« er valgt ud fra ordene" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "code"), [("Tunge løft", "lifting"), ("Vi er trygge", ""), ("Støj og smitte", ""), ("Rygskader", "postures"), ("", "")]
)
def test_words_point_to_a_theme_only_when_they_agree(text, code):
    assert theme_code_for(text) == code


def test_a_draft_begun_here_is_offered_instead_of_a_second_one(writer, ward, manager):
    DraftFactory(unit=ward, created_by=manager, title="Min kladde")
    DraftFactory(unit=ward, title="En andens kladde")
    html = writer.get(new_url(ward)).content.decode()

    assert "Min kladde" in html
    assert "En andens kladde" not in html
