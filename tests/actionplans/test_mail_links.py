"""A button in a mail: robots may open it a hundred times, a person answers once, and only while the plan is theirs."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail as postbox
from django.db import connections
from django.test import Client

from actionplans.models import EffectEvaluation, MailLink, PlanMail
from actionplans.usecases import life
from actionplans.usecases.links import new_link
from safetynet.common import clock, outbox
from tests.factories import NOW, TODAY, CriterionFactory, EngagementFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db


def employee(**fields):
    return EngagementFactory(user=UserFactory(**fields)).user


def a_plan(**fields):
    dates = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}
    return PlanFactory(**({"owner": employee(), "status": "awaiting", "title": "Forflytning på stue 4"} | dates | fields))


def link_to(plan, person=None, purpose="evaluate", now=NOW):
    return f"/m/{new_link(plan, person or plan.owner, purpose, now=now)}/"


def answers(page, **changed):
    """What a browser would post from the page, with the person's changes."""
    html = page.content.decode()
    given = dict(re.findall(r'<input type="hidden" name="(submission_id|seen_on)" value="([^"]*)"', html))
    chosen = re.search(r'name="verdict"[^>]*value="(\w+)"[^>]*checked', html)
    return given | ({"verdict": chosen.group(1)} if chosen else {}) | changed


def test_a_hundred_robots_change_nothing_and_the_person_after_them_can_still_answer():
    plan = a_plan()
    link, robot = link_to(plan), Client()
    before = list(type(plan).objects.values()) + list(MailLink.objects.values())

    for n in range(100):
        answer = robot.head(link) if n % 2 else robot.get(link + "?verdict=solved")
        assert answer.status_code == 200
    assert list(type(plan).objects.values()) + list(MailLink.objects.values()) == before

    person = Client()
    person.post(link, answers(person.get(link + "?verdict=solved")))
    plan.refresh_from_db()
    assert plan.status == "closed"


def test_the_answer_of_the_button_is_chosen_beforehand_and_one_press_closes_the_plan():
    plan = a_plan()
    CriterionFactory(plan=plan)
    link, person = link_to(plan), Client()

    page = person.get(link + "?verdict=partly")
    answer = person.post(link, answers(page))

    assert answer.status_code == 302
    evaluation = EffectEvaluation.objects.get(plan=plan)
    assert (evaluation.verdict, evaluation.channel, evaluation.by) == ("partly", "mail_link", plan.owner)
    after = person.get(answer.url)
    assert (after.status_code, "Tak, dit svar er gemt" in after.content.decode()) == (200, True)


def test_the_owner_is_offered_to_end_the_plan_as_not_carried_out_which_asks_for_sign_in():
    asked = employee()
    plan = a_plan(evaluator=asked)
    leave = f"/plans/{plan.pk}/leave/"

    assert leave in Client().get(link_to(plan)).content.decode()
    assert leave not in Client().get(link_to(plan, asked)).content.decode()
    assert Client().get(leave).url.startswith("/log-ind/?next=")


def test_a_made_up_verdict_in_the_address_chooses_nothing():
    page = Client().get(link_to(a_plan()) + "?verdict=%3Cscript%3E")
    assert (page.status_code, b"<script>" in page.content, re.search(rb'name="verdict"[^>]*checked', page.content)) == (200, False, None)


def test_a_link_is_used_once():
    plan = a_plan()
    link, person = link_to(plan), Client()
    page = person.get(link)
    first = answers(page, verdict="too_early", new_on=f"{TODAY + timedelta(days=60):%d-%m-%Y}")
    person.post(link, first)

    again = person.post(link, answers(page, verdict="solved"))

    plan.refresh_from_db()
    assert (again.status_code, plan.status) == (200, "awaiting")
    assert EffectEvaluation.objects.count() == 1


def test_more_time_needs_a_reason_and_the_history_says_how_it_came():
    plan = a_plan()
    link, person = link_to(plan, purpose="snooze"), Client()

    refused = person.post(link, answers(person.get(link), new_on="24-12-2026"))
    granted = person.post(link, answers(person.get(link), new_on="24-12-2026", code="waiting", reason="Liften er i restordre"))

    assert (refused.status_code, granted.status_code) == (422, 302)
    change = plan.deadline_changes.get()
    assert (change.by, change.reason) == (plan.owner, "Liften er i restordre (via linket i en mail)")


def test_what_was_typed_is_kept_when_the_answer_is_refused():
    link, person = link_to(a_plan()), Client()
    page = person.post(link, answers(person.get(link), verdict="no_effect", wanted_effects="Ingen forskel"))
    assert (page.status_code, b"Ingen forskel" in page.content) == (422, True)


def dies(page):
    return page.status_code in (410, 200) and b'<form method="post" novalidate' not in page.content


def test_a_link_dies_when_the_plan_gets_another_owner():
    plan = a_plan()
    link = link_to(plan)
    assert not dies(Client().get(link))
    new_owner = employee()
    type(plan).objects.filter(pk=plan.pk).update(owner=new_owner, evaluator=new_owner)

    assert dies(Client().get(link))
    assert dies(Client().post(link, {"verdict": "solved"}))
    plan.refresh_from_db()
    assert plan.status == "awaiting"


@pytest.mark.parametrize("days", [13, 14])
def test_a_link_lives_fourteen_days(days):
    link = link_to(a_plan(), now=NOW - timedelta(days=days))
    assert dies(Client().get(link)) is (days == 14)


def test_a_link_dies_with_the_employment():
    plan = a_plan()
    link = link_to(plan)
    plan.owner.engagements.update(valid_to=TODAY)
    assert dies(Client().get(link))


def test_a_link_dies_when_the_plan_is_ended_another_way():
    plan = a_plan()
    link = link_to(plan)
    life.leave(plan, code="decided_against", reason="Vi flytter.", by=plan.owner, now=NOW)
    assert dies(Client().get(link))


def test_somebody_else_who_is_signed_in_cannot_use_it(client_of):
    plan = a_plan()
    link = link_to(plan)
    assert dies(client_of(employee()).get(link))
    assert not dies(client_of(plan.owner).get(link))


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "æøå", "../plans"])
def test_an_invented_address_gets_a_page_that_says_what_to_do(token):
    page = Client().get(f"/m/{token}/")
    assert page.status_code in (404, 410)


def test_a_link_opens_one_plan_and_nothing_else():
    plan = a_plan()
    link, person = link_to(plan), Client()
    page = person.get(link)

    html = page.content.decode()
    assert "site-nav" not in html
    assert person.get(f"/plans/{plan.pk}/").status_code == 302
    assert person.get("/").status_code == 302
    assert "_auth_user_id" not in person.session


def test_the_page_is_kept_by_no_cache_and_tells_no_other_site_its_address():
    page = Client().get(link_to(a_plan()))
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"


def test_an_answer_without_the_pages_own_token_is_refused():
    plan = a_plan()
    strict = Client(enforce_csrf_checks=True)
    link = link_to(plan)
    page = strict.get(link)

    refused = strict.post(link, answers(page, verdict="solved"))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode()).group(1)
    taken = strict.post(link, answers(page, verdict="solved", csrfmiddlewaretoken=token), headers={"Origin": "http://testserver"})

    assert (refused.status_code, taken.status_code) == (403, 302)


def test_a_region_may_demand_sign_in(settings, client_of):
    settings.MAIL_LINK_NEEDS_SIGN_IN = True
    plan = a_plan()
    link = link_to(plan)

    answer = Client().get(link + "?verdict=solved")

    assert (answer.status_code, "log-ind" in answer.url or "login" in answer.url) == (302, True)
    assert Client().post(link, {"verdict": "solved"}).status_code == 302
    assert not dies(client_of(plan.owner).get(link))
    plan.refresh_from_db()
    assert plan.status == "awaiting"


def test_a_confidential_plan_shows_itself_to_nobody_who_is_not_signed_in(client_of):
    plan = a_plan(is_confidential=True, title="Konflikt med Bent")
    link = link_to(plan)
    answer = Client().get(link)
    assert (answer.status_code, b"Bent" in answer.content) == (302, False)
    assert not dies(client_of(plan.owner).get(link))


def test_owner_and_link_holder_get_a_receipt(monkeypatch):
    plan = a_plan(evaluator=employee())
    link, person = link_to(plan, plan.evaluator), Client()
    person.post(link, answers(person.get(link + "?verdict=solved")))

    outbox.deliver(now=clock.now())

    assert sorted(m.to[0] for m in postbox.outbox) == sorted([plan.owner.email, plan.evaluator.email])
    assert all("løst" in m.body and m.subject.startswith("Svar gemt:") for m in postbox.outbox)
    assert sorted(PlanMail.objects.filter(plan=plan, mail__kind="receipt").values_list("reason", flat=True)) == ["evaluator", "owner"]


def test_the_page_speaks_the_language_of_the_person_it_was_sent_to():
    plan = a_plan(owner=employee(language="sv"))
    assert "Hjälpte det?" in Client().get(link_to(plan)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_counts():
    plan = a_plan()
    link, together = link_to(plan), Barrier(2)
    pages = [Client(), Client()]
    given = [answers(person.get(link), verdict=verdict) for person, verdict in zip(pages, ("solved", "partly"), strict=True)]

    def post(n):
        together.wait()
        try:
            return pages[n].post(link, given[n]).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(post, range(2)))

    assert all(code in (200, 302, 410) for code in codes)
    assert EffectEvaluation.objects.count() == 1
