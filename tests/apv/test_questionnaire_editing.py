"""Writing a questionnaire: what may change, by whom at once, and what finishing demands."""

import uuid

import pytest
from django.urls import reverse

from apv.blueprint import blueprint_of
from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.models import Dimension, Question, Questionnaire, Section
from apv.usecases import editing
from apv.usecases import questionnaires as usecases
from orgstructure.permissions import Perm
from tests.factories import NOW, DimensionFactory, QuestionFactory, QuestionnaireFactory, SectionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(person_with, client):
    person = person_with(Perm.RUN_SURVEYS, on=UnitFactory())
    client.force_login(person, backend="orgstructure.signin.EngagementBackend")
    return person


@pytest.fixture
def draft(me):
    """Two sections with two questions and one question."""
    questionnaire = QuestionnaireFactory(finished_at=None, languages=["da"], made_by=me)
    first, second = (SectionFactory(questionnaire=questionnaire, position=place) for place in (1, 2))
    for place, section in enumerate((first, first, second), start=1):
        QuestionFactory(section=section, position=place, code=f"q{place}")
    return questionnaire


def trace(questionnaire, by, seen=None):
    questionnaire.refresh_from_db()
    return {"seen": questionnaire.edit_stamp if seen is None else seen, "by": by, "now": NOW}


def order(questionnaire):
    rows = questionnaire.questions.order_by("position").select_related("section")
    return [(row.code, row.section.position, row.position) for row in rows]


def test_a_question_at_the_edge_of_its_section_moves_into_the_next_and_back(draft, me):
    editing.move_part(draft.questions.get(code="q2"), 1, **trace(draft, me))
    assert order(draft) == [("q1", 1, 1), ("q2", 2, 2), ("q3", 2, 3)]

    editing.move_part(draft.questions.get(code="q2"), -1, **trace(draft, me))
    assert order(draft) == [("q1", 1, 1), ("q2", 1, 2), ("q3", 2, 3)]

    editing.move_part(draft.questions.get(code="q1"), 1, **trace(draft, me))
    assert order(draft) == [("q2", 1, 1), ("q1", 1, 2), ("q3", 2, 3)]


def test_a_moved_section_takes_its_questions_along(draft, me):
    editing.move_part(draft.sections.get(position=2), -1, **trace(draft, me))

    assert order(draft) == [("q3", 1, 1), ("q1", 2, 2), ("q2", 2, 3)]


def test_at_the_very_end_nothing_moves(draft, me):
    before = order(draft)
    editing.move_part(draft.questions.get(code="q3"), 1, **trace(draft, me))
    editing.move_part(draft.sections.get(position=1), -1, **trace(draft, me))

    assert order(draft) == before


def test_who_saves_second_is_told_and_nothing_is_written(draft, me):
    seen, question = draft.edit_stamp, draft.questions.get(code="q1")
    editing.change_part(question, {"text": {"da": "Først"}}, **trace(draft, me, seen))

    with pytest.raises(StaleError):
        editing.change_part(question, {"text": {"da": "Bagefter"}}, **trace(draft, UserFactory(), seen))

    question.refresh_from_db()
    draft.refresh_from_db()
    assert (question.text, draft.edited_by) == ({"da": "Først"}, me)


def test_a_finished_one_is_locked(draft, me):
    editing.finish(draft, **trace(draft, me))

    with pytest.raises(LockedError):
        editing.change_part(draft.questions.get(code="q1"), {"text": {"da": "Nyt"}}, **trace(draft, me))
    with pytest.raises(LockedError):
        editing.delete_draft(draft, **trace(draft, me))


def test_finishing_names_what_is_missing(draft, me):
    draft.languages = ["da", "sv"]
    draft.save(update_fields=["languages"])

    with pytest.raises(NotReadyError) as told:
        editing.finish(draft, **trace(draft, me))

    assert len(told.value.missing) == 5  # two headings, three questions; the name is there
    assert not Questionnaire.objects.get(pk=draft.pk).is_finished


def test_a_section_with_questions_is_not_deleted_and_an_empty_one_is(draft, me):
    with pytest.raises(RefusedError):
        editing.delete_part(draft.sections.get(position=1), **trace(draft, me))
    editing.delete_part(draft.questions.get(code="q3"), **trace(draft, me))
    editing.delete_part(draft.sections.get(position=2), **trace(draft, me))

    assert order(draft) == [("q1", 1, 1), ("q2", 1, 2)]


def test_a_deleted_theme_leaves_its_questions(draft, me):
    theme = DimensionFactory(questionnaire=draft)
    draft.questions.filter(code="q1").update(dimension=theme)
    editing.delete_part(theme, **trace(draft, me))

    assert draft.questions.get(code="q1").dimension is None


def test_a_code_is_taken_once(draft, me):
    columns = {"section": draft.sections.get(position=1), "text": {"da": "Nyt"}, "scale": "text", "code": "q1"}
    with pytest.raises(RefusedError):
        editing.add_part(Question, draft, columns, **trace(draft, me))

    editing.add_part(Question, draft, columns | {"code": "q4"}, **trace(draft, me))
    assert order(draft) == [("q1", 1, 1), ("q2", 1, 2), ("q4", 1, 3), ("q3", 2, 4)]


@pytest.fixture
def locked(draft):
    """Brought in under a licence that forbids changes."""
    terms = {"is_imported": True, "licence": "CC BY-NC-ND 4.0", "attribution": "Nogen", "no_derivatives": True}
    Questionnaire.objects.filter(pk=draft.pk).update(**terms)
    draft.refresh_from_db()
    return draft


def test_words_under_a_licence_stay_also_in_a_new_version_and_counting_may_change(locked, me):
    editing.finish(locked, **trace(locked, me))
    version = usecases.begin_version(locked, submission_id=uuid.uuid4(), by=me, now=NOW)
    question = version.questions.get(code="q1")
    theme = DimensionFactory(questionnaire=version)

    for columns in ({"text": {"da": "Omskrevet"}}, {"scale": "frequency"}):
        with pytest.raises(LockedError):
            editing.change_part(question, columns, **trace(version, me))
    for act in (editing.delete_part, lambda row, **more: editing.move_part(row, 1, **more)):
        with pytest.raises(LockedError):
            act(question, **trace(version, me))
    with pytest.raises(LockedError):
        editing.add_part(Section, version, {"title": {"da": "Mere"}}, **trace(version, me))
    with pytest.raises(LockedError):
        editing.change_head(version, {"no_derivatives": False}, **trace(version, me))
    editing.change_part(question, {"dimension": theme, "is_sensitive": True}, **trace(version, me))

    question.refresh_from_db()
    assert (question.dimension, question.is_sensitive, question.text) == (theme, True, locked.questions.get(code="q1").text)


def test_a_lock_set_by_mistake_comes_off_what_was_just_imported(locked, me):
    editing.change_head(locked, {"no_derivatives": False, "name": {"da": "Nyt navn"}}, **trace(locked, me))

    assert Questionnaire.objects.get(pk=locked.pk).name == {"da": "Nyt navn"}


def test_a_version_says_the_same_and_the_form_sent_twice_makes_one(me):
    apv, number = Questionnaire.objects.get(family="apv"), uuid.uuid4()

    version = usecases.begin_version(apv, submission_id=number, by=me, now=NOW)
    again = usecases.begin_version(apv, submission_id=number, by=me, now=NOW)
    other = usecases.begin_version(apv, submission_id=uuid.uuid4(), by=me, now=NOW)

    assert version == again == other
    assert (version.version, version.based_on, version.is_finished) == (2, apv, False)
    assert blueprint_of(version) == blueprint_of(apv)


def test_a_copy_is_a_family_of_its_own(me):
    apv, number = Questionnaire.objects.get(family="apv"), uuid.uuid4()
    copies = [usecases.begin_copy(apv, name={"da": "APV"}, submission_id=number, by=me, now=NOW) for _time in range(2)]

    assert copies[0] == copies[1]
    assert (copies[0].family, copies[0].version) == ("apv-2", 1)
    assert list(blueprint_of(copies[0]).questions) == list(blueprint_of(apv).questions)


def test_a_draft_is_deleted_whole(draft, me, client):
    DimensionFactory(questionnaire=draft)
    response = client.post(reverse("questionnaire-delete", args=[draft.pk]), {"seen": draft.edit_stamp})

    assert response.url == reverse("questionnaire-list")
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()
    assert not Dimension.objects.filter(questionnaire_id=draft.pk).exists()


# --- Pages ----------------------------------------------------------------------------------------------
QUESTION = {
    "text_da": "Er der plads?",
    "scale": "yes_partly_no",
    "options-TOTAL_FORMS": "0",
    "options-INITIAL_FORMS": "0",
}


def test_a_question_is_written_and_gets_a_code_of_its_words(draft, client):
    section = draft.sections.get(position=1)
    address = reverse("questionnaire-question-new", args=[draft.pk])
    response = client.post(address, QUESTION | {"section": section.pk, "seen": draft.edit_stamp})

    assert response.url == reverse("questionnaire-edit", args=[draft.pk])
    assert draft.questions.get(code="er_der_plads").scale == "yes_partly_no"


def test_a_choice_needs_answers_and_is_asked_after_an_earlier_one(draft, client):
    asked = draft.questions.get(code="q2")
    address = reverse("questionnaire-question-edit", args=[asked.pk])
    given = QUESTION | {"section": asked.section_id, "seen": draft.edit_stamp, "scale": "one_of", "code": "q2"}

    refused = client.post(address, given | {"shown_if_question": "q1"})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"scale", "shown_if_values"}

    rows = {"options-TOTAL_FORMS": "3", "options-0-text_da": "Ja", "options-1-text_da": "", "options-2-text_da": "Nej"}
    condition = {"shown_if_question": "q1", "shown_if_values": ["4", "5"]}
    assert client.post(address, given | rows | condition).status_code == 302
    asked.refresh_from_db()
    assert [(one["value"], one["text"]["da"]) for one in asked.options] == [(1, "Ja"), (2, "Nej")]
    assert asked.shown_if == {"question": "q1", "any_of": [4, 5]}


def test_without_javascript_the_buttons_show_answers_rows_and_the_preview_and_keep_nothing(draft, client):
    asked = draft.questions.get(code="q2")
    address = reverse("questionnaire-question-edit", args=[asked.pk])
    given = QUESTION | {"section": asked.section_id, "seen": draft.edit_stamp, "text_da": "Halvt skrev", "shown_if_question": "q1"}

    answers = client.post(address, given | {"intent": "answers"}).content.decode()
    more = client.post(address, given | {"intent": "more"}).content.decode()
    preview = client.post(address, given | {"intent": "show"}).content.decode()

    assert "Helt enig" in answers
    assert 'name="options-3-text_da"' in more
    assert "<h1>Halvt skrev</h1>" in preview
    asked.refresh_from_db()
    assert asked.text["da"] != "Halvt skrev"


def test_the_phone_shows_what_is_written_in_the_language_asked_for(draft, client):
    Questionnaire.objects.filter(pk=draft.pk).update(languages=["da", "sv"])
    given = QUESTION | {"text_sv": "Finns det plats?", "section": draft.sections.first().pk, "intent": "show-sv"}
    page = client.post(reverse("questionnaire-question-preview", args=[draft.pk]), given).content.decode()

    assert "<h1>Finns det plats?</h1>" in page
    assert "Delvis" in page


def test_the_second_of_two_keeps_what_was_written_and_may_save_it_after_all(draft, client):
    asked, stamp = draft.questions.get(code="q1"), draft.edit_stamp
    other = UserFactory(first_name="Anna", last_name="Berg")
    editing.change_part(asked, {"text": {"da": "Annas"}}, **trace(draft, other))
    address = reverse("questionnaire-question-edit", args=[asked.pk])
    given = QUESTION | {"section": asked.section_id, "seen": stamp, "text_da": "Mine"}

    refused = client.post(address, given)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Anna Berg" in page
    assert "Mine" in page

    assert client.post(address, given | {"seen": refused.context["form"]["seen"].value()}).status_code == 302
    asked.refresh_from_db()
    assert asked.text == {"da": "Mine"}


def test_the_first_of_two_sees_who_else_is_writing(draft, client):
    editing.change_part(draft.questions.get(code="q1"), {"text": {"da": "Annas"}}, **trace(draft, UserFactory(first_name="Anna")))

    assert "Anna" in client.get(reverse("questionnaire-edit", args=[draft.pk])).content.decode()


def test_the_editor_asks_the_database_as_often_for_a_long_one(draft, me, client, django_assert_max_num_queries):
    long = usecases.begin_version(Questionnaire.objects.get(family="apv"), submission_id=uuid.uuid4(), by=me, now=NOW)
    client.get(reverse("questionnaire-edit", args=[long.pk]))
    for row in (draft, long):
        with django_assert_max_num_queries(9):
            client.get(reverse("questionnaire-edit", args=[row.pk]))


def test_a_new_one_is_begun_and_needs_its_name(me, client):
    address, number = reverse("questionnaire-new"), str(uuid.uuid4())
    assert client.post(address, {"how": "empty", "submission_id": number}).status_code == 422
    assert client.post(address, {"how": "version", "submission_id": number}).status_code == 422

    response = client.post(address, {"how": "empty", "name_da": "Puls", "submission_id": number})
    assert response.url == reverse("questionnaire-edit", args=[Questionnaire.objects.get(family="puls").pk])


def test_head_sections_and_themes_are_written(draft, client):
    head = {"name_da": "Vores", "languages": ["da"], "minutes": "4"}
    assert client.post(reverse("questionnaire-head", args=[draft.pk]), head | {"seen": draft.edit_stamp}).status_code == 302
    draft.refresh_from_db()
    new = {"title_da": "Mere", "is_named": "on", "seen": draft.edit_stamp}
    assert client.post(reverse("questionnaire-section-new", args=[draft.pk]), new).status_code == 302
    draft.refresh_from_db()
    theme = {"name_da": "Plads", "topic": "physical", "theme_code": "climate", "seen": draft.edit_stamp}
    assert client.post(reverse("questionnaire-dimension-new", args=[draft.pk]), theme).status_code == 302

    draft.refresh_from_db()
    assert (str(draft), draft.minutes, draft.sections.get(position=3).is_named) == ("Vores", 4, True)
    assert draft.dimensions.get().code == "plads"


def test_finishing_and_retiring_by_the_page(draft, client):
    assert client.post(reverse("questionnaire-finish", args=[draft.pk]), {"seen": draft.edit_stamp}).url == draft.get_absolute_url()
    client.post(reverse("questionnaire-retire", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.retired_at == NOW
    client.post(reverse("questionnaire-bring-back", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.retired_at is None
    assert client.get(reverse("questionnaire-edit", args=[draft.pk])).status_code == 403
