"""Standing conditions and things put off: when their day comes, and what is said when they are looked at again."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apv.errors import NotReadyError, RefusedError
from apv.models import Finding, FindingReview, Outcome, UnitAssessment
from apv.usecases import outcomes
from apv.usecases.outcomes import Look
from orgstructure.models import DeputyAct
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.usecases import appointing
from orgstructure.usecases.appointing import Appointment
from orgstructure.usecases.grants import bring_in_step
from tests.factories import NOW, TODAY, AssessmentFactory, EngagementFactory, FindingFactory, PlanFactory

pytestmark = pytest.mark.django_db
AHEAD = TODAY + timedelta(days=200)


def decided(by, outcome=Outcome.STANDING, on=TODAY, **words):
    return FindingFactory(outcome=outcome, outcome_on=on, outcome_text="Nattevagter", decided_at=NOW, decided_by=by, **words)


@pytest.fixture
def standing(assessment, manager):
    return decided(manager, assessment=assessment, title="Alenearbejde om natten")


@pytest.fixture
def put_off(assessment, manager):
    return decided(manager, Outcome.LATER, assessment=assessment, title="Støj i køkkenet")


@pytest.fixture
def completed(assessment, manager):
    whole = {"completed_on": TODAY, "completed_by": manager, "follow_up_on": TODAY, "absence_link": "none", "absence_text": "-"}
    UnitAssessment.objects.filter(pk=assessment.pk).update(participation="-", **whole)
    return assessment


def look(finding, by, number=1, words="Vi har talt om det", next_on=AHEAD, **more):
    return outcomes.review(finding, Look(number, words, next_on, **more), by=by, now=NOW, today=TODAY)


def posted(number=1, happens="waits", words="Vi har talt om det", next_on="18-06-2027"):
    named = {"number": number, "happens": happens, "words": words, "next_on": next_on, "submission_id": str(uuid4())}
    return {f"look-{name}": value for name, value in named.items()}


def address(finding):
    return reverse("finding-review", args=[finding.pk])


def to_look_at():
    return set(Finding.objects.to_look_at(TODAY))


def test_what_has_a_day_is_looked_at_when_it_comes_and_nothing_else(standing, put_off, manager, assessment):
    decided(manager, on=TODAY + timedelta(days=1), assessment=assessment)
    decided(manager, Outcome.AT_ONCE, assessment=assessment, responsible=manager)
    FindingFactory(assessment=assessment)
    assert to_look_at() == {standing, put_off}


def test_looked_at_in_a_completed_apv_it_waits_for_its_next_day_and_the_decision_stands(standing, completed, manager):
    look(standing, manager)
    assert to_look_at() == set()
    assert set(Finding.objects.to_look_at(AHEAD)) == {standing}
    standing.refresh_from_db()
    assert (standing.outcome_on, standing.outcome_text, standing.version) == (TODAY, "Nattevagter", 1)


def test_of_several_looks_the_last_one_tells_when_next(standing, manager):
    look(standing, manager, next_on=TODAY + timedelta(days=1))
    look(standing, manager, number=2, next_on=AHEAD)
    assert set(Finding.objects.to_look_at(TODAY + timedelta(days=5))) == set()
    assert set(Finding.objects.to_look_at(AHEAD)) == {standing}


def test_what_is_solved_is_not_looked_at_any_more(put_off, manager):
    look(put_off, manager, words="Ny opvaskemaskine", next_on=None, is_solved=True)
    assert set(Finding.objects.to_look_at(TODAY + timedelta(days=2000))) == set()
    with pytest.raises(RefusedError, match="Mette Skov"):
        look(put_off, manager, number=2)


def test_a_plan_takes_up_what_was_put_off(put_off, completed, manager):
    plan = PlanFactory(unit=put_off.unit)
    outcomes.begin_plan(put_off, plan)
    outcomes.publish_plan(plan, by=manager, now=NOW)
    assert to_look_at() == set()
    with pytest.raises(RefusedError):
        look(Finding.objects.get(pk=put_off.pk), manager)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"words": " "}, {"words"}),
        ({"words": "", "next_on": None}, {"words", "next_on"}),
        ({"next_on": TODAY}, {"next_on"}),
        ({"next_on": TODAY + timedelta(days=400)}, {"next_on"}),
        ({"words": "", "is_solved": True}, {"words"}),
    ],
)
def test_what_a_look_lacks_is_said_by_field(standing, manager, said, missing):
    with pytest.raises(NotReadyError) as refused:
        look(standing, manager, **said)
    assert set(refused.value.missing) == missing
    assert not FindingReview.objects.exists()


def test_a_thing_is_put_off_further_than_a_year_but_not_past_the_next_apv(put_off, manager):
    with pytest.raises(NotReadyError):
        look(put_off, manager, next_on=TODAY + timedelta(days=1200))
    look(put_off, manager, next_on=TODAY + timedelta(days=400))


def test_who_looks_second_is_told_who_did_and_twice_the_same_form_is_one_row(standing, manager, amr):
    one = Look(1, "Set", AHEAD, submission_id=uuid4())
    for _ in range(2):
        outcomes.review(standing, one, by=manager, now=NOW, today=TODAY)
    with pytest.raises(RefusedError, match="Mette Skov"):
        outcomes.review(standing, replace(one, submission_id=uuid4()), by=amr, now=NOW, today=TODAY)
    assert FindingReview.objects.count() == 1


def test_a_decision_that_was_looked_at_again_is_not_taken_back(standing, manager):
    look(standing, manager)
    with pytest.raises(RefusedError):
        outcomes.decide_anew(standing, by=manager, now=NOW)


@pytest.mark.parametrize("wrong", [{"words": ""}, {"number": 0}, {"next_on": TODAY}, {"number": 1}])
def test_the_database_refuses_a_look_without_words_order_or_a_day_ahead(standing, manager, wrong):
    row = {"number": 2, "on": TODAY, "words": "x", "next_on": AHEAD, "by": manager, "at": NOW}
    FindingReview.objects.create(finding=standing, **row | {"number": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingReview.objects.create(finding=standing, **row | wrong)


@pytest.mark.django_db(transaction=True)
def test_of_four_who_look_at_once_one_is_kept(ward, manager):
    finding = decided(manager, assessment=AssessmentFactory(unit=ward))
    gate, told = Barrier(4), []

    def run():
        gate.wait()
        try:
            look(Finding.objects.get(pk=finding.pk), manager)
            told.append("kept")
        except RefusedError:
            told.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["kept", "refused", "refused", "refused"]


def test_whoever_decides_writes_it_on_the_findings_page_and_everybody_reads_it(client_of, standing, completed, manager, person_with):
    client = client_of(manager)
    assert 'id="look"' in client.get(standing.get_absolute_url()).content.decode()
    assert client.post(address(standing), posted(words="Vi går to og to <b>nu</b>")).status_code == 302
    reader = client_of(person_with(Perm.VIEW_CLOSED_PLANS, on=standing.unit))
    page = reader.get(standing.get_absolute_url()).content.decode()
    assert "Vi går to og to &lt;b&gt;nu&lt;/b&gt;" in page
    assert 'id="look"' not in page
    assert "Vi går to og to" in reader.get(standing.assessment.get_absolute_url()).content.decode()
    assert reader.post(address(standing), posted(2)).status_code == 403


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(client_of, put_off, manager):
    page = client_of(manager).post(address(put_off), posted(words="Vi venter på tilbud", next_on="01-01-2020"))
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_look-next_on"' in text
    assert "Vi venter på tilbud" in text
    assert client_of(manager).post(address(put_off), posted(happens="nothing")).status_code == 422


def test_who_is_second_keeps_what_was_typed_and_may_send_it_after_reading(client_of, put_off, manager, amr):
    look(put_off, amr, words="Anna har spurgt")
    page = client_of(manager).post(address(put_off), posted(words="Jeg har også spurgt"))
    text = page.content.decode()
    assert page.status_code == 422
    for words in ("Anna har spurgt", "Jeg har også spurgt", 'name="look-number" value="2"'):
        assert words in text
    look(put_off, amr, number=2, is_solved=True)
    assert client_of(manager).post(address(put_off), posted(2)).status_code == 302


def test_a_colleagues_name_is_asked_about_once(client_of, put_off, manager, amr):
    page = client_of(manager).post(address(put_off), posted(words="Anna Holm klarer det"))
    assert page.status_code == 422
    assert not FindingReview.objects.exists()
    assert client_of(manager).post(address(put_off), posted(words="Anna Holm klarer det") | {"seen": "Anna Holm"}).status_code == 302


def test_its_day_shows_on_the_start_page_and_the_units_page_of_who_decides_there(client_of, standing, put_off, manager, person_with):
    client, stranger = client_of(manager), client_of(person_with(Perm.EDIT_PLANS, on=AssessmentFactory().unit))
    for page in ("/", f"/apv/units/{standing.unit_id}/"):
        text = client.get(page).content.decode()
        assert "Alenearbejde om natten" in text
        assert "Støj i køkkenet" in text
    assert "Alenearbejde om natten" not in stranger.get("/").content.decode()
    look(standing, manager)
    look(put_off, manager, is_solved=True)
    assert "Alenearbejde om natten" not in client.get("/").content.decode()
    assert "Støj i køkkenet" not in client.get(f"/apv/units/{standing.unit_id}/").content.decode()


def test_who_stands_in_writes_with_both_names(standing, manager):
    asta = EngagementFactory(unit=standing.unit.parent, user__first_name="Asta").user
    EngagementFactory(unit=standing.unit.parent, user=manager)
    bring_in_step(today=TODAY)
    appointing.name_deputy(Appointment(asta, Role.MANAGER, standing.unit, TODAY, TODAY, "Ferie"), by=manager, today=TODAY)
    look(standing, asta)
    assert DeputyAct.objects.get().by == asta


def test_the_people_of_the_unit_read_what_became_of_it(client_of, standing, put_off, manager, person_with):
    look(standing, manager, words="Nu er vi to")
    look(put_off, manager, words="Maskinen er skiftet", is_solved=True)
    page = client_of(person_with(Perm.VIEW_CLOSED_PLANS, on=standing.unit, reach=Reach.UNIT)).get(f"/units/{standing.unit_id}/you-said/")
    text = page.content.decode()
    for words in ("Nu er vi to", "Maskinen er skiftet", "Løst"):
        assert words in text


def test_many_looks_ask_no_more_questions_than_few(client_of, assessment, manager):
    client, counts = client_of(manager), []
    client.get("/")
    for _ in range(2):
        for _row in range(3):
            finding = decided(manager, assessment=assessment)
            look(finding, manager, next_on=TODAY + timedelta(days=1))
        decided(manager, assessment=assessment)
        with CaptureQueriesContext(connection) as asked:
            for page in ("/", f"/apv/units/{assessment.unit_id}/", assessment.get_absolute_url(), finding.get_absolute_url()):
                assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
