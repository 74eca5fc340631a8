import uuid
from datetime import timedelta

import pghistory
import pytest
from django.conf import settings
from django.urls import reverse

from actionplans.history import history_of
from actionplans.models import Verdict
from actionplans.usecases import life
from tests.factories import NOW, TODAY, DraftFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def mette():
    return UserFactory(first_name="Mette", last_name="Holm")


def texts(plan):
    return [entry.text for entry in history_of(plan)]


def by(person, at=NOW):
    return pghistory.context(user=person.pk, at=at.isoformat())


def test_a_moved_date_is_told_with_both_dates_and_the_reason(mette):
    plan = PlanFactory(owner=mette)
    life.extend(plan, new_on=TODAY + 90 * DAY, code="waiting", reason="Leverandøren", by=mette, now=NOW, today=TODAY)

    moved = history_of(plan)[0]
    assert moved.text == "Mette Holm flyttede forventet afslutning fra 21. januar 2027 til 20. februar 2027: afventer byggeri eller indkøb"
    assert moved.reason == "Leverandøren"
    assert not any("Forventet afslutning" in text for text in texts(plan))


def test_a_changed_field_is_told_with_before_and_after(mette):
    plan = PlanFactory(owner=mette, evaluator=UserFactory(first_name="Anders", last_name="Juul"))
    with by(mette):
        plan.change(version=plan.version, evaluator=UserFactory(first_name="Birgit", last_name="Sø"))

    assert texts(plan)[0].startswith("Mette Holm ændrede “")
    assert texts(plan)[0].endswith("” fra Anders Juul til Birgit Sø")


def test_a_long_text_is_kept_before_and_after(mette):
    plan = PlanFactory(owner=mette, description="a" * 300)
    with by(mette):
        plan.change(version=plan.version, description="b" * 300)

    (change,) = history_of(plan)[0].changes
    assert (change.is_short, change.before, change.after) == (False, "a" * 300, "b" * 300)


def test_what_was_typed_while_it_was_a_draft_is_not_history(mette):
    plan = DraftFactory(owner=mette, title="Første udkast")
    with by(mette):
        plan.change(version=plan.version, title="Andet udkast")

    assert texts(plan) == ["Mette Holm begyndte at skrive planen"]


def test_measures_are_told_by_what_happened_to_them(mette):
    plan = PlanFactory(owner=mette)
    with by(mette):
        measure = MeasureFactory(plan=plan, text="Bestil lift")
    life.mark_measure_done(measure, by=mette, now=NOW, today=TODAY)
    with by(mette, NOW + DAY):
        measure.delete()

    assert "Mette Holm meldte “Bestil lift” udført" in texts(plan)
    changes = [change.label for entry in history_of(plan) for change in entry.changes]
    assert sorted(changes) == ["Indsats fjernet", "Indsats tilføjet"]


def test_rows_loaded_without_a_person_are_not_told_as_changes():
    plan = PlanFactory()
    MeasureFactory(plan=plan)
    assert texts(plan) == [f"{plan.owner} offentliggjorde planen", f"{plan.owner} begyndte at skrive planen"]


def test_an_undone_verdict_is_marked_and_a_mail_s_link_named(mette):
    plan = PlanFactory(owner=mette)
    answer = life.EvaluationAnswer(verdict=Verdict.SOLVED, submission_id=uuid.uuid4())
    life.evaluate(plan, answer, by=mette, now=NOW, today=TODAY, channel="mail_link")
    life.undo(plan, by=mette, now=NOW + DAY)

    told = {entry.text: entry.is_undone for entry in history_of(plan)}
    assert told["Mette Holm vurderede effekten via linket i en mail: løst"] is True
    assert told["Mette Holm fortrød afslutningen af planen"] is False


def test_a_change_through_a_page_is_history_of_the_signed_in_person_by_the_product_s_clock(client_of, mette):
    plan = PlanFactory(owner=mette)
    measure = MeasureFactory(plan=plan)
    client_of(mette).post(reverse("measure-done", args=[measure.pk]))

    context = measure.events.order_by("-pgh_id")[0].pgh_context.metadata
    assert context == {"user": mette.pk, "at": NOW.isoformat()}


def test_an_anonymised_person_is_anonymous_in_history_too(mette):
    plan = PlanFactory(owner=mette)
    type(mette).objects.filter(pk=mette.pk).update(first_name="Tidligere", last_name="medarbejder")
    assert not any("Mette" in text for text in texts(type(plan).objects.get(pk=plan.pk)))


@pytest.mark.parametrize(("language", "written"), [("da", "22. november 2026 kl. 10.00"), ("sv", "22 november 2026 kl. 10.00")])
def test_the_days_of_the_history_are_written_as_the_language_writes_them(client_of, mette, language, written):
    plan = PlanFactory(owner=mette)
    life.carry_out(plan, by=mette, now=NOW, today=TODAY)
    client = client_of(mette)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(reverse("plan-history", args=[plan.pk])).content.decode()
    assert f">{written}</time>" in page
