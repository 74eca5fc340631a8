"""A plan is copied to another unit, and both show where the copy came from."""

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from orgstructure.permissions import Perm
from tests.actionplans.writing import form_of, new_url
from tests.factories import ClosedPlanFactory, CriterionFactory, DraftFactory, EngagementFactory, MeasureFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    plan = ClosedPlanFactory(unit=UnitFactory(name="Kirurgisk afsnit K1"), title="Tunge løft på K1", causes="Én lift", source="round")
    MeasureFactory(plan=plan, text="Loftlift på alle stuer", ladder="shield")
    MeasureFactory(plan=plan, text="Fast makker")
    CriterionFactory(plan=plan, text="Ingen løfter alene")
    plan.people.create(user=plan.owner, part="informed")
    return plan


def copy_url(plan):
    return reverse("plan-copy", args=[plan.pk])


def test_texts_measures_and_criteria_come_along_and_people_and_dates_are_ones_own(writer, ward, manager, amr, original):
    assert f"{reverse('plan-new')}?unit={ward.pk}&amp;copy={original.pk}" in writer.get(copy_url(original)).content.decode()
    url = new_url(ward, copy=original.pk)
    writer.post(url, form_of(writer.get(url)) | {"intent": "publish"})

    copy = ActionPlan.objects.get(copied_from=original)
    assert (copy.status, copy.unit, copy.owner, copy.evaluator) == ("active", ward, manager, amr)
    assert (copy.title, copy.causes, copy.source, copy.criteria.get().text) == (
        "Tunge løft på K1",
        "Én lift",
        "round",
        "Ingen løfter alene",
    )
    assert [(row.text, row.ladder, row.responsible) for row in copy.measures.all()] == [
        ("Loftlift på alle stuer", "shield", manager), ("Fast makker", "change", manager),
    ]  # fmt: skip
    assert not copy.people.exists()
    assert (copy.follows, original.measures.count()) == (None, 2)


def test_both_plans_show_where_the_copy_came_from(writer, ward, original):
    copy = PlanFactory(unit=ward, title="Kopien", copied_from=original)

    assert "planen her er kopieret fra den, Kirurgisk afsnit K1" in writer.get(copy.get_absolute_url()).content.decode()
    assert "kopieret fra planen her, Medicinsk afsnit M2" in writer.get(original.get_absolute_url()).content.decode()


def test_the_trace_is_shown_only_to_those_who_may_see_the_other_plan(ward, original, client_of):
    copy = PlanFactory(unit=ward, title="Kopien", copied_from=original)
    ActionPlan.objects.filter(pk=original.pk).update(is_confidential=True)

    html = client_of(EngagementFactory(unit=ward).user).get(copy.get_absolute_url()).content.decode()
    assert "K1" not in html.replace("Kopien", "")


def test_a_draft_that_is_saved_as_one_types_keeps_its_trace(writer, ward, original):
    page = writer.get(new_url(ward, copy=original.pk))
    assert f"copy={original.pk}" in page.content.decode().split("data-autosave=")[1].split(">")[0]
    writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}&copy={original.pk}", form_of(page))

    assert ActionPlan.objects.get(status="draft").copied_from == original


def test_drafts_and_hidden_plans_are_not_copied(writer, ward, original, person_with, client_of):
    draft = DraftFactory(unit=ward)
    hidden = PlanFactory(is_confidential=True)
    reader = client_of(EngagementFactory(unit=ward).user)

    assert writer.get(copy_url(draft)).status_code == 404
    assert writer.get(copy_url(hidden)).status_code == 404
    assert reader.get(copy_url(original)).status_code == 403
    for key in (draft.pk, hidden.pk, "x", "9" * 30, "%00"):
        assert writer.get(new_url(ward, copy=key)).status_code == 404
    assert writer.get(new_url(UnitFactory(), copy=original.pk)).status_code == 403


def test_the_unit_is_found_by_name_among_those_one_writes_for(client_of, person_with, original):
    region = UnitFactory(name="Regionen")
    for name in ("Dagafsnittet", "Natafsnittet"):
        UnitFactory(name=name, parent=region)
    UnitFactory(name="Dagafsnittet et andet sted")
    client = client_of(person_with(Perm.EDIT_PLANS, on=region))

    html = client.get(copy_url(original), {"q": "dagaf"}).content.decode()
    assert ("Dagafsnittet" in html, "Natafsnittet" in html, "et andet sted" in html) == (True, False, False)
    assert "Prøv med en del af navnet" in client.get(copy_url(original), {"q": "findes ikke"}).content.decode()
    assert client.get(copy_url(original), {"q": "\0" * 500}).status_code == 200
