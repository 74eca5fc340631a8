"""“You said – we did – did it help”, and the poster that leads there."""

import io

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import Notice, Verdict
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    DraftFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2")


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward).user


def page_of(client_of, user, unit):
    return client_of(user).get(f"/units/{unit.pk}/you-said/")


def test_what_was_said_what_was_done_and_whether_it_helped_stand_together(client_of, ward, colleague):
    plan = ClosedPlanFactory(unit=ward, title="Vi løfter alene om natten", closed=Verdict.PARTLY)
    MeasureFactory(plan=plan, text="En lift mere på gangen", done_on=TODAY, done_by=plan.owner)

    text = page_of(client_of, colleague, ward).content.decode().lower()

    assert text.index("vi løfter alene om natten") < text.index("en lift mere på gangen") < text.index("delvist løst")


def test_drafts_and_confidential_plans_are_on_nobodys_page_not_even_their_owners(client_of, ward, colleague):
    DraftFactory(unit=ward, title="Kvabbelsnask", owner=colleague, created_by=colleague)
    PlanFactory(unit=ward, title="Kvabbelsnask", is_confidential=True, owner=colleague)

    assert "Kvabbelsnask" not in page_of(client_of, colleague, ward).content.decode()


def test_a_mark_given_on_the_page_leads_back_to_it(client_of, ward, colleague):
    plan = PlanFactory(unit=ward)
    here = f"/units/{ward.pk}/you-said/"

    answer = client_of(colleague).post(f"/plans/{plan.pk}/notice/", {"notices": "yes", "next": here})
    abroad = client_of(colleague).post(f"/plans/{plan.pk}/notice/", {"notices": "yes", "next": "https://elsewhere.invalid/"})

    assert answer.url == here
    assert abroad.url.startswith(f"/plans/{plan.pk}/")
    assert Notice.objects.get().notices is True


def test_an_empty_unit_says_when_something_will_stand_here(client_of, ward, colleague):
    assert "Så snart den første plan er offentliggjort, står den her" in page_of(client_of, colleague, ward).content.decode()


def test_the_page_costs_the_same_with_few_plans_and_with_many(client_of, ward, colleague):
    client = client_of(colleague)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/units/{ward.pk}/you-said/")
        return len(captured)

    for unit in (ward, UnitFactory(parent=ward)):
        MeasureFactory(plan=PlanFactory(unit=unit))
        ClosedPlanFactory(unit=unit)
    queries()
    few = queries()
    for _ in range(6):
        MeasureFactory(plan=PlanFactory(unit=ward))
        ClosedPlanFactory(unit=ward)

    assert queries() == few <= 12


def test_the_poster_carries_the_units_name_and_the_address_of_its_page(client_of, ward, colleague, settings):
    client_of(colleague).post(f"/units/{ward.pk}/poster/")
    job = DocumentJob.objects.get()
    documents.make(job, now=NOW)
    job.refresh_from_db()

    answer = client_of(colleague).get(f"/documents/{job.public_id}/file/")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(b"".join(answer))).pages)

    assert "Medicinsk afsnit M2" in text
    assert f"{settings.BASE_URL}/units/{ward.pk}/you-said/" in text.replace("\n", "")
