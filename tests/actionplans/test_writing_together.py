"""Two who write at once: nothing typed is lost, nothing is overwritten silently, and a double submit is one plan."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from actionplans.content import merge, stamp, stamps_of
from actionplans.models import ActionPlan
from tests.actionplans.writing import filled, form_of, new_url
from tests.factories import CriterionFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(ward, manager, amr):
    plan = PlanFactory(unit=ward, owner=manager, evaluator=amr, title="Tunge løft", causes="Én lift")
    MeasureFactory(plan=plan, text="Lift i alle stuer", responsible=manager)
    CriterionFactory(plan=plan)
    return plan


@pytest.fixture
def url(plan):
    return reverse("plan-edit", args=[plan.pk])


def test_a_published_plan_is_changed_and_its_closing_date_is_not(writer, plan, url):
    was = plan.expected_closing_on
    writer.post(url, form_of(writer.get(url)) | {"title": "Tunge løft om natten", "expected_closing_on": "01-01-2031"})

    plan.refresh_from_db()
    assert (plan.title, plan.expected_closing_on, plan.first_expected_closing_on, plan.version) == ("Tunge løft om natten", was, was, 2)


def test_saving_without_a_change_writes_nothing(writer, plan, url):
    writer.post(url, form_of(writer.get(url)))

    plan.refresh_from_db()
    assert plan.version == 1
    assert plan.events.count() == 1


def test_changes_of_different_fields_are_put_together(writer, plan, url):
    mine = form_of(writer.get(url)) | {"title": "Min overskrift", "measures-0-text": "Lift i seks stuer"}
    ActionPlan.objects.get(pk=plan.pk).change(version=1, causes="Annas årsager")
    response = writer.post(url, mine)

    plan.refresh_from_db()
    assert response.status_code == 302
    assert (plan.title, plan.causes, plan.measures.get().text) == ("Min overskrift", "Annas årsager", "Lift i seks stuer")


def test_where_both_changed_the_same_field_both_texts_are_shown_and_nothing_is_written(writer, plan, url):
    mine = form_of(writer.get(url)) | {"title": "Min overskrift", "description": "Min beskrivelse"}
    ActionPlan.objects.get(pk=plan.pk).change(version=1, title="Annas overskrift", causes="Annas årsager")
    response = writer.post(url, mine)

    plan.refresh_from_db()
    shown = form_of(response)
    assert [(overlap.theirs, overlap.mine) for overlap in response.context["overlaps"]] == [("Annas overskrift", "Min overskrift")]
    assert (plan.title, plan.description) == ("Annas overskrift", "")
    assert (shown["title"], shown["description"], shown["causes"]) == (["Min overskrift"], ["Min beskrivelse"], ["Annas årsager"])
    assert shown["choose-title"] == ["mine"]


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Min overskrift"), ("theirs", "Annas overskrift")])
def test_the_second_chooses_and_keeps_the_rest(writer, plan, url, choice, kept):
    mine = form_of(writer.get(url)) | {"title": "Min overskrift", "description": "Min beskrivelse"}
    ActionPlan.objects.get(pk=plan.pk).change(version=1, title="Annas overskrift")
    response = writer.post(url, mine)
    writer.post(url, form_of(response) | {"choose-title": choice})

    plan.refresh_from_db()
    assert (plan.title, plan.description) == (kept, "Min beskrivelse")


def test_a_row_that_one_took_out_and_the_other_changed_is_asked_about(writer, plan, url):
    mine = form_of(writer.get(url)) | {"measures-0-text": "", "measures-1-text": ""}
    plan.measures.update(text="Lift og vogn")
    ActionPlan.objects.get(pk=plan.pk).change(version=1)
    response = writer.post(url, mine)

    assert [(overlap.theirs.split(" (")[0], overlap.mine) for overlap in response.context["overlaps"]] == [("Lift og vogn", "(tom)")]
    assert plan.measures.get().text == "Lift og vogn"


def test_a_row_that_somebody_added_meanwhile_stays(writer, plan, url, manager):
    mine = form_of(writer.get(url)) | {"title": "Min overskrift"}
    MeasureFactory(plan=plan, text="Annas indsats", responsible=manager)
    ActionPlan.objects.get(pk=plan.pk).change(version=1)
    writer.post(url, mine)

    assert {measure.text for measure in plan.measures.all()} == {"Lift i alle stuer", "Annas indsats"}


def test_unreadable_stamps_ask_instead_of_overwriting(writer, plan, url):
    mine = form_of(writer.get(url)) | {"title": "Min overskrift", "base": "{[", "version": "0"}
    response = writer.post(url, mine)

    plan.refresh_from_db()
    assert [overlap.name for overlap in response.context["overlaps"]] == ["title"]
    assert plan.title == "Tunge løft"


def test_a_measure_that_is_done_is_not_taken_out(writer, plan, url, manager):
    MeasureFactory(plan=plan, text="En mere", responsible=manager)
    plan.measures.filter(text="Lift i alle stuer").update(done_on="2026-11-01", done_by=manager)
    writer.post(url, form_of(writer.get(url)) | {"measures-0-text": ""})

    assert plan.measures.count() == 2


def test_a_published_plan_cannot_lose_what_it_needs(writer, plan, url):
    response = writer.post(url, form_of(writer.get(url)) | {"title": "", "measures-0-text": ""})

    plan.refresh_from_db()
    assert plan.title == "Tunge løft"
    assert "title" in response.context["form"].errors


def test_the_evaluation_cannot_be_moved_past_the_closing_date_that_was_set_at_publishing(writer, plan, url):
    was = plan.evaluate_on
    response = writer.post(url, form_of(writer.get(url)) | {"evaluate_on": "01-06-2027"})

    plan.refresh_from_db()
    assert list(response.context["form"].errors) == ["evaluate_on"]
    assert plan.evaluate_on == was


def test_an_autosave_on_top_of_somebody_elses_change_is_stopped_with_a_word(writer, ward):
    address = f"{reverse('plan-autosave')}?unit={ward.pk}"
    form = form_of(writer.get(new_url(ward)))
    saved = writer.post(address, form | {"title": "Fald på gangen"}).json()
    draft = ActionPlan.objects.get()
    draft.change(version=draft.version, title="Annas overskrift", causes="Våde gulve")

    stopped = writer.post(address, form | saved["fields"] | {"title": "Fald på trappen"})
    went_on = writer.post(address, form | saved["fields"] | {"title": "Fald på gangen", "extent": "Hver uge"})
    draft.refresh_from_db()
    assert stopped.status_code == 409
    assert went_on.status_code == 200
    assert (draft.title, draft.causes, draft.extent) == ("Annas overskrift", "Våde gulve", "Hver uge")


def test_publishing_goes_on_top_of_the_autosave_whose_answer_never_came(writer, ward):
    form = filled(writer, ward)
    writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form | {"measures-0-text": ""})
    writer.post(new_url(ward), form)

    plan = ActionPlan.objects.get()
    assert (plan.status, plan.measures.get().text) == ("active", "Lift i alle seks stuer")


def test_a_published_plan_is_not_saved_as_one_types(writer, plan, ward):
    form = form_of(writer.get(reverse("plan-edit", args=[plan.pk])))
    response = writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form | {"title": "Halvt skrev"})

    plan.refresh_from_db()
    assert response.status_code == 403
    assert plan.title == "Tunge løft"


@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_four_threads_at_once_is_one_plan(ward, manager, amr, client_of):
    writers = [client_of(manager) for _ in range(4)]
    form = filled(writers[0], ward)

    def send(client):
        try:
            return client.post(new_url(ward), form)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, writers))

    plan = ActionPlan.objects.get()
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, plan.get_absolute_url())}
    assert (plan.measures.count(), plan.criteria.count(), plan.moves.count(), plan.placements.count()) == (1, 1, 1, 1)


def test_a_merge_takes_each_sides_changes_and_names_the_overlap():
    base = stamps_of({"a": 1, "b": 2, "c": 3, "d": 4})
    merged = merge(mine={"a": 10, "b": 2, "c": 30, "d": 4}, base=base, current={"a": 1, "b": 20, "c": 31, "d": 4})

    assert (merged.changes, merged.overlaps, merged.kept) == ({"a": 10}, {"c": (31, 30)}, ["b"])


def test_equal_content_has_an_equal_stamp():
    assert stamp("æøå") == stamp("æøå") != stamp("aøå")
    assert stamp(None) == ""
    assert json.dumps(stamps_of({"a": None})) == "{}"


def test_a_reader_gets_no_answer_from_the_autosave_of_anothers_draft(client_of, writer, ward):
    form = form_of(writer.get(new_url(ward))) | {"title": "Kladde"}
    writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form)

    assert client_of(UserFactory()).post(f"{reverse('plan-autosave')}?unit={ward.pk}", form).status_code == 403
