"""Lifted matters: who may be asked, the answer that comes back, and who is told of it."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core import mail as outgoing
from django.db import connection

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.models import LiftedMatter, MailKind
from actionplans.usecases import lifting
from actionplans.usecases.lifted_news import queue_lifted
from actionplans.usecases.lifting import Asked
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = NOW + timedelta(days=1)


@pytest.fixture
def above(ward):
    head = EngagementFactory(unit=ward.parent, user__first_name="Hanne", user__last_name="Top").user
    Unit.objects.filter(pk=ward.parent_id).update(manager=head)
    return Unit.objects.get(pk=ward.parent_id)


@pytest.fixture
def asker(ward):
    return EngagementFactory(unit=ward).user


def asked(ward, above, **words):
    return Asked(**{
        "from_unit": ward, "to_unit": above, "title": "Lift", "question": "Hvem betaler?", "answer_by": TODAY + timedelta(days=30),
        "submission_id": uuid4(),
    } | words)  # fmt: skip


def ask(ward, above, by, **words):
    return lifting.ask(asked(ward, above, **words), by=by, now=NOW, today=TODAY)


def told():
    return list(OutboxMail.objects.filter(kind=MailKind.LIFTED).values_list("recipient__first_name", flat=True).order_by("pk"))


def test_sent_twice_it_is_one_and_another_s_number_is_refused(ward, above, asker):
    one = asked(ward, above)
    first = lifting.ask(one, by=asker, now=NOW, today=TODAY)
    assert lifting.ask(one, by=asker, now=NOW, today=TODAY) == first
    with pytest.raises(StaleError):
        lifting.ask(one, by=UserFactory(), now=NOW, today=TODAY)
    assert LiftedMatter.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"question": " "}, "question"),
        ({"answer_by": TODAY}, "answer_by"),
        ({"answer_by": TODAY + timedelta(days=900)}, "answer_by"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(ward, above, asker, words, field):
    with pytest.raises(RefusedError) as refused:
        ask(ward, above, asker, **words)
    assert set(refused.value.faults) == {field}
    with pytest.raises(RefusedError):
        ask(ward, ward, asker)


def test_an_answer_is_given_once_and_then_nothing_is_taken_back(ward, above, asker):
    matter = ask(ward, above, asker)
    lifting.answer(matter, text="Ja", by=above.manager, now=NOW)
    with pytest.raises(IllegalMoveError):
        lifting.answer(matter, text="Nej", by=above.manager, now=NOW)
    with pytest.raises(IllegalMoveError):
        lifting.withdraw(matter, by=asker, now=NOW)
    assert (matter.answer, matter.is_waiting, matter.days_waited(TODAY)) == ("Ja", False, 0)


def test_who_waits_sees_how_long_and_when_it_is_late(ward, above, asker):
    matter = ask(ward, above, asker, answer_by=TODAY + timedelta(days=5))
    assert matter.days_waited(TODAY + timedelta(days=23)) == 23
    assert not matter.is_late(TODAY + timedelta(days=5))
    assert matter.is_late(TODAY + timedelta(days=6))
    assert list(LiftedMatter.objects.late(TODAY + timedelta(days=6))) == [matter]
    assert list(LiftedMatter.objects.before(above)) == [matter]


def test_manager_and_representatives_of_the_unit_asked_are_told_once_and_again_when_it_is_late(ward, above, asker):
    ask(ward, above, asker, answer_by=TODAY + timedelta(days=5))
    assert [queue_lifted(now=MONDAY), queue_lifted(now=MONDAY), queue_lifted(now=MONDAY + timedelta(days=1))] == [1, 0, 0]
    assert told() == ["Hanne"]
    assert queue_lifted(now=MONDAY + timedelta(days=7)) == 1
    outbox.deliver(now=MONDAY + timedelta(days=8))
    assert "1 løftet sag venter på dit svar" in outgoing.outbox[-1].subject


def test_nobody_is_told_on_a_sunday(ward, above, asker):
    ask(ward, above, asker)
    assert queue_lifted(now=NOW) == 0


def test_the_answer_comes_back_to_whoever_asked(ward, above, asker):
    matter = ask(ward, above, asker)
    lifting.answer(matter, text="Ja, i marts", by=above.manager, now=NOW)
    assert queue_lifted(now=MONDAY) == 1
    outbox.deliver(now=MONDAY)
    assert outgoing.outbox[-1].to == [asker.email]
    assert "svar" in outgoing.outbox[-1].subject.lower()


def test_a_mail_whose_matter_was_taken_back_is_not_sent(ward, above, asker):
    matter = ask(ward, above, asker)
    queue_lifted(now=MONDAY)
    lifting.withdraw(matter, by=asker, now=MONDAY)
    assert outbox.deliver(now=MONDAY).dropped == 1


def test_a_plan_is_lifted_and_keeps_its_owner(client_of, person_with, ward, above):
    owner = person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    plan = PlanFactory(unit=ward, owner=owner)
    form = {"to_unit": str(above.pk), "question": "Hvem betaler?", "answer_by": "20-12-2026", "submission_id": str(uuid4())}
    client = client_of(owner)
    assert client.get(f"/plans/{plan.pk}/lift/").status_code == 200
    assert client.post(f"/plans/{plan.pk}/lift/", form | {"answer_by": "1-1-2020"}).status_code == 422
    assert client.post(f"/plans/{plan.pk}/lift/", form).status_code == 302
    matter = LiftedMatter.objects.get()
    assert (matter.plan, matter.plan.owner, matter.title) == (plan, owner, plan.title)
    assert client.post(f"/plans/lifted/{matter.pk}/withdraw/").status_code == 302
    matter.refresh_from_db()
    assert not matter.is_waiting


def test_a_matter_of_a_confidential_plan_is_seen_by_its_people_alone(client_of, person_with, ward, above):
    owner = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)
    plan = PlanFactory(unit=ward, owner=owner, is_confidential=True)
    matter = ask(ward, above, owner, plan=plan)
    assert client_of(owner).get(matter.get_absolute_url()).status_code == 200
    assert client_of(EngagementFactory(unit=UnitFactory()).user).get(matter.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_four_who_answer_at_once_one_answers(ward, above, asker):
    matter = ask(ward, above, asker)
    gate, found = Barrier(4), []

    def run(number):
        gate.wait()
        try:
            lifting.answer(LiftedMatter.objects.get(pk=matter.pk), text=f"nr. {number}", by=above.manager, now=NOW)
            found.append("answered")
        except IllegalMoveError:
            found.append("too late")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["answered", "too late", "too late", "too late"]
