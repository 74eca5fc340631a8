"""`kill -9` of everything in the middle of everything, in a real installation: nothing is lost, nothing is there twice.

The whole file is one group: each test leaves the installation running for the next.
"""

import http.client
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.faults.installation import Installation, eventually

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.slow]
CSRF = "a" * 32

MANAGER = """
from datetime import timedelta
from django.contrib.auth.models import Permission
from django.test import Client
from orgstructure.models import UnitUserPermission
from orgstructure.permissions import Perm
from safetynet.common import clock
from tests import factories as f
f.TODAY, f.NOW = clock.today(), clock.now()
unit = f.UnitFactory(name="Medicinsk afsnit M2")
manager = f.EngagementFactory(unit=unit).user
for perm in (Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS):
    permission = Permission.objects.get(codename=perm.value, content_type__app_label="orgstructure")
    UnitUserPermission.objects.create(user=manager, permission=permission, content_object=unit, reach="subtree")
client = Client()
client.force_login(manager, backend="orgstructure.signin.EngagementBackend")
plans = [f.PlanFactory(unit=unit, owner=manager).pk for _ in range(41)]
answer = {"session": client.cookies["sessionid"].value, "plans": plans}
"""


@pytest.fixture(scope="module")
def here() -> Iterator[Installation]:
    installation = Installation(Path(tempfile.mkdtemp(prefix="safetynet-faults-", dir="/tmp")))
    try:
        installation.start("broker", "web", "worker", "documents")
        yield installation
    finally:
        installation.end()


@pytest.fixture(scope="module")
def manager(here):
    found = here.tell(MANAGER)
    assert eventually(lambda: asked(here, found["session"], "GET", "/healthz")[0] == 200)
    return found


def asked(here, session, method, path, fields=None, timeout=15.0):
    """Status and body; 0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", here.port, timeout=timeout)
    headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF}) if fields is not None else None
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    except (OSError, http.client.HTTPException):
        return 0, b"", {}
    finally:
        connection.close()


class Writers:
    """People who send again, the same form, until they have an answer."""

    def __init__(self, here, manager, jobs):
        self.here, self.session, self.jobs = here, manager["session"], list(jobs)
        self.lock, self.statuses, self.acknowledged = threading.Lock(), set(), []
        self.threads = [threading.Thread(target=self._write) for _ in range(6)]
        for thread in self.threads:
            thread.start()

    def _write(self):
        while True:
            with self.lock:
                if not self.jobs:
                    return
                path, fields = self.jobs.pop()
            for _ in range(120):
                status, _body, _headers = asked(self.here, self.session, "POST", path, fields)
                with self.lock:
                    self.statuses.add(status)
                if status == 302:
                    self.acknowledged.append(fields["submission_id"])
                    break
                time.sleep(0.25)

    def done_by_now(self):
        return len(self.acknowledged)

    def finish(self):
        for thread in self.threads:
            thread.join(timeout=120)
        assert not any(thread.is_alive() for thread in self.threads)


def notes(manager, number):
    return [(f"/plans/{manager['plans'][0]}/note/", {"text": f"Note {n}", "submission_id": str(uuid.uuid4())}) for n in range(number)]


def verdicts(manager, first, last):
    return [(f"/plans/{pk}/evaluate/", {"verdict": "solved", "submission_id": str(uuid.uuid4())}) for pk in manager["plans"][first:last]]


def kept(here):
    return here.tell("from actionplans.models import FollowUp\nanswer = [str(n.submission_id) for n in FollowUp.objects.all()]")


HALF = """
from actionplans.models import ActionPlan
answer = {
    "closed": ActionPlan.objects.filter(status="closed").count(),
    "half": [p.pk for p in ActionPlan.objects.all() if (p.status == "closed") != (p.evaluations.count() == 1)
             or p.moves.count() != (3 if p.status == "closed" else 1)],
}
"""


def test_a_web_server_killed_while_people_write_loses_and_doubles_nothing(here, manager):
    closed = here.tell(HALF)["closed"]
    writers = Writers(here, manager, notes(manager, 60) + verdicts(manager, 1, 20))

    for share in (15, 40):
        eventually(lambda share=share: writers.done_by_now() >= share)
        here.kill("web")
        here.start("web")
    writers.finish()

    found = kept(here)
    assert len(found) == len(set(found)) == 60
    assert here.tell(HALF) == {"closed": closed + 19, "half": []}
    assert writers.statuses <= {0, 302}


def test_a_database_killed_while_people_write_keeps_what_was_acknowledged_and_says_so_to_the_others(here, manager):
    before = set(kept(here))
    closed = here.tell(HALF)["closed"]
    writers = Writers(here, manager, notes(manager, 60) + verdicts(manager, 20, 40))

    eventually(lambda: writers.done_by_now() >= 20)
    here.kill("database")
    status, body, headers = asked(here, manager["session"], "GET", f"/plans/{manager['plans'][0]}/")
    time.sleep(1.0)
    here.cluster.enter()
    writers.finish()

    new = [one for one in kept(here) if one not in before]
    assert len(new) == len(set(new)) == 60
    assert set(writers.acknowledged) >= set(new)
    assert here.tell(HALF) == {"closed": closed + 20, "half": []}
    assert writers.statuses <= {0, 302, 503}
    assert (status, "503" in body.decode(), headers["Retry-After"]) == (503, True, "30")


MAILS = """
from datetime import timedelta
from safetynet.common import clock
from safetynet.common.models import OutboxMail
from actionplans.usecases.reminding import queue_reminders
from tests import factories as f
f.TODAY, f.NOW = clock.today(), clock.now()
begin = 1000 * (1 + OutboxMail.objects.count())
f.UserFactory.reset_sequence(begin)
f.EngagementFactory.reset_sequence(begin)
unit = f.UnitFactory()
for _ in range({number}):
    f.PlanFactory(unit=unit, owner=f.EngagementFactory(unit=unit).user, created_by=f.UserFactory())
due = clock.at_hour(clock.today(), 9)
from safetynet.common.workdays import is_working_day
while not is_working_day(due.date()):
    due += timedelta(days=1)
queue_reminders(now=due)
OutboxMail.objects.filter(sent_at=None).update(available_at=clock.now())
answer = OutboxMail.objects.filter(sent_at=None, dropped_at=None).count()
"""
LEFT = "from safetynet.common.models import OutboxMail\nanswer = OutboxMail.objects.filter(sent_at=None, dropped_at=None).count()"
A_QUARTER_LATER = """
from datetime import timedelta
from django.db.models import F
from safetynet.common.models import OutboxMail
OutboxMail.objects.filter(claimed_at__isnull=False, sent_at=None).update(claimed_at=F("claimed_at") - timedelta(minutes=16))
"""
DELIVER = "from safetynet.common.tasks import deliver_mail\ndeliver_mail.delay()"


def test_a_worker_killed_while_it_mails_loses_no_mail_and_a_second_copy_carries_the_same_number(here, manager):
    here.post.taken.clear()
    planned = here.tell(MAILS.replace("{number}", "60"))
    here.tell(DELIVER)

    eventually(lambda: len(here.post.taken) >= 15)
    here.kill("worker")
    caught = len(here.post.taken)
    here.start("worker")
    here.tell(A_QUARTER_LATER)
    here.tell(DELIVER)

    assert eventually(lambda: here.tell(LEFT) == 0)
    assert planned >= 60 > caught
    assert len(set(here.post.taken)) == planned
    assert len(here.post.taken) - planned <= 1


def test_two_clocks_send_no_mail_twice(here, manager):
    here.post.taken.clear()
    planned = here.tell(MAILS.replace("{number}", "20"))

    here.start("beat", "second-beat")
    assert eventually(lambda: here.tell(LEFT) == 0, within=90)
    here.kill("beat")
    here.kill("second-beat")

    assert len(here.post.taken) == len(set(here.post.taken)) == planned


STATE = "from safetynet.dashboard.models import DocumentJob\nanswer = list(DocumentJob.objects.order_by('-pk').values_list('state', 'public_id')[:1])"
THREE_MINUTES_LATER = """
from datetime import timedelta
from django.db.models import F
from safetynet.common import clock
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
DocumentJob.objects.filter(state="running").update(claimed_at=F("claimed_at") - timedelta(minutes=3))
documents.look(clock.now())
"""
NEWEST = """
from safetynet.dashboard.models import DocumentJob
job = DocumentJob.objects.latest("pk")
answer = [job.state, str(job.public_id)]
"""


def fetched(here, manager):
    state, public_id = here.tell(NEWEST)
    return state == "done" and asked(here, manager["session"], "GET", f"/documents/{public_id}/file/")[1][:5] == b"%PDF-"


def test_a_worker_killed_while_it_makes_a_pdf_is_followed_by_one_that_makes_it(here, manager):
    asker = threading.Thread(target=asked, args=(here, manager["session"], "POST", f"/plans/{manager['plans'][0]}/pdf/", {}))
    asker.start()
    eventually(lambda: here.tell(NEWEST_OR_NONE) == "running", within=10)
    here.kill("documents")
    asker.join(timeout=30)
    here.start("documents")
    here.tell(THREE_MINUTES_LATER)

    assert eventually(lambda: fetched(here, manager))


NEWEST_OR_NONE = """
from safetynet.dashboard.models import DocumentJob
answer = DocumentJob.objects.order_by("-pk").values_list("state", flat=True).first()
"""


def test_with_the_broker_killed_people_go_on_writing_and_what_they_asked_for_comes_when_it_is_back(here, manager):
    here.kill("broker")
    began = time.monotonic()
    note = notes(manager, 1)[0]

    written, _body, _headers = asked(here, manager["session"], "POST", *note)
    document, _body, _headers = asked(here, manager["session"], "POST", f"/plans/{manager['plans'][1]}/pdf/", {})
    took = time.monotonic() - began
    here.start("broker")
    time.sleep(2.0)
    here.tell("from safetynet.common import clock\nfrom safetynet.dashboard import documents\ndocuments.look(clock.now())")

    assert (written, document) == (302, 302)
    assert took < 15
    assert note[1]["submission_id"] in kept(here)
    assert eventually(lambda: fetched(here, manager))
