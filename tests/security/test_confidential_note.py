"""The confidential paragraph: on the page of the plan and where it is written, for its readers, and nowhere else for anybody."""

from datetime import timedelta

import pytest
from django.core import mail as postbox
from django.db import transaction

from actionplans.models import ActionPlan
from actionplans.usecases.playing import play_day
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import NOW, TODAY
from tests.security.house import HIDDEN_NOTE, addresses

pytestmark = pytest.mark.django_db
WRITTEN = f"{HIDDEN_NOTE} og det med skulderen"
MORE = (f"/plans/?unit=all&q={HIDDEN_NOTE}", "/plans/export.csv?unit=all", "/plans/new/?unit=%s&follows=%s", "/plans/new/?unit=%s&copy=%s")


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr(documents, "wait_for", lambda job: job)


def told_to(house, subject):
    client, plan = house.client(subject), house.plans["awaiting"]
    asked = addresses(house.keys | {"plans/": plan.pk}) | {one: one.replace("%s", "{}").format(house.ward.pk, plan.pk) for one in MORE}
    found = set()
    for name, address in asked.items():
        with transaction.atomic():
            response = client.get(address)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        if WRITTEN in body.decode(errors="replace"):
            found.add(name)
    return found


@pytest.mark.parametrize("subject", ["manager", "amr"])
def test_its_readers_find_it_on_the_plans_page_and_where_it_is_written_only(house, subject):
    assert told_to(house, subject) == {"plan-detail", "plan-edit"}


@pytest.mark.parametrize("subject", ["anonymous", "elsewhere", "follower", "operator", "superuser"])
def test_nobody_else_finds_it_anywhere(house, subject):
    assert told_to(house, subject) == set()


def test_it_is_in_no_mail_and_on_no_paper(house):
    play_day(TODAY + timedelta(days=1), now=NOW)
    job = DocumentJob(kind="plan", words={"plan": house.plans["awaiting"].pk}, by=house.people["manager"], language="da")
    told = [papers.html_of(job, today=TODAY, advance=lambda _progress: None)]
    told += [str(message.message()) for message in postbox.outbox]

    assert len(told) > 1
    assert not any(HIDDEN_NOTE in text for text in told)


def test_the_one_who_is_asked_to_evaluate_reads_the_plan_without_it(house):
    plan = house.plans["confidential"]
    ActionPlan.objects.filter(pk=plan.pk).update(evaluator=house.people["follower"])
    body = house.client("follower").get(plan.get_absolute_url()).content.decode()

    assert plan.title in body
    assert HIDDEN_NOTE not in body
