"""What the region decides: themes, and what a plan must hold."""

import pytest
from django.urls import reverse

from actionplans.defaults import THEMES
from actionplans.models import PublishRequirement, Theme
from actionplans.models.themes import Topic
from orgstructure.permissions import Perm
from tests.actionplans.writing import form_of, new_url
from tests.factories import TODAY, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client_of, person_with):
    return client_of(person_with(Perm.CONFIGURE, on=UnitFactory()))


def test_a_region_starts_with_themes_under_every_topic_in_three_languages():
    themes = Theme.objects.in_use(TODAY)

    assert {theme.code for theme in themes} == set(THEMES)
    assert {theme.topic for theme in themes} == set(Topic.values)
    assert all(set(theme.name) == {"da", "sv", "en"} for theme in themes)


def test_a_theme_is_added_renamed_and_taken_out_of_use(administrator, writer, ward):
    administrator.post(reverse("theme-list"), {"topic": "physical", "name_da": "Vibrationer"})
    theme = Theme.objects.get(name__da="Vibrationer")
    administrator.post(
        reverse("theme-edit", args=[theme.pk]), {"topic": "physical", "name_da": "Vibrationer og stød", "name_sv": "Vibrationer"}
    )
    assert "Vibrationer og stød" in writer.get(new_url(ward)).content.decode()

    kept = PlanFactory(unit=ward, theme=theme)
    noise = Theme.objects.get(code="noise")
    administrator.post(reverse("theme-retire", args=[theme.pk]), {"replaced_by": noise.pk})
    theme.refresh_from_db()
    assert (theme.code, theme.valid_to, theme.replaced_by) == ("vibrationer", TODAY, noise)
    assert "Vibrationer og stød" not in writer.get(new_url(ward)).content.decode()
    assert form_of(writer.get(reverse("plan-edit", args=[kept.pk])))["theme"] == [str(theme.pk)]

    administrator.post(reverse("theme-bring-back", args=[theme.pk]))
    assert "Vibrationer og stød" in writer.get(new_url(ward)).content.decode()


def test_two_themes_with_one_name_get_codes_of_their_own(administrator):
    for _ in range(2):
        administrator.post(reverse("theme-list"), {"topic": "other", "name_da": "Ældre bygninger"})

    assert Theme.objects.filter(name__da="Ældre bygninger").count() == 2


def test_a_theme_is_not_replaced_by_itself_or_by_one_out_of_use(administrator):
    noise, lifting = Theme.objects.get(code="noise"), Theme.objects.get(code="lifting")
    Theme.objects.filter(pk=lifting.pk).update(valid_to=TODAY)
    for replacement in (noise, lifting):
        administrator.post(reverse("theme-retire", args=[noise.pk]), {"replaced_by": replacement.pk})

    noise.refresh_from_db()
    assert noise.valid_to is None


def test_the_region_says_what_else_a_plan_must_hold(administrator):
    page = reverse("publish-requirements")
    administrator.post(page, {"fields_demanded": ["theme", "causes"]})
    administrator.post(page, {"fields_demanded": ["theme"]})
    refused = administrator.post(page, {"fields_demanded": ["status"]})

    assert list(PublishRequirement.objects.values_list("field", flat=True)) == ["theme"]
    assert refused.status_code == 200


@pytest.mark.parametrize("route", ["settings", "theme-list", "publish-requirements", "theme-edit", "theme-retire", "theme-bring-back"])
def test_only_who_may_configure_gets_in(route, writer, administrator):
    arguments = [Theme.objects.get(code="noise").pk] if route in ("theme-edit", "theme-retire", "theme-bring-back") else []

    send = "post" if route == "theme-bring-back" else "get"
    assert getattr(writer, send)(reverse(route, args=arguments)).status_code == 403
    assert getattr(administrator, send)(reverse(route, args=arguments)).status_code in (200, 302)


def test_the_list_of_themes_asks_the_database_as_often_with_many(administrator, django_assert_num_queries):
    administrator.get(reverse("theme-list"))
    with django_assert_num_queries(3) as few:
        administrator.get(reverse("theme-list"))
    for number in range(20):
        PlanFactory(theme=Theme.objects.create(code=f"t{number}", topic="other", name={"da": f"T{number}"}, valid_from=TODAY))
    with django_assert_num_queries(len(few)):
        administrator.get(reverse("theme-list"))
