"""The pages of an APV and its findings, as each person meets them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import ActionPlan, LiftedMatter
from apv.models import Dialogue, Finding, Outcome, UnitAssessment
from tests.factories import NOW, TODAY, AssessmentFactory, EngagementFactory, FindingFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(assessment):
    return FindingFactory(assessment=assessment, title="Støj", nature="a", seriousness="b", extent="c", causes="d")


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward, user__first_name="Bodil", user__last_name="Lund").user


def figure_address(figure, code="influence"):
    return f"{reverse('finding-new')}?round_unit={figure.pk}&code={code}"


def told(**words):
    whole = {"title": "Støj", "topic": "physical", "version": "0", "submission_id": str(uuid4()), "risk": "none", "causes": "Døren"}
    return whole | words


def test_every_employee_reads_an_apv_and_decides_nothing(client_of, colleague, finding):
    client = client_of(colleague)
    for address in (finding.assessment.get_absolute_url(), finding.get_absolute_url(), f"/apv/units/{finding.unit_id}/assessments/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Støj" in page.content.decode() or "begyndt" in page.content.decode()
        assert "/decide/" not in page.content.decode()
    assert client.get(f"/apv/findings/{finding.pk}/edit/").status_code == 403
    assert client.post(f"/apv/{finding.assessment_id}/complete/").status_code == 403


def test_a_hidden_figure_is_not_there_and_a_shown_one_is_for_who_decides(client_of, figure, manager, colleague):
    assert client_of(manager).get(figure_address(figure, "hidden")).status_code == 404
    assert client_of(manager).get(figure_address(figure, "x" * 300)).status_code == 404
    assert client_of(colleague).get(figure_address(figure)).status_code == 403
    page = client_of(manager).get(figure_address(figure))
    assert page.status_code == 200
    assert "42 af 100" in page.content.decode()
    assert not Finding.objects.exists()
    assert not UnitAssessment.objects.exists()


def test_the_baseline_is_read_from_the_figure_whatever_is_posted(client_of, figure, manager):
    client_of(manager).post(figure_address(figure), told(baseline='{"mean": 1}', code="other", found_by="named"))
    kept = Finding.objects.get()
    assert (kept.code, kept.found_by, kept.baseline["mean"]) == ("influence", "survey", 41.5)
    assert kept.assessment.round_unit == figure
    again = client_of(manager).get(figure_address(figure), follow=True)
    assert "allerede foreslået" in again.content.decode()


def test_the_same_form_twice_is_one_finding(client_of, assessment, manager):
    form, address = told(), f"{reverse('finding-new')}?assessment={assessment.pk}"
    client = client_of(manager)
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert Finding.objects.count() == 1


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(client_of, assessment, manager):
    page = client_of(manager).post(f"{reverse('finding-new')}?assessment={assessment.pk}", told(title="", extent="Hele afsnittet"))
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_title"' in text
    assert "Hele afsnittet" in text


def test_names_are_pointed_out_once_and_a_cpr_number_is_refused(client_of, assessment, manager, colleague):
    address = f"{reverse('finding-new')}?assessment={assessment.pk}"
    client = client_of(manager)
    first = client.post(address, told(causes="Bodil Lund er syg"))
    assert "Bodil Lund" in first.content.decode()
    assert not Finding.objects.exists()
    assert client.post(address, told(causes="010780-1234")).status_code == 422
    assert client.post(address, told(causes="Bodil Lund er syg", seen="Bodil Lund")).status_code == 302


def test_who_saves_second_sees_both_texts_and_may_save_again(client_of, finding, manager):
    address = f"/apv/findings/{finding.pk}/edit/"
    form = told(title="Min tekst", version=str(finding.version))
    Finding.objects.filter(pk=finding.pk).update(title="Annas tekst", version=finding.version + 1)
    client = client_of(manager)
    page = client.post(address, form).content.decode()
    assert "Annas tekst" in page
    assert 'value="Min tekst"' in page
    assert client.post(address, form | {"version": str(finding.version + 1)}).status_code == 302
    assert Finding.objects.get().title == "Min tekst"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("at_once", {"text": "Ny dør", "on": "22-11-2026"}),
        ("later", {"on": "1-3-2027"}),
        ("standing", {"text": "Hører til", "on": "1-3-2027"}),
    ],
)
def test_each_outcome_is_decided_on_its_own_page(client_of, finding, manager, outcome, words):
    address = f"/apv/findings/{finding.pk}/decide/?outcome={outcome}"
    client = client_of(manager)
    assert client.get(address).status_code == 200
    refused = client.post(address, {"submission_id": str(uuid4())})
    assert refused.status_code == 422
    form = {"submission_id": str(uuid4()), "responsible": str(manager.pk), **words}
    assert client.post(address, form).status_code == 302
    assert Finding.objects.get().outcome == outcome
    assert client.post(address, form).status_code == 302


def test_bad_input_is_told_and_never_breaks(client_of, finding, manager):
    client = client_of(manager)
    for words in ({"on": "31-2-2027", "text": "x\x00y"}, {"responsible": "9" * 30}, {"submission_id": "nonsense", "on": "0"}):
        for outcome in ("at_once", "later", "lifted", "standing", "not_here"):
            page = client.post(f"/apv/findings/{finding.pk}/decide/?outcome={outcome}", words)
            assert page.status_code in (422, 302), (outcome, words)
    assert client.get(f"{reverse('finding-new')}?assessment=abc").status_code == 404
    assert client.get(f"{reverse('finding-new')}?round_unit=1e9&code=x").status_code == 404
    assert client.get(f"{reverse('plan-new')}?from=finding-99999").status_code == 404
    assert client.get(f"{reverse('plan-new')}?from=nothing-1").status_code == 404


def test_lifting_asks_the_unit_above_and_the_answer_comes_back(client_of, finding, manager, head, hospital):
    form = {"submission_id": str(uuid4()), "to_unit_id": str(hospital.pk), "question": "Hvem betaler?", "on": "20-12-2026"}
    client_of(manager).post(f"/apv/findings/{finding.pk}/decide/?outcome=lifted", form)
    matter = LiftedMatter.objects.get()
    inbox = client_of(head).get("/plans/lifted/").content.decode()
    assert "Støj" in inbox
    assert client_of(manager).post(matter.get_absolute_url(), {"text": "Ja"}).status_code == 403
    assert client_of(head).post(matter.get_absolute_url(), {"text": ""}).status_code == 422
    assert client_of(head).post(matter.get_absolute_url(), {"text": "Vi betaler i marts"}).status_code == 302
    assert "Vi betaler i marts" in client_of(manager).get(finding.get_absolute_url()).content.decode()
    late = client_of(head).post(matter.get_absolute_url(), {"text": "Nej alligevel"})
    assert late.status_code == 422
    assert "Nej alligevel" in late.content.decode()


def test_only_units_that_were_offered_can_be_asked(client_of, finding, manager):
    elsewhere = EngagementFactory().unit
    form = {"submission_id": str(uuid4()), "to_unit_id": str(elsewhere.pk), "question": "?", "on": "20-12-2026"}
    assert client_of(manager).post(f"/apv/findings/{finding.pk}/decide/?outcome=lifted", form).status_code == 422


def test_set_aside_by_manager_and_representative_each_on_an_own_login(client_of, finding, manager, amr, head):
    client_of(manager).post(f"/apv/findings/{finding.pk}/decide/?outcome=not_here", {"submission_id": str(uuid4()), "text": "Det er løn"})
    assert "Jeg er enig" not in client_of(manager).get(finding.get_absolute_url()).content.decode()
    client_of(manager).post(f"/apv/findings/{finding.pk}/agree/", {"answer": "yes"})
    assert not Finding.objects.get().is_decided
    assert client_of(head).post(f"/apv/findings/{finding.pk}/agree/", {"answer": "yes"}).status_code == 403
    assert "Jeg er enig" in client_of(amr).get(finding.get_absolute_url()).content.decode()
    client_of(amr).post(f"/apv/findings/{finding.pk}/agree/", {"answer": "yes"})
    assert (Finding.objects.get().outcome, Finding.objects.get().agreed_by) == ("not_here", amr)


def test_a_completed_apv_offers_nothing_to_change(client_of, finding, manager):
    Finding.objects.update(outcome=Outcome.LATER, outcome_on=TODAY, decided_at=NOW, decided_by=manager)
    UnitAssessment.objects.update(absence_link="none", absence_text="-", participation="AMG", follow_up_on=TODAY + timedelta(days=9))
    client = client_of(manager)
    assert client.post(f"/apv/{finding.assessment_id}/complete/").status_code == 302
    page = client.get(finding.assessment.get_absolute_url()).content.decode()
    assert "Tilføj et fund" not in page
    assert client.get(f"/apv/{finding.assessment_id}/edit/").status_code == 403
    assert "Lav en plan" in client.get(finding.get_absolute_url()).content.decode()


def test_what_r19_misses_is_listed_with_the_way_to_it(client_of, finding, manager):
    page = client_of(manager).post(f"/apv/{finding.assessment_id}/complete/")
    assert page.status_code == 422
    assert f"/apv/{finding.assessment_id}/edit/#id_follow_up_on" in page.content.decode()


def test_a_talk_is_written_down_once_and_not_ahead_of_time(client_of, assessment, manager):
    address, form = f"/apv/{assessment.pk}/dialogue/", {"held_on": "22-11-2026", "participants": "Alle", "said": "Travlt"}
    form["submission_id"] = str(uuid4())
    client = client_of(manager)
    assert client.post(address, form | {"held_on": "24-12-2026"}).status_code == 422
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert Dialogue.objects.count() == 1


def test_a_plan_that_springs_from_a_finding_cannot_be_begun_elsewhere(client_of, finding, manager, colleague):
    address = f"{reverse('plan-new')}?from=finding-{finding.pk}"
    assert client_of(colleague).get(address).status_code == 403
    page = client_of(manager).get(address).content.decode()
    assert "Udspringer af" in page
    Finding.objects.update(outcome=Outcome.NOT_HERE, outcome_text="x", agreed_by=manager, decided_at=NOW, decided_by=manager)
    assert client_of(manager).get(address).status_code == 404
    assert not ActionPlan.objects.exists()


def test_a_confidential_plan_is_not_named_to_who_may_not_see_it(client_of, finding, manager, colleague):
    finding.plans.add(PlanFactory(unit=finding.unit, owner=manager, title="Noget fortroligt", is_confidential=True))
    for address in (finding.get_absolute_url(), finding.assessment.get_absolute_url()):
        assert "Noget fortroligt" not in client_of(colleague).get(address).content.decode()
        assert "Noget fortroligt" in client_of(manager).get(address).content.decode()


def test_lists_ask_the_same_number_of_questions_however_long_they_are(client_of, ward, hospital, manager, head):
    client, counts = client_of(manager), []
    other = client_of(head)
    for _ in range(2):
        for _row in range(3):
            one = AssessmentFactory(unit=ward)
            FindingFactory(assessment=None, unit=ward, found_by="dialogue")
            LiftedMatter.objects.create(
                from_unit=ward, to_unit=hospital, title="x", question="y", answer_by=TODAY, asked_at=NOW, asked_by=manager
            )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/apv/units/{ward.pk}/assessments/").status_code == 200
            assert other.get("/plans/lifted/").status_code == 200
            assert client.get("/plans/lifted/").status_code == 200
            assert client.get(one.get_absolute_url()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
