"""What somebody could be recognised by: names are pointed out before publishing, and one paragraph is read by few."""

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, ConfidentialNote
from actionplans.named import names_in
from actionplans.people import Named
from orgstructure.permissions import Perm
from tests.actionplans.writing import errors_of, filled, form_of, new_url
from tests.factories import CriterionFactory, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask har ondt"


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward, user__first_name="Bente Sofie", user__last_name="Dahlgaard").user


@pytest.fixture
def plan(ward, manager, amr):
    plan = PlanFactory(unit=ward, owner=manager, evaluator=amr, title="Tunge løft", causes="Én lift")
    MeasureFactory(plan=plan, responsible=manager)
    CriterionFactory(plan=plan)
    ConfidentialNote.objects.create(plan=plan, text=SECRET)
    return plan


@pytest.fixture
def coordinator(ward, person_with):
    """May change every plan of the hospital, and reads none of the closed ones."""
    return person_with(Perm.EDIT_PLANS, on=ward.parent)


def edit(plan):
    return reverse("plan-edit", args=[plan.pk])


def test_the_paragraph_is_read_by_manager_group_and_owner_and_nobody_else(plan, ward, manager, amr, coordinator, client_of, person_with):
    representative = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward)
    owner = UserFactory()
    ActionPlan.objects.filter(pk=plan.pk).update(owner=owner)
    readers = {
        person: SECRET in client_of(person).get(plan.get_absolute_url()).content.decode() for person in (manager, representative, owner)
    }
    others = [coordinator, amr, EngagementFactory(unit=ward).user, UserFactory(is_superuser=True)]

    assert all(readers.values())
    for person in others:
        pages = [client_of(person).get(plan.get_absolute_url()), client_of(person).get(edit(plan))]
        assert not any(SECRET in page.content.decode() for page in pages)


def test_it_is_written_changed_and_taken_out_on_the_page_of_the_plan(writer, ward):
    writer.post(new_url(ward), filled(writer, ward, confidential_note=SECRET))
    plan = ActionPlan.objects.get()
    assert plan.confidential.text == SECRET

    writer.post(edit(plan), form_of(writer.get(edit(plan))) | {"confidential_note": "En anden"})
    assert ConfidentialNote.objects.get().text == "En anden"
    writer.post(edit(plan), form_of(writer.get(edit(plan))) | {"confidential_note": ""})
    assert not ConfidentialNote.objects.exists()


def test_who_may_not_read_it_can_neither_write_it_nor_wipe_it_out(plan, ward, coordinator, client_of):
    client = client_of(coordinator)
    page = client.get(edit(plan))
    assert "confidential_note" not in form_of(page)
    assert '"confidential_note"' not in form_of(page)["base"][0]

    client.post(edit(plan), form_of(page) | {"title": "Ny overskrift", "confidential_note": "Skrevet udefra"})
    plan.refresh_from_db()
    assert (plan.title, plan.confidential.text) == ("Ny overskrift", SECRET)
    client.post(new_url(ward), filled(client, ward, confidential_note="Skrevet udefra"))
    assert ConfidentialNote.objects.count() == 1


def test_two_who_write_in_it_at_once_are_shown_both_texts(writer, plan):
    mine = form_of(writer.get(edit(plan))) | {"confidential_note": "Min"}
    ConfidentialNote.objects.update(text="Annas")
    ActionPlan.objects.get(pk=plan.pk).change(version=plan.version)
    response = writer.post(edit(plan), mine)

    assert [(overlap.theirs, overlap.mine) for overlap in response.context["overlaps"]] == [("Annas", "Min")]
    writer.post(edit(plan), form_of(response) | {"choose-confidential_note": "theirs"})
    assert ConfidentialNote.objects.get().text == "Annas"


def test_a_draft_keeps_it_as_one_types(writer, ward):
    form = filled(writer, ward, confidential_note=SECRET)
    writer.post(f"{reverse('plan-autosave')}?unit={ward.pk}", form)

    assert ConfidentialNote.objects.get().text == SECRET
    assert writer.post(reverse("plan-delete-draft", args=[ActionPlan.objects.get().pk])).status_code == 302
    assert not ConfidentialNote.objects.exists()


def test_it_is_in_no_list_search_file_history_or_copy(plan, writer):
    writer.post(edit(plan), form_of(writer.get(edit(plan))) | {"confidential_note": f"{SECRET} igen", "causes": "To lifte"})
    for address in ("/plans/?q=Kvabbelsnask", "/plans/export.csv", "/plans/export.xlsx", reverse("plan-history", args=[plan.pk])):
        answer = writer.get(address, follow=True)
        body = b"".join(answer) if answer.streaming else answer.content
        assert SECRET.encode() not in body
    assert SECRET not in str([event.__dict__ for event in plan.events.all()])
    assert SECRET not in writer.get(f"{reverse('plan-new')}?unit={plan.unit_id}&copy={plan.pk}").content.decode()
    assert SECRET not in writer.get(f"{reverse('plan-new')}?follows={plan.pk}").content.decode()


def test_a_cpr_number_is_refused_there_too(writer, ward):
    response = writer.post(new_url(ward), filled(writer, ward, confidential_note="Bente 010190-1234 faldt"))

    assert list(errors_of(response)) == ["confidential_note"]
    assert not ActionPlan.objects.exists()


# --- names ------------------------------------------------------------------------------------------
def test_a_colleagues_name_is_pointed_out_before_publishing_and_nothing_is_saved(writer, ward, colleague):
    form = filled(
        writer, ward, description="Det går mest ud over Bente og hendes makker.", **{"measures-0-text": "Dahlgaards vagter flyttes"}
    )
    response = writer.post(new_url(ward), form)

    assert [(name.field, name.words) for name in response.context["names"]] == [("description", "Bente"), ("measures", "Dahlgaard")]
    assert not ActionPlan.objects.exists()
    assert form_of(response)["description"] == ["Det går mest ud over Bente og hendes makker."]

    writer.post(new_url(ward), form_of(response) | {"seen": ["Bente", "Dahlgaard"], "intent": "publish-anyway"})
    assert ActionPlan.objects.get().status == "active"


def test_a_name_that_came_after_the_question_is_asked_about_too(writer, ward, colleague):
    form = filled(writer, ward, description="Bente og Dahlgaard") | {"seen": ["Bente"], "intent": "publish-anyway"}
    response = writer.post(new_url(ward), form)

    assert [name.words for name in response.context["names"]] == ["Bente", "Dahlgaard"]
    assert not ActionPlan.objects.exists()


def test_the_plan_is_made_confidential_by_the_button_that_says_so(writer, ward, colleague):
    writer.post(new_url(ward), filled(writer, ward, description="Bente har ondt", intent="publish-confidential"))

    plan = ActionPlan.objects.get()
    assert (plan.status, plan.is_confidential) == ("active", True)


def test_a_confidential_plan_and_a_draft_may_name_people(writer, ward, colleague):
    writer.post(new_url(ward), filled(writer, ward, description="Bente har ondt", is_confidential="on"))
    writer.post(new_url(ward), filled(writer, ward, description="Bente har ondt", intent="save"))

    assert sorted(ActionPlan.objects.values_list("status", flat=True)) == ["active", "draft"]


def test_publishing_from_the_drafts_page_asks_first(writer, ward, colleague):
    writer.post(new_url(ward), filled(writer, ward, description="Bente har ondt", intent="save"))
    draft = ActionPlan.objects.get()
    response = writer.post(reverse("plan-publish", args=[draft.pk]))
    draft.refresh_from_db()

    assert [name.words for name in response.context["names"]] == ["Bente"]
    assert f'action="{edit(draft)}"' in response.content.decode()
    assert draft.status == "draft"


def test_a_published_plan_is_asked_only_about_what_is_new(writer, plan, colleague):
    ActionPlan.objects.filter(pk=plan.pk).update(description="Bente har ondt")
    writer.post(edit(plan), form_of(writer.get(edit(plan))) | {"title": "En ny overskrift"})
    plan.refresh_from_db()
    assert plan.title == "En ny overskrift"

    response = writer.post(edit(plan), form_of(writer.get(edit(plan))) | {"extent": "Bente Sofie Dahlgaard og to til"})
    assert [(name.field, name.words) for name in response.context["names"]] == [("extent", "Bente Sofie Dahlgaard")]


def test_a_plan_that_is_no_longer_confidential_is_asked_about_all_of_it(writer, plan, colleague):
    ActionPlan.objects.filter(pk=plan.pk).update(description="Bente har ondt", is_confidential=True)
    form = form_of(writer.get(edit(plan)))
    form.pop("is_confidential")

    assert [name.words for name in writer.post(edit(plan), form).context["names"]] == ["Bente"]


PEOPLE = [Named(1, "Bente Sofie Dahlgaard", ""), Named(2, "Bo Lund", ""), Named(3, "Anne-Mette Skov", ""), Named(4, "Åse Østergård", "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bente sofie dahlgaard har ondt", ["bente sofie dahlgaard"]),
        ("Bente", ["Bente"]),
        ("Vi har talt med Dahlgaard om det", ["Dahlgaard"]),
        ("Åses ryg og Østergårds knæ", ["Åse", "Østergård"]),
        ("Det er Bentes skyld", ["Bente"]),
        ("Hos Anne-Mette og Anne", ["Anne", "Mette", "Anne"]),
        ("Vi går i skov og lund. Skov er dejligt.", []),
        ("Ring til Lund og Skov", ["Lund", "Skov"]),
        ("Bo Lund har sagt det", ["Bo Lund"]),
        ("Vi bor her, og bentet er løst", []),
        ("Benteflex er en stol", []),
        ("(.*)+ Bente $", ["Bente"]),
        ("", []),
    ],
)
def test_names_are_told_from_words_of_every_day(text, found):
    hits = [name.words for name in names_in({"description": text}, PEOPLE, untouched={})]

    assert hits == list(dict.fromkeys(found))


def test_the_plans_own_people_may_stand_where_it_is_said_who_does_what():
    parts = {"owner": 1, "evaluation_method": "Bente spørger alle", "causes": "Bente har travlt"}

    assert [name.field for name in names_in(parts, PEOPLE, untouched={})] == ["causes"]


def test_at_least_95_of_100_ways_to_name_a_colleague_are_seen():
    first = ("Anna", "Lars", "Søren", "Ayşe", "Jens-Peter", "Inge Lise", "Mohammed", "Birgitte", "Ole", "Ida")
    last = ("Jensen", "Holm", "Østergaard", "van der Berg", "Al-Hassan")
    people = [Named(n, f"{one} {two}", "") for n, (one, two) in enumerate((one, two) for one in first for two in last)]
    ways = [f"I går faldt {person.name} på trappen" for person in people]
    ways += [f"{person.name.split()[0]} har haft tre sygedage" for person in people]

    assert sum(bool(names_in({"description": text}, people, untouched={})) for text in ways) >= 0.95 * len(ways)


def test_text_made_to_be_slow_is_read_at_once():
    text = "Bente Sofie Dahlgaar " * 190

    assert names_in({"description": text[:4000]}, PEOPLE * 50, untouched={})
