"""Counts of events where other rooms speak of the same thing: risk, plan form, plan page, and how the follow-up goes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan, Theme
from injuries.models import Case, CauseAnalysis
from injuries.reports.follow_up import FollowUpFigures
from tests.factories import NOW, TODAY, CaseFactory, ClosedPlanFactory, RiskFactory

pytestmark = pytest.mark.django_db


def test_a_risk_shows_how_often_its_topic_has_happened_to_those_who_may_know(house, client_of):
    risk = RiskFactory(unit=house.ward, topic="accident")
    CaseFactory(unit=house.ward, kind="violence", deviation="83", contact="83")
    CaseFactory(unit=house.ward, deviation="71", contact="71")  # lifting: another topic
    url = f"/apv/risks/{risk.pk}/events/"

    assert "2 lignende hændelser her" in client_of(house.amr).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in client_of(house.amr).get(url).content.decode()
    assert "For få lignende hændelser" in client_of(house.colleague).get(url).content.decode()
    CaseFactory.create_batch(5, unit=house.ward)
    assert "Mindst 5 lignende hændelser" in client_of(house.colleague).get(url).content.decode()


def test_a_new_plan_asks_beside_it_what_has_happened_about_its_theme(house, client_of):
    theme = Theme.objects.get(code="accidents")

    page = client_of(house.amr).get(f"/plans/new/?from=injury-{house.case.pk}").content.decode()

    assert f'hx-get="/injuries/beside/?unit={house.ward.pk}&amp;theme={theme.pk}"' in page
    told = client_of(house.amr).get(f"/injuries/beside/?unit={house.ward.pk}&theme={theme.pk}&theme=").content.decode()
    assert "1 lignende hændelse her" in told
    assert "Vælg et emne" in client_of(house.amr).get(f"/injuries/beside/?unit={house.ward.pk}").content.decode()


def test_the_page_of_a_plan_that_helped_says_that_it_came_back(house, client_of):
    plan = ClosedPlanFactory(unit=house.ward)
    ActionPlan.objects.filter(pk=plan.pk).update(ended_at=NOW - timedelta(days=90), last_verdict="solved")
    Case.objects.filter(pk=house.case.pk).update(happened_on=TODAY - timedelta(days=150))
    house.case.plans.add(plan)
    client = client_of(house.amr)
    assert "Det kom igen" not in client.get(plan.get_absolute_url()).content.decode()

    CaseFactory(unit=house.ward)

    assert "1 hændelse af samme slags" in client.get(plan.get_absolute_url()).content.decode()
    assert "Det kom igen" not in client_of(house.colleague).get(plan.get_absolute_url()).content.decode()
    CaseFactory.create_batch(5, unit=house.ward)
    assert "Mindst 5 hændelser af samme slags" in client_of(house.colleague).get(plan.get_absolute_url()).content.decode()


def test_many_events_that_came_back_ask_no_more_queries_than_one(house, client_of):
    plan = ClosedPlanFactory(unit=house.ward)
    ActionPlan.objects.filter(pk=plan.pk).update(ended_at=NOW - timedelta(days=90), last_verdict="solved")
    house.case.plans.add(plan)
    client = client_of(house.amr)
    CaseFactory(unit=house.ward)
    client.get(plan.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(plan.get_absolute_url())
    for case in CaseFactory.create_batch(8, unit=house.ward):
        case.plans.add(plan)
    with CaptureQueriesContext(connection) as many:
        client.get(plan.get_absolute_url())

    assert len(many) == len(few)


def followed_up(unit, number, days):
    for case in CaseFactory.create_batch(number, unit=unit, registered_at=NOW - timedelta(days=days)):
        CauseAnalysis.objects.create(case=case, whys=["Et"], made_at=NOW, finished_at=NOW)


def test_the_share_that_is_followed_up_and_the_median_of_days(house):
    followed_up(house.ward, 4, 10)
    followed_up(house.other_ward, 3, 2)
    CaseFactory(unit=house.ward, is_kept_from_manager=True)
    CaseFactory(unit=house.ward, kind="offensive_act")
    CaseFactory(unit=house.ward, happened_on=TODAY - timedelta(days=900))
    year = (TODAY - timedelta(days=365), TODAY)

    region, ward = FollowUpFigures.of(house.region, *year), FollowUpFigures.of(house.ward, *year)

    assert (region.events, region.share, region.median_days) == (8, 88, 10)
    assert (ward.events, ward.share, ward.median_days) == (5, 80, None)


def test_of_fewer_events_than_the_limit_nothing_is_told(house):
    followed_up(house.ward, 3, 10)

    figures = FollowUpFigures.of(house.ward, TODAY - timedelta(days=365), TODAY)

    assert (figures.events, figures.share, figures.median_days) == (None, None, None)
