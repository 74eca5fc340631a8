"""Making a plan: what is proposed, what is demanded, what a form sent twice does."""

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from tests.actionplans.writing import filled, form_of, new_url

pytestmark = pytest.mark.django_db


def test_a_problem_and_a_measure_are_enough_to_publish(writer, ward, manager, amr):
    response = writer.post(new_url(ward), filled(writer, ward))

    plan = ActionPlan.objects.get()
    measure = plan.measures.get()
    assert response.status_code == 302
    assert (plan.status, plan.owner, plan.evaluator, plan.unit) == ("active", manager, amr, ward)
    assert (measure.text, measure.responsible, measure.due_on) == ("Lift i alle seks stuer", manager, plan.implement_by)
    assert plan.criteria.get().text == "Mindst halvdelen af kollegerne svarer ja til, at det er blevet bedre: »Tunge løft på stue 4«."
    assert [str(day) for day in (plan.starts_on, plan.implement_by, plan.evaluate_on)] == ["2026-11-22", "2026-12-22", "2027-02-22"]
    assert plan.expected_closing_on == plan.first_expected_closing_on == plan.evaluate_on
    assert plan.placements.get().unit == ward
    assert plan.moves.get().verb == "publish"


def test_the_same_form_sent_twice_is_one_plan_and_one_answer(writer, ward):
    form = filled(writer, ward)
    first = writer.post(new_url(ward), form)
    second = writer.post(new_url(ward), form)

    plan = ActionPlan.objects.get()
    assert (second.status_code, second.url) == (first.status_code, first.url)
    assert (plan.measures.count(), plan.criteria.count(), plan.moves.count()) == (1, 1, 1)


def test_a_draft_is_saved_without_javascript_and_gone_on_with(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward, intent="save", title="Halv"), follow=True)

    plan = ActionPlan.objects.get()
    assert response.redirect_chain == [(reverse("plan-edit", args=[plan.pk]), 302)]
    assert (plan.status, plan.title, plan.measures.get().text) == ("draft", "Halv", "Lift i alle seks stuer")
    assert response.context["form"]["title"].value() == "Halv"


def test_saving_as_you_type_keeps_one_draft_and_grows_it(writer, ward):
    url = f"{reverse('plan-autosave')}?unit={ward.pk}"
    form = form_of(writer.get(new_url(ward)))
    first = writer.post(url, form | {"title": "Tunge l"}).json()
    second = writer.post(url, form | first["fields"] | {"title": "Tunge løft", "measures-0-text": "Lift"}).json()
    writer.post(url, form | second["fields"] | {"title": "Tunge løft", "measures-0-text": "Lift i alle stuer"})

    plan = ActionPlan.objects.get()
    assert (plan.title, plan.status, plan.measures.get().text) == ("Tunge løft", "draft", "Lift i alle stuer")


def test_nothing_is_kept_until_something_is_written(writer, ward):
    response = writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form_of(writer.get(new_url(ward))))

    assert response.status_code == 204
    assert not ActionPlan.objects.exists()


def test_what_cannot_be_read_yet_does_not_stop_the_rest_from_being_kept(writer, ward):
    url = f"{reverse('plan-autosave')}?unit={ward.pk}"
    form = form_of(writer.get(new_url(ward)))
    answer = writer.post(url, form | {"title": "Fald", "starts_on": "31-", "description": "Bente 010190-1234"})

    plan = ActionPlan.objects.get()
    assert "note" in answer.json()
    assert (plan.title, plan.description) == ("Fald", "")
