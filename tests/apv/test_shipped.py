"""The questionnaires that come with the product."""

import pytest

from actionplans.defaults import THEMES
from actionplans.models import Topic
from apv.blueprint import LANGUAGES, blueprint_of
from apv.checks import problems
from apv.models import Question, Questionnaire
from apv.usecases.questionnaires import SHIPPED, install_shipped
from tests.factories import NOW

APV, WELLBEING = SHIPPED
COVERED = {Topic.ACCIDENT, Topic.ERGONOMIC, Topic.PHYSICAL, Topic.CHEMICAL, Topic.BIOLOGICAL, Topic.PSYCHOSOCIAL, Topic.ABSENCE}


@pytest.mark.parametrize("blueprint", SHIPPED, ids=lambda one: one.family)
def test_a_shipped_questionnaire_is_whole_in_three_languages(blueprint):
    assert problems(blueprint) == []
    assert blueprint.languages == LANGUAGES
    assert all(choice.text.keys() == set(LANGUAGES) for question in blueprint.questions for choice in question.options)


@pytest.mark.parametrize("blueprint", SHIPPED, ids=lambda one: one.family)
def test_its_dimensions_point_to_themes_of_the_region_and_every_code_is_one(blueprint):
    assert {one.theme_code for one in blueprint.dimensions} <= set(THEMES)
    codes = [question.code for question in blueprint.questions]
    assert len(codes) == len(set(codes))
    assert "trust" in codes


def test_the_apv_covers_every_topic_of_the_law_and_ends_with_the_named_part():
    assert {one.topic for one in APV.dimensions} >= COVERED
    assert [part.is_named for part in APV.parts] == [False] * (len(APV.parts) - 1) + [True]
    anonymous = [question for part in APV.parts if not part.is_named for question in part.questions]
    assert 30 <= len(anonymous) <= 36
    assert anonymous[-1].scale == "text"
    assert {"threats_met", "respect_bullied", "respect_sexual"} <= {question.code for question in anonymous if question.is_sensitive}


@pytest.mark.parametrize("blueprint", SHIPPED, ids=lambda one: one.family)
def test_short_sections_come_first(blueprint):
    lengths = [len(part.questions) for part in blueprint.parts if not part.is_named][:-1]

    assert lengths == sorted(lengths)


def test_the_wellbeing_questionnaire_is_short():
    assert 14 <= len(list(WELLBEING.questions)) <= 18
    assert 5 <= len(WELLBEING.dimensions) <= 6


@pytest.mark.django_db
def test_a_new_installation_has_them_finished_and_bringing_them_in_again_changes_nothing():
    rows = Questionnaire.objects.filter(family__in=[one.family for one in SHIPPED])

    assert {blueprint_of(row).family: blueprint_of(row) for row in rows} == {one.family: one for one in SHIPPED}
    assert all(row.is_finished for row in rows)
    assert install_shipped(NOW) == 0
    assert rows.count() == len(SHIPPED)


@pytest.mark.django_db
def test_the_wellbeing_questionnaire_comes_back_where_it_is_missing():
    Question.objects.filter(questionnaire__family="trivsel").delete()
    Questionnaire.objects.filter(family="trivsel").delete()

    assert install_shipped(NOW) == 1
    assert Questionnaire.objects.get(family="trivsel").finished_at == NOW
