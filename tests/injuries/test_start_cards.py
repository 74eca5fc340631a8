"""What of injury cases waits for a person, as numbers on the start page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from injuries.models import Case, CaseRead, CauseAnalysis, Feedback
from injuries.usecases import clockwork
from safetynet.dashboard.injury_waits import InjuryWaits, injury_waits
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, SignedCaseFactory

pytestmark = pytest.mark.django_db


def test_the_manager_sees_what_to_sign_the_group_what_to_follow_up_and_others_nothing(house, client_of):
    CaseFactory(unit=house.ward, injured=house.injured, is_kept_from_manager=True)
    CaseFactory(unit=house.other_ward)

    assert injury_waits(house.manager, now=NOW) == InjuryWaits(to_sign=1, unanswered=1, to_follow_up=1)
    assert injury_waits(house.amr, now=NOW) == InjuryWaits(unanswered=1, to_follow_up=1)
    assert not injury_waits(house.employee_elsewhere, now=NOW)
    assert not injury_waits(house.superuser, now=NOW)
    text = client_of(house.manager).get(reverse("start")).content.decode()
    assert "1 skadesag venter på din underskrift eller dit svar" in text
    assert "Skadet" not in text
    assert "1 hændelse at følge op på sammen" in client_of(house.amr).get(reverse("start")).content.decode()
    assert not CaseRead.objects.exists()


def test_what_is_done_is_no_longer_counted(house):
    Case.objects.filter(pk=house.case.pk).update(state="signed", signed_at=NOW, signed_by=house.manager)
    CauseAnalysis.objects.create(case=house.case, whys=["x"], made_at=NOW, made_by=house.amr, finished_at=NOW)
    Feedback.objects.create(case=house.case, kind="status", text="Tak", at=NOW, by=house.amr)

    assert not injury_waits(house.manager, now=NOW)
    assert not injury_waits(house.amr, now=NOW)
    assert injury_waits(house.injured, now=NOW) == InjuryWaits(news=1)
    assert not injury_waits(house.injured, now=NOW + timedelta(days=15))


def test_a_clock_that_has_run_out_is_counted_for_manager_and_administrator(house):
    case = SignedCaseFactory(
        unit=house.ward, injured=house.injured, may_contact=False, happened_on=TODAY - timedelta(days=30), kind="offensive_act"
    )
    AbsenceFactory(case=case)
    clockwork.keep(case, now=NOW)
    Case.objects.filter(pk=house.case.pk).delete()

    assert injury_waits(house.manager, now=NOW) == injury_waits(house.administrator, now=NOW) == InjuryWaits(late=1)
    assert not injury_waits(house.amr, now=NOW)


def test_the_card_costs_two_queries_at_most(house, django_assert_num_queries):
    CaseFactory.create_batch(5, unit=house.ward)
    injury_waits(house.manager, now=NOW)
    with django_assert_num_queries(2):
        injury_waits(house.manager, now=NOW)
    injury_waits(house.employee_elsewhere, now=NOW)
    with django_assert_num_queries(1):
        injury_waits(house.employee_elsewhere, now=NOW)
