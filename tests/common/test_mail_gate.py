"""A restored copy sends no mail until a person says that it is the installation people use."""

import pytest
from django.core.management import call_command

from orgstructure.permissions import Perm
from safetynet.common import outbox
from safetynet.common.models import MailGate, OutboxMail, mark_of_this_place
from tests.common.test_outbox import KIND, a_letter, plan_mail
from tests.factories import NOW, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _renderer(monkeypatch):
    monkeypatch.setitem(outbox._renderers, KIND, a_letter)


ELSEWHERE = "7000000000000000000/1/5 https://safetynet.example"


def test_a_new_installation_is_its_own_original_and_sends(mailoutbox):
    plan_mail()

    outbox.deliver(now=NOW)

    assert len(mailoutbox) == 1
    assert MailGate.objects.get().mark == mark_of_this_place()


@pytest.mark.parametrize("part", [0, 1, 2])
def test_another_cluster_timeline_or_database_sends_nothing_and_loses_nothing(part, mailoutbox):
    marks = mark_of_this_place().split()[0].split("/")
    marks[part] = "999"
    MailGate.objects.create(pk=1, mark="/".join(marks), opened_at=NOW)
    plan_mail()

    done = outbox.deliver(now=NOW)

    assert (done.sent, len(mailoutbox)) == (0, 0)
    assert outbox.status(now=NOW).is_copy
    assert OutboxMail.objects.deliverable(NOW).count() == 1


def test_another_address_counts_as_a_copy_but_not_in_the_demo_which_moves_between_ports(settings):
    settings.DEMO, settings.BASE_URL = False, "https://one.example"
    MailGate.open(NOW)
    settings.BASE_URL = "https://two.example"
    assert not MailGate.is_open(NOW)

    settings.DEMO = True
    MailGate.open(NOW)
    settings.BASE_URL = "http://127.0.0.1:8001"
    assert MailGate.is_open(NOW)


def test_who_runs_the_system_opens_it_on_the_page_and_nobody_else_may(client_of, person_with, mailoutbox):
    MailGate.objects.create(pk=1, mark=ELSEWHERE, opened_at=NOW)
    plan_mail()
    operator, manager = person_with(Perm.OPERATE, on=UnitFactory()), person_with(Perm.EDIT_PLANS, on=UnitFactory())

    assert client_of(manager).post("/operation/mail/open/").status_code == 403
    assert not MailGate.is_open(NOW)
    assert "ligner en kopi" in client_of(operator).get("/operation/mail/").content.decode()
    client_of(operator).post("/operation/mail/open/")
    outbox.deliver(now=NOW)

    assert len(mailoutbox) == 1
    assert "ligner en kopi" not in client_of(operator).get("/operation/mail/").content.decode()


def test_the_command_opens_it_and_can_drop_what_was_sent_before_the_restore(mailoutbox, capsys):
    MailGate.objects.create(pk=1, mark=ELSEWHERE, opened_at=NOW)
    plan_mail()

    call_command("allow_mail", "--drop-waiting")
    outbox.deliver(now=NOW)

    assert mailoutbox == []
    assert MailGate.is_open(NOW)
    assert "1 waiting mails are dropped" in capsys.readouterr().out
