"""Two imports at once never mix; whoever comes second sees what the first wrote."""

import threading

import pytest
from django.db import connection

from orgstructure import defaults
from orgstructure.models import Engagement, FeedRun, Level, RoleHolding, RoleWord, Unit, User
from tests.orgstructure.feeds import REGION, bring_in


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_at_once_one_writes_and_the_other_finds_nothing_left_to_do():
    defaults.bring_in(Level, RoleWord)
    start, results, errors = threading.Barrier(2), [], []

    def work() -> None:
        try:
            start.wait()
            results.append(bring_in(REGION))
        except Exception as error:  # noqa: BLE001  a thread's failure must reach the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(result.difference.is_empty for result in results) == [False, True]
    assert (Unit.objects.count(), Engagement.objects.count(), User.objects.count()) == (109, 1756, 1756)
    assert RoleHolding.objects.filter(role="manager").count() == 108
    assert FeedRun.objects.filter(outcome="applied").count() == 2
