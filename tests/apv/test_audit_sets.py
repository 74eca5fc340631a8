"""Sets of questions of the self-audit: written, copied from last year, linked, finished, and never changed afterwards."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apv.audit_set_checks import problems
from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.models import AuditQuestion, AuditSet
from apv.usecases import audit_editing
from apv.usecases.audit_sets import COPIED, Head, begin_copy, begin_empty
from orgstructure.permissions import Perm
from tests.factories import NOW, AuditQuestionFactory, AuditSetFactory, AuditYearFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(person_with, client):
    person = person_with(Perm.RUN_AUDITS, on=UnitFactory())
    client.force_login(person, backend="orgstructure.signin.EngagementBackend")
    return person


@pytest.fixture
def last_year():
    """A finished set of three questions."""
    made = AuditSetFactory(year=2025)
    for number in (1, 2, 3):
        AuditQuestionFactory(question_set=made, position=number, code=f"q{number}", group={"da": "Hverdag"}, law={"DK": "AML § 15"})
    return made


@pytest.fixture
def draft(me, last_year):
    """Next year's, as copied."""
    return copied(last_year, me)


def copied(original, by, number=None, year=None):
    head = Head(year or original.year + 1, {"da": "Næste år"}, {})
    return begin_copy(original, head, submission_id=number or uuid.uuid4(), by=by, now=NOW)


def trace(audit_set, by, seen=None):
    audit_set.refresh_from_db()
    return {"seen": audit_set.edit_stamp if seen is None else seen, "by": by, "now": NOW}


def order(audit_set):
    return [(row.position, row.code) for row in audit_set.questions.all()]


def told(audit_set):
    return [(one.code, one.text) for one in problems(audit_set, list(audit_set.questions.select_related("continues__question_set")))]


# --- Copying ------------------------------------------------------------------------------------------------
def test_a_copy_asks_all_the_same_and_each_question_continues_its_source(me):
    shipped = AuditSet.objects.get(made_by=None)

    made = copied(shipped, me)

    pairs = list(zip(made.questions.all(), shipped.questions.all(), strict=True))
    assert len(pairs) == 26
    assert all(copy.continues == source for copy, source in pairs)
    assert all(getattr(copy, name) == getattr(source, name) for copy, source in pairs for name in COPIED)
    assert (made.year, made.based_on, made.is_finished, made.made_by) == (shipped.year + 1, shipped, False, me)


def test_a_copy_sent_twice_is_one(me, last_year):
    number = uuid.uuid4()

    assert copied(last_year, me, number) == copied(last_year, me, number)
    assert AuditSet.objects.filter(made_by=me).count() == 1


def test_the_copy_of_a_copy_continues_the_copy(draft, me):
    audit_editing.finish(draft, **trace(draft, me))
    third = copied(draft, me)

    assert [row.continues.question_set for row in third.questions.all()] == [draft] * 3


# --- Questions ----------------------------------------------------------------------------------------------
def test_a_question_moves_one_place_and_at_the_end_none(draft, me):
    first = draft.questions.get(code="q1")
    audit_editing.move_question(first, 1, **trace(draft, me))
    assert order(draft) == [(1, "q2"), (2, "q1"), (3, "q3")]

    audit_editing.move_question(draft.questions.get(code="q2"), -1, **trace(draft, me))
    audit_editing.move_question(draft.questions.get(code="q3"), 1, **trace(draft, me))
    assert order(draft) == [(1, "q2"), (2, "q1"), (3, "q3")]


def test_a_question_takes_the_number_it_is_given_and_those_behind_it_move(draft, me):
    new = {"code": "q4", "text": {"da": "Nyt?"}}
    audit_editing.add_question(draft, new, number=2, **trace(draft, me))
    assert order(draft) == [(1, "q1"), (2, "q4"), (3, "q2"), (4, "q3")]

    audit_editing.change_question(draft.questions.get(code="q3"), {}, number=1, **trace(draft, me))
    assert order(draft) == [(1, "q3"), (2, "q1"), (3, "q4"), (4, "q2")]


def test_a_deleted_question_leaves_no_gap_in_the_numbers_and_its_source_stays(draft, me, last_year):
    audit_editing.delete_question(draft.questions.get(code="q2"), **trace(draft, me))

    assert order(draft) == [(1, "q1"), (2, "q3")]
    assert last_year.questions.count() == 3


def test_a_code_is_taken_once(draft, me):
    with pytest.raises(RefusedError):
        audit_editing.add_question(draft, {"code": "q1", "text": {"da": "Nyt?"}}, number=4, **trace(draft, me))

    assert len(order(draft)) == 3


def test_a_heading_changes_above_all_that_stand_under_it_and_in_no_other_set(draft, me, last_year):
    audit_editing.change_question(draft.questions.get(code="q3"), {"group": {"da": "Risici"}}, number=3, **trace(draft, me))
    audit_editing.rename_heading(draft.questions.get(code="q2"), {"da": "Til daglig"}, **trace(draft, me))

    assert [row.group["da"] for row in draft.questions.all()] == ["Til daglig", "Til daglig", "Risici"]
    assert {row.group["da"] for row in last_year.questions.all()} == {"Hverdag"}


def test_who_saves_second_is_told_and_nothing_is_written(draft, me):
    seen, row = draft.edit_stamp, draft.questions.get(code="q1")
    audit_editing.change_question(row, {"text": {"da": "Først"}}, number=1, **trace(draft, me, seen))

    with pytest.raises(StaleError):
        audit_editing.change_question(row, {"text": {"da": "Bagefter"}}, number=3, **trace(draft, UserFactory(), seen))

    row.refresh_from_db()
    draft.refresh_from_db()
    assert (row.text, row.position, draft.edited_by) == ({"da": "Først"}, 1, me)


def test_a_finished_set_is_never_changed(last_year, me):
    row, before = last_year.questions.get(code="q2"), list(last_year.questions.values())
    acts = (
        lambda **more: audit_editing.change_head(last_year, {"year": 2030}, **more),
        lambda **more: audit_editing.add_question(last_year, {"code": "ny", "text": {"da": "Ny?"}}, number=1, **more),
        lambda **more: audit_editing.change_question(row, {"text": {"da": "Andet?"}}, number=1, **more),
        lambda **more: audit_editing.move_question(row, 1, **more),
        lambda **more: audit_editing.delete_question(row, **more),
        lambda **more: audit_editing.rename_heading(row, {"da": "Andet"}, **more),
        lambda **more: audit_editing.finish(last_year, **more),
        lambda **more: audit_editing.delete_draft(last_year, **more),
    )
    for act in acts:
        with pytest.raises(LockedError):
            act(**trace(last_year, me))

    assert list(last_year.questions.values()) == before


# --- Finishing ----------------------------------------------------------------------------------------------
def test_a_set_without_questions_is_not_finished(me):
    empty = begin_empty(Head(2027, {"en": "Audit"}, {}), submission_id=uuid.uuid4(), by=me, now=NOW)

    with pytest.raises(NotReadyError) as error:
        audit_editing.finish(empty, **trace(empty, me))

    assert len(error.value.missing) == 2  # the name in English only, and no question
    assert not AuditSet.objects.get(pk=empty.pk).is_finished


def test_what_is_missing_is_told_by_question(draft, me):
    AuditQuestion.objects.filter(question_set=draft, code="q2").update(text={"en": "Only English?"})

    assert [code for code, _text in told(draft)] == ["q2"]
    AuditQuestion.objects.filter(question_set=draft, code="q2").update(text={"sv": "Bara svenska?"})
    assert told(draft) == []


def test_a_link_leads_to_an_earlier_year_and_no_two_questions_share_one(draft, last_year):
    second = draft.questions.get(code="q2")
    AuditQuestion.objects.filter(pk=second.pk).update(continues=last_year.questions.get(code="q1"))
    assert [code for code, _text in told(draft)] == ["q1", "q2"]

    AuditQuestion.objects.filter(pk=second.pk).update(continues=None)
    assert told(draft) == []
    draft.year = 2025
    assert [code for code, _text in told(draft)] == ["q1", "q3"]


def test_finished_it_can_be_asked_until_it_is_taken_out_of_use(draft, me):
    audit_editing.finish(draft, **trace(draft, me))
    assert draft in AuditSet.objects.usable()

    audit_editing.retire(draft, now=NOW)
    assert draft not in AuditSet.objects.usable()
    audit_editing.bring_back(draft)
    assert draft in AuditSet.objects.usable()


def test_a_draft_is_deleted_unless_a_year_is_prepared_with_it(draft, me):
    year = AuditYearFactory(question_set=draft, status="draft", opened_at=None, opened_by=None)
    with pytest.raises(RefusedError):
        audit_editing.delete_draft(draft, **trace(draft, me))

    year.delete()
    audit_editing.delete_draft(draft, **trace(draft, me))
    assert not AuditSet.objects.filter(pk=draft.pk).exists()


# --- Pages --------------------------------------------------------------------------------------------------
def test_the_pages_are_for_who_runs_self_audits(draft, person_with, client):
    client.force_login(person_with(Perm.RUN_REPORTS, Perm.SUBMIT_AUDITS, on=UnitFactory()), backend="orgstructure.signin.EngagementBackend")

    for name, arguments in (("list", []), ("new", []), ("detail", [draft.pk]), ("copy", [draft.pk]), ("head", [draft.pk])):
        assert client.get(reverse(f"audit-set-{name}", args=arguments)).status_code == 403, name


def test_copied_by_the_page_it_is_the_next_years(last_year, me, client):
    address = reverse("audit-set-copy", args=[last_year.pk])
    page = client.get(address)
    assert page.context["form"]["year"].value() == 2026

    refused = client.post(address, {"year": "26", "name_da": "Mit navn", "submission_id": uuid.uuid4()})
    assert refused.status_code == 422
    assert "Mit navn" in refused.content.decode()
    client.post(address, {"year": "2026", "name_da": "Mit navn", "submission_id": uuid.uuid4()})

    made = AuditSet.objects.get(made_by=me)
    assert (made.year, made.name, made.questions.count()) == (2026, {"da": "Mit navn"}, 3)


def test_a_draft_is_not_copied(draft, client):
    assert client.get(reverse("audit-set-copy", args=[draft.pk])).status_code == 403


def test_the_page_shows_groups_numbers_law_and_what_each_question_continues(draft, client):
    page = client.get(draft.get_absolute_url()).content.decode()

    assert "Hverdag" in page
    assert "Danmark: AML § 15." in page
    assert "Fortsætter spørgsmål 3 fra 2025." in page


def given(draft, **more):
    draft.refresh_from_db()
    return {"seen": draft.edit_stamp, "number": "1", "text_da": "Er der ro?", **more}


def test_a_new_question_gets_a_code_of_its_words_and_stands_behind_the_one_it_was_begun_from(draft, client):
    after = draft.questions.get(code="q1")
    address = f"{reverse('audit-question-new', args=[draft.pk])}?after={after.pk}"
    form = client.get(address).context["form"]
    assert (form["number"].value(), form["group_da"].value()) == (2, "Hverdag")

    response = client.post(address, given(draft, number="2", group_da="Hverdag", law_se="AFS 2023:1", is_policy="on"))

    assert response.url == draft.get_absolute_url()
    made = draft.questions.get(code="er_der_ro")
    assert (made.position, made.law, made.is_policy, made.continues) == (2, {"SE": "AFS 2023:1"}, True, None)


def test_a_heading_the_set_has_is_taken_with_its_other_languages(draft, client):
    AuditQuestion.objects.filter(question_set=draft).update(group={"da": "Hverdag", "sv": "Vardag"})
    client.post(reverse("audit-question-new", args=[draft.pk]), given(draft, group_da="Hverdag"))

    assert draft.questions.get(code="er_der_ro").group == {"da": "Hverdag", "sv": "Vardag"}


def test_a_taken_code_is_told_beside_its_field_and_nothing_typed_is_lost(draft, client):
    response = client.post(reverse("audit-question-new", args=[draft.pk]), given(draft, code="q1", hint_da="Spørg nattevagten"))

    assert response.status_code == 422
    assert "code" in response.context["form"].errors
    assert "Spørg nattevagten" in response.content.decode()


def test_a_question_is_unlinked_and_linked_to_any_finished_set_of_an_earlier_year(draft, last_year, client):
    older = AuditQuestionFactory(question_set=AuditSetFactory(year=2024), position=1)
    unfinished = AuditQuestionFactory(question_set=AuditSetFactory(year=2023, finished_at=None), position=1)
    same_year = AuditQuestionFactory(question_set=AuditSetFactory(year=2026), position=1)
    row = draft.questions.get(code="q2")
    address = reverse("audit-question-edit", args=[row.pk])

    groups = client.get(address).context["form"].fields["continues"].choices
    assert [label for label, _rows in groups[1:]] == [f"2025: {last_year}", f"2024: {older.question_set}"]
    for other in (unfinished, same_year, row):
        assert client.post(address, given(draft, number="2", continues=other.pk)).status_code == 422
    client.post(address, given(draft, number="2", continues=""))
    row.refresh_from_db()
    assert row.continues is None
    client.post(address, given(draft, number="2", continues=older.pk))
    row.refresh_from_db()
    assert row.continues == older


def test_the_second_of_two_keeps_what_was_written_and_may_save_it_after_all(draft, client):
    row, stamp = draft.questions.get(code="q1"), draft.edit_stamp
    other = UserFactory(first_name="Anna", last_name="Berg")
    audit_editing.change_question(row, {"text": {"da": "Annas"}}, number=1, **trace(draft, other))
    address = reverse("audit-question-edit", args=[row.pk])

    refused = client.post(address, given(draft) | {"seen": stamp, "text_da": "Mine"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Anna Berg" in page
    assert "Mine" in page

    assert client.post(address, given(draft) | {"seen": refused.context["form"]["seen"].value(), "text_da": "Mine"}).status_code == 302
    row.refresh_from_db()
    assert row.text == {"da": "Mine"}


@pytest.mark.parametrize("name", ["audit-set-head", "audit-question-heading"])
def test_head_and_heading_collide_politely_too(draft, client, name):
    key = draft.pk if name == "audit-set-head" else draft.questions.first().pk
    posted = {"seen": 0, "year": "2026", "name_da": "Mit", "group_da": "Mit"}

    refused = client.post(reverse(name, args=[key]), posted)
    assert refused.status_code == 409
    saved = client.post(reverse(name, args=[key]), posted | {"seen": refused.context["form"]["seen"].value()})
    assert saved.status_code == 302


def test_moving_and_deleting_by_the_page_tell_who_saved_meanwhile(draft, me, client):
    row = draft.questions.get(code="q1")
    client.post(reverse("audit-question-move", args=[row.pk]), {"seen": draft.edit_stamp, "step": "1"})
    assert order(draft)[0] == (1, "q2")

    page = client.post(reverse("audit-question-delete", args=[row.pk]), {"seen": draft.edit_stamp}, follow=True)
    assert str(me) in page.content.decode()
    assert len(order(draft)) == 3
    draft.refresh_from_db()
    client.post(reverse("audit-question-delete", args=[row.pk]), {"seen": draft.edit_stamp})
    assert len(order(draft)) == 2


def test_from_an_empty_set_to_one_out_of_use_by_the_page(me, client):
    client.post(reverse("audit-set-new"), {"year": "2027", "name_sv": "Egenkontroll", "submission_id": uuid.uuid4()})
    made = AuditSet.objects.get(made_by=me)
    page = client.post(reverse("audit-set-finish", args=[made.pk]), {"seen": made.edit_stamp}, follow=True).content.decode()
    assert "Skriv mindst ét spørgsmål." in page

    client.post(reverse("audit-question-new", args=[made.pk]), given(made))
    made.refresh_from_db()
    client.post(reverse("audit-set-finish", args=[made.pk]), {"seen": made.edit_stamp})
    client.post(reverse("audit-set-retire", args=[made.pk]))
    made.refresh_from_db()
    assert (made.is_finished, made.retired_at) == (True, NOW)
    client.post(reverse("audit-set-bring-back", args=[made.pk]))
    made.refresh_from_db()
    assert made.retired_at is None
    for address in (reverse("audit-set-head", args=[made.pk]), reverse("audit-question-edit", args=[made.questions.get().pk])):
        assert client.get(address).status_code == 403


def test_a_draft_is_thrown_away_by_the_page(draft, client):
    address = reverse("audit-set-delete", args=[draft.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"seen": 0}).url == draft.get_absolute_url()
    year = AuditYearFactory(question_set=draft, status="draft", opened_at=None, opened_by=None)
    assert client.post(address, {"seen": draft.edit_stamp}).url == draft.get_absolute_url()
    year.delete()

    assert client.post(address, {"seen": draft.edit_stamp}).url == reverse("audit-set-list")
    assert not AuditSet.objects.filter(pk=draft.pk).exists()


def test_what_is_written_is_shown_as_it_is_and_never_run(draft, client):
    AuditQuestion.objects.filter(question_set=draft, code="q1").update(
        text={"da": "<script>1</script>"}, hint={"da": "<b>"}, group={"da": "<i>"}, law={"DK": "<u>"}
    )
    page = client.get(draft.get_absolute_url()).content.decode()

    for tag in ("<script>1", "<b>", "<i>", "<u>"):
        assert tag not in page


def test_the_pages_ask_the_database_as_often_for_many(draft, last_year, client, me):
    addresses = (reverse("audit-set-list"), draft.get_absolute_url(), reverse("audit-question-edit", args=[draft.questions.first().pk]))
    few = [queries(client, address) for address in addresses]
    for _time in range(3):
        copied(last_year, me)
    for number in range(4, 30):
        AuditQuestionFactory(question_set=draft, position=number, continues=AuditQuestionFactory(question_set=last_year, position=number))

    assert [queries(client, address) for address in addresses] == few


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)
