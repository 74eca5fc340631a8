"""Telling the authority: refused with the list, sent once, receipt, decision, and each put right as an act of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from injuries.clocks import Duty
from injuries.errors import NotReadyError, RefusedError
from injuries.models import Case, CaseAct, CaseKind, CaseState, Feedback, Report
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork, telling
from injuries.usecases.registering import seal_anew
from tests.factories import NOW, TODAY, CaseFactory, SignedCaseFactory
from tests.injuries.conftest import make_injury_house

WHO = Identity(cpr="0101901234", occupation="Sygeplejerske", employment="permanent")
HURT = Health(injury="032", body=("63",), expected_absence="d1_3", harm="Ondt i anklen.")
WHOLE = {"happened_at": "14:30", "may_claim": True}


def whole_case(house, **words):
    case = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=(WHO, HURT), **{**WHOLE, **words})
    clockwork.keep(case, now=NOW)
    case.refresh_from_db()
    return case


def sent(case, house, **words):
    return telling.send(case, Report.How.FILE, **{"submission_id": uuid4(), "by": house.administrator, "now": NOW, **words})


@pytest.fixture
def case(house):
    return whole_case(house)


@pytest.fixture
def client(house, client_of, monkeypatch):
    monkeypatch.setattr("safetynet.common.clock.now", lambda: NOW)
    return client_of(house.administrator)


def to(name, case):
    return reverse(name, args=[case.public_id])


def test_a_whole_case_is_sent_with_the_deadline_as_it_stood(case, house):
    report = sent(case, house)

    assert (case.state, report.due_at, report.duty, report.is_late) == (CaseState.SENT, case.due_at, Duty.CLAIM, False)
    assert CaseAct.objects.filter(case=case, verb="send", by=house.administrator).exists()


def test_the_injured_is_told_that_a_copy_is_there_and_a_colleague_who_reported_it_is_not(house):
    told, by_colleague = whole_case(house), whole_case(house, reporter=house.colleague)
    for one in (told, by_colleague):
        sent(one, house)

    (said,) = Feedback.objects.filter(case__in=[told, by_colleague])
    assert (said.case, said.by) == (told, None)
    assert "kopi" in said.text


def test_one_that_lacks_something_is_refused_with_the_list(house):
    bare = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True)

    with pytest.raises(NotReadyError) as refused:
        sent(bare, house)

    assert {"sex", "employment", "expected_absence", "happened_at"} <= set(refused.value.missing)
    assert not Report.objects.exists()


def test_a_death_may_be_told_by_telephone_before_it_is_whole_and_the_report_follows(house):
    case = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True, died_at=NOW - timedelta(hours=3))
    clockwork.keep(case, now=NOW)
    phoned = telling.send(case, Report.How.PHONE, submission_id=uuid4(), by=house.administrator, now=NOW)
    assert (case.state, phoned.duty, phoned.is_late) == (CaseState.SENT, Duty.DEATH, False)
    with pytest.raises(NotReadyError):
        sent(case, house)
    seal_anew(case, WHO, HURT)
    Case.objects.filter(pk=case.pk).update(happened_at="14:30")
    case.refresh_from_db()

    assert not sent(case, house, now=NOW + timedelta(days=9)).is_late


def test_nothing_else_goes_by_telephone(case, house):
    with pytest.raises(RefusedError):
        telling.send(case, Report.How.PHONE, submission_id=uuid4(), by=house.administrator, now=NOW)


@pytest.mark.parametrize("kind", [CaseKind.DISEASE, CaseKind.NEAR_MISS, CaseKind.OBSERVATION])
def test_what_is_not_told_to_the_authority_cannot_be_sent(house, kind):
    with pytest.raises(RefusedError):
        sent(CaseFactory(unit=house.ward, kind=kind), house)


def test_the_same_form_twice_is_one_report_and_another_before_the_receipt_is_refused(case, house):
    number = uuid4()
    assert sent(case, house, submission_id=number) == sent(case, house, submission_id=number)
    with pytest.raises(RefusedError):
        sent(case, house)
    assert case.reports.count() == 1


def test_after_the_receipt_a_corrected_report_may_be_sent_and_is_never_late(case, house):
    noted(sent(case, house), house, "A-1")
    case.refresh_from_db()
    again = sent(case, house, now=NOW + timedelta(days=90))

    assert (case.state, again.is_late) == (CaseState.SENT, False)
    assert [act.verb for act in CaseAct.objects.filter(case=case).order_by("pk")] == ["send", "receipt", "send_corrected"]


def test_sent_a_minute_after_the_deadline_is_late(case, house):
    assert sent(case, house, now=case.due_at + timedelta(minutes=1)).is_late


def noted(report, house, number, on=TODAY):
    telling.note_receipt(report, number=number, on=on, by=house.administrator, now=NOW, today=TODAY)
    return report


def test_a_receipt_is_recorded_and_a_wrong_one_put_right_as_an_act(case, house):
    report = noted(noted(sent(case, house), house, "A-1"), house, "A-2")

    report.refresh_from_db()
    case.refresh_from_db()
    assert (report.receipt_number, case.state) == ("A-2", CaseState.RECEIPTED)
    assert list(CaseAct.objects.filter(case=case).order_by("pk").values_list("verb", flat=True)) == ["send", "receipt", "correct_receipt"]


def test_a_receipt_belongs_to_one_case_and_not_before_it_was_sent(case, house):
    noted(sent(case, house), house, "A-1")
    other = sent(whole_case(house), house)

    for number, on, field in (("A-1", TODAY, "number"), ("B", TODAY - timedelta(days=1), "on"), ("B", TODAY + timedelta(days=1), "on")):
        with pytest.raises(NotReadyError) as refused:
            noted(other, house, number, on)
        assert set(refused.value.missing) == {field}


def test_the_decision_is_recognised_or_rejected_and_can_be_put_right(case, house):
    report = noted(sent(case, house), house, "A-1")
    for decision in ("recognised", "rejected"):
        telling.note_decision(report, telling.Decision(decision), on=TODAY, by=house.administrator, now=NOW, today=TODAY)

    case.refresh_from_db()
    assert (case.state, report.decision) == (CaseState.DECIDED, "rejected")
    assert [act.verb for act in CaseAct.objects.filter(case=case).order_by("pk")][-2:] == ["decide", "correct_decision"]


def test_the_pages_lead_from_sending_to_receipt_to_decision(client, case):
    page = client.get(to("injury-send", case))
    assert page.status_code == 200
    form = {"how": "file", "submission_id": str(uuid4())}
    assert client.post(to("injury-send", case), form).headers["Location"] == to("injury-receipt", case)
    assert client.post(to("injury-receipt", case), {"number": "", "on": "x"}).status_code == 422
    assert (
        client.post(to("injury-receipt", case), {"number": "E-2026-7", "on": "22-11-2026", "report": Report.objects.get().pk}).status_code
        == 302
    )
    assert "E-2026-7" in client.get(to("injury-send", case)).content.decode()
    assert client.post(to("injury-decision", case), {"decision": "compensation", "on": "22-11-2026"}).status_code == 422
    assert client.post(to("injury-decision", case), {"decision": "recognised", "on": "22-11-2026"}).status_code == 302

    assert Case.objects.get(pk=case.pk).state == CaseState.DECIDED


def test_the_page_refuses_with_each_missing_field_named(client, house):
    bare = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True)
    page = client.post(to("injury-send", bare), {"how": "file", "submission_id": str(uuid4())})

    assert page.status_code == 422
    assert f'href="{to("injury-complete", bare)}#id_employment"' in page.content.decode()


@pytest.mark.parametrize(
    "words", [{}, {"how": "pigeon"}, {"how": "file", "submission_id": "x"}, {"how": "phone", "submission_id": str(uuid4())}]
)
def test_junk_is_answered_with_422(client, case, words):
    assert client.post(to("injury-send", case), words).status_code == 422
    assert client.post(to("injury-receipt", case), words).status_code == 404  # nothing was sent


def test_a_receipt_named_with_junk_falls_back_to_what_waits(client, case, house):
    sent(case, house)
    for name in ("abc", "9" * 40, "-1", "0"):
        assert client.get(f"{to('injury-receipt', case)}?report={name}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_four_who_send_at_once_one_makes_the_report():
    house = make_injury_house()
    case = whole_case(house)

    def one(_number):
        try:
            sent(Case.objects.get(pk=case.pk), house)
        except RefusedError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [False, False, False, True]
    assert Report.objects.count() == 1


class TestInSweden:
    """R57: the inspectorate at once for the serious, the social insurance for everything, the safety representative noted."""

    @pytest.fixture(autouse=True)
    def _sweden(self, settings):
        settings.COUNTRY = "SE"

    def test_a_serious_injury_goes_to_two_receivers_and_is_sent_when_both_know(self, house):
        case = whole_case(house, is_serious=True)
        sent(case, house, receiver="Arbetsmiljöverket")
        assert case.state == CaseState.SIGNED
        sent(case, house, receiver="Försäkringskassan")

        assert case.state == CaseState.SENT
        assert set(case.reports.values_list("receiver", "duty")) == {("Arbetsmiljöverket", "serious"), ("Försäkringskassan", "serious")}

    def test_every_other_injury_goes_to_the_social_insurance_alone(self, house):
        case = whole_case(house)
        with pytest.raises(RefusedError):
            sent(case, house, receiver="Arbetsmiljöverket")
        sent(case, house, receiver="Försäkringskassan")

        assert case.state == CaseState.SENT

    def test_a_serious_injury_may_be_told_by_telephone_at_once(self, house):
        case = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True, is_serious=True)
        clockwork.keep(case, now=NOW)
        telling.send(case, Report.How.PHONE, receiver="Arbetsmiljöverket", submission_id=uuid4(), by=house.administrator, now=NOW)

        assert case.reports.get().receiver == "Arbetsmiljöverket"

    def test_the_pages_name_the_swedish_receivers_and_ask_for_the_safety_representative(self, house, client):
        case = whole_case(house, is_serious=True)
        page = client.get(to("injury-send", case)).content.decode()
        form = client.get(to("injury-complete", case)).context["form"]

        assert "Arbetsmiljöverket" in page
        assert "Försäkringskassan" in page
        assert "EASY" not in page
        assert {"safety_representative", "is_serious"} <= set(form.fields)


def test_in_denmark_nobody_asks_for_the_safety_representative(house, client, case):
    form = client.get(to("injury-complete", case)).context["form"]

    assert not {"safety_representative", "is_serious"} & set(form.fields)
