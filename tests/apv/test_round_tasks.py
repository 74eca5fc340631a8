"""What beat looks for, and what happens while the broker is gone."""

import pytest
from kombu.exceptions import OperationalError

from apv import tasks, worker
from apv.models import Round, RoundStatus
from apv.usecases import keys
from apv.usecases.freezing import freeze_tree
from tests.factories import NOW, TODAY, EngagementFactory, OpenRoundFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_what_a_page_asks_for_is_done_by_the_worker():
    draft = RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())
    for one in (draft.key_holder, draft.key_deputy):
        keys.make_half(draft, by=one, now=NOW)
    worker.send("join_key", draft.pk)
    draft.refresh_from_db()
    assert draft.public_key is not None


def test_with_the_broker_gone_the_page_is_answered_and_the_next_look_does_it(monkeypatch):
    draft = RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())
    for one in (draft.key_holder, draft.key_deputy):
        keys.make_half(draft, by=one, now=NOW)

    def gone(*_args):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(tasks.join_key, "delay", gone)
        worker.send("join_key", draft.pk)
    draft.refresh_from_db()
    assert draft.public_key is None

    tasks.look_for_rounds()

    draft.refresh_from_db()
    assert draft.public_key is not None


def test_a_look_closes_what_is_past_its_day_and_invites_to_what_was_opened():
    past = OpenRoundFactory(opens_on=TODAY.replace(day=1), closes_on=TODAY.replace(day=2))
    fresh = OpenRoundFactory()
    EngagementFactory(unit=fresh.top)
    freeze_tree(fresh)

    tasks.look_for_rounds()

    past.refresh_from_db()
    assert past.status == RoundStatus.CLOSED
    assert fresh.invitations.count() == 1


def test_the_morning_and_the_hours_can_be_called_at_any_time():
    tasks.bring_up_shares()
    tasks.remind_of_rounds()
    tasks.invite(OpenRoundFactory().pk)
    tasks.open_answers(OpenRoundFactory().pk)
    assert set(Round.objects.values_list("status", flat=True)) == {"open"}
