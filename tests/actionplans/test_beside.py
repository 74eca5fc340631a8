"""Beside a plan that is being written: plans about the same thing, others who write now, tools that staff recommend."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, Resource, Theme
from orgstructure.permissions import Perm
from tests.actionplans.writing import filled, form_of, new_url
from tests.factories import NOW, TODAY, ClosedPlanFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def asked(client, unit, **words):
    return client.post(f"{reverse('plan-beside')}?unit={unit.pk}", words)


def titles(response):
    return [one.plan.title for one in response.context["beside"].similar]


def test_plans_about_the_same_thing_here_beside_and_above_are_shown_with_what_they_led_to(writer, ward):
    ClosedPlanFactory(unit=ward, title="Tunge løft på stue 2", closed="no_effect")
    ActionPlan.objects.get().evaluations.update(wanted_effects="Liften stod på depotet")
    PlanFactory(unit=ward.parent, title="Løft og tunge forflytninger i hele huset")
    PlanFactory(unit=UnitFactory(parent=ward.parent), title="Tunge løft i køkkenet")
    PlanFactory(unit=UnitFactory(parent=ward), title="Tunge løft i et underafsnit")
    PlanFactory(title="Tunge løft et helt andet sted")
    PlanFactory(unit=ward, title="Støj fra ventilationen")

    response = asked(writer, ward, title="Tunge løft om natten")
    html = response.content.decode()
    assert set(titles(response)) == {"Tunge løft på stue 2", "Løft og tunge forflytninger i hele huset", "Tunge løft i køkkenet"}
    assert "Ingen effekt" in html
    assert "Liften stod på depotet" in html


def test_everyday_words_for_the_same_thing_find_each_other(writer, ward):
    noise = Theme.objects.get(code="noise")
    PlanFactory(unit=ward, title="Larm fra printeren", theme=noise)

    assert titles(asked(writer, ward, title="Støj i medicinrummet")) == ["Larm fra printeren"]
    assert titles(asked(writer, ward, title="For lidt lys i medicinrummet")) == []


@pytest.mark.parametrize("title", ["", "og på i", "Vi har et problem", "\0", "'; DROP TABLE x; --", "a" * 200, "((( & | ! :*"])
def test_words_that_say_nothing_find_nothing_and_break_nothing(writer, ward, title):
    PlanFactory(unit=ward, title="Problem med kolleger")

    assert titles(asked(writer, ward, title=title)) == []


def test_no_more_than_five_are_shown_and_the_most_alike_come_first(writer, ward, django_assert_num_queries):
    for number in range(7):
        PlanFactory(unit=ward, title=f"Løft og {('sejl', 'trapper')[number % 2]} {number}")
    best = PlanFactory(unit=ward, title="Løft uden sejl på badet")
    asked(writer, ward, title="x")

    shown = titles(asked(writer, ward, title="Løft uden sejl på badet"))
    assert len(shown) == 5
    assert shown[0] == best.title


def test_what_the_reader_may_not_see_is_not_shown(ward, client_of, person_with):
    coordinator = client_of(person_with(Perm.EDIT_PLANS, on=ward))
    PlanFactory(unit=ward, title="Tunge løft hos Bente", is_confidential=True)
    DraftFactory(unit=ward, title="Tunge løft i kladde", created_at=NOW)

    found = asked(coordinator, ward, title="Tunge løft").context["beside"]
    assert (found.similar, found.drafts) == ((), ())


def test_two_who_write_from_the_same_source_or_about_the_same_thing_are_shown_each_other(ward, manager, amr, client_of, person_with):
    other = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward)
    lately = {"unit": ward, "created_at": NOW - timedelta(days=1)}
    DraftFactory(owner=other, title="Noget helt andet", source="round", **lately)
    DraftFactory(owner=other, title="Tunge løft på badet", **lately)
    DraftFactory(owner=other, title="Kulde", **lately)
    DraftFactory(owner=other, unit=ward, title="Tunge løft i fjor", created_at=NOW - timedelta(days=40))
    DraftFactory(owner=manager, title="Tunge løft min egen", **lately)

    found = asked(client_of(manager), ward, title="Tunge løft", source="round").context["beside"]
    assert {draft.title for draft in found.drafts} == {"Noget helt andet", "Tunge løft på badet"}
    html = client_of(manager).get(new_url(ward, source="round")).content.decode()
    assert "Noget helt andet" in html


def test_the_plan_being_written_is_not_like_itself(writer, ward):
    writer.post(new_url(ward), filled(writer, ward, intent="save", title="Tunge løft"))
    draft = ActionPlan.objects.get()
    html = writer.get(reverse("plan-edit", args=[draft.pk])).content.decode()

    assert "Ingen anden plan her eller ovenover ligner den her." in html


def test_without_javascript_a_button_looks_and_keeps_what_was_typed(writer, ward):
    PlanFactory(unit=ward, title="Tunge løft på stue 2")
    page = writer.post(new_url(ward), filled(writer, ward, title="Tunge løft", intent="look"))

    assert titles(page) == ["Tunge løft på stue 2"]
    assert form_of(page)["title"] == ["Tunge løft"]
    assert ActionPlan.objects.count() == 1


def test_looking_needs_the_right_to_write_there_and_writes_nothing(writer, ward, client_of):
    assert asked(client_of(UserFactory()), ward, title="x").status_code == 403
    assert asked(writer, UnitFactory(), title="x").status_code == 403
    assert writer.post(f"{reverse('plan-beside')}?unit=999999999999999999999", {}).status_code == 404
    for broken in ({"theme": "9" * 30}, {"source": "?"}, {"submission_id": "x"}, {"title": "x" * 9999}):
        assert asked(writer, ward, **broken).status_code == 200


def test_few_and_many_plans_cost_the_same_number_of_queries(writer, ward, django_assert_max_num_queries):
    counts = []
    for more in (1, 9):
        for number in range(more):
            ClosedPlanFactory(unit=ward, title=f"Tunge løft {number}")
        with django_assert_max_num_queries(14) as asking:
            asked(writer, ward, title="Tunge løft")
        counts.append(len(asking))
    assert counts[0] == counts[1]


@pytest.fixture
def administrator(client_of, person_with):
    return client_of(person_with(Perm.CONFIGURE, on=UnitFactory()))


def resource(**columns):
    given = {"title": {"da": "Løft uden smerter"}, "url": "https://region-eksempel.invalid/loeft", "valid_from": TODAY}
    return Resource.objects.create(**given | columns)


GIVEN = {"title_da": "Guide til støj", "url": "https://region-eksempel.invalid/stoej", "kind": "guide", "order": "10"}


def test_staff_add_change_hide_and_bring_back_a_link(administrator, writer, ward):
    noise = Theme.objects.get(code="noise")
    administrator.post(reverse("resource-list"), GIVEN | {"description_da": "Mål selv", "theme": noise.pk})
    row = Resource.objects.get()
    assert "Guide til støj" in asked(writer, ward, theme=noise.pk).content.decode()
    assert "Guide til støj" not in asked(writer, ward, title="Kulde").content.decode()

    administrator.post(reverse("resource-edit", args=[row.pk]), GIVEN | {"title_da": "Støjguiden", "field": "causes"})
    html = writer.get(new_url(ward)).content.decode()
    assert "Støjguiden" in html.split('name="causes"')[1].split('name="informed"')[0]

    administrator.post(reverse("resource-retire", args=[row.pk]))
    assert "Støjguiden" not in writer.get(new_url(ward)).content.decode()
    administrator.post(reverse("resource-bring-back", args=[row.pk]))
    assert "Støjguiden" in writer.get(new_url(ward)).content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://region-eksempel.invalid"), ("url", "javascript:alert(1)"), ("url", "https://"), ("url", ""), ("title_da", ""),
        ("kind", "x"), ("theme", "999999999999999999999"), ("field", "search"), ("order", "-1"), ("order", "9" * 30),
    ],
)  # fmt: skip
def test_a_link_that_does_not_fit_is_refused_at_its_field(administrator, name, value):
    response = administrator.post(reverse("resource-list"), GIVEN | {name: value})

    assert list(response.context["form"].errors) == [name]
    assert not Resource.objects.exists()


def test_a_link_stands_under_measures_and_criteria_when_staff_say_so(writer, ward):
    resource(field="measures", title={"da": "Idéer til indsatser"})
    resource(field="criteria", title={"da": "Gode succeskriterier"})
    html = writer.get(new_url(ward)).content.decode()

    assert "Idéer til indsatser" in html.split('id="measures"')[1].split('id="criteria"')[0]
    assert "Gode succeskriterier" in html.split('id="criteria"')[1]


def test_a_link_speaks_the_readers_language_or_danish(writer, ward):
    resource(title={"da": "Løft", "sv": "Lyft"})
    row = Resource.objects.get()
    from django.utils import translation

    with translation.override("sv"):
        assert (str(row), row.explanation) == ("Lyft", "")
    with translation.override("en"):
        assert str(row) == "Løft"


def test_an_employee_without_the_right_may_not_keep_links(ward, client_of):
    reader = client_of(EngagementFactory(unit=ward).user)
    row = resource()

    assert reader.get(reverse("resource-list")).status_code == 403
    assert reader.post(reverse("resource-retire", args=[row.pk])).status_code == 403
