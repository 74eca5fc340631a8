"""A report begun and not sent: sealed, one's own, gone after fourteen days."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from injuries.models import Case, CaseKind, ReportDraft
from injuries.tasks import forget_report_drafts
from injuries.usecases import drafting
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CANARY = "Diskusprolapsord"


@pytest.fixture
def client_of():
    def client(person):
        made = Client()
        made.force_login(person, backend="orgstructure.signin.EngagementBackend")
        return made

    return client


@pytest.fixture
def draft(house):
    """Violence, half told."""
    number = uuid4()
    typed = {"course": ["Blev skubbet"], "harm_words": [CANARY], "body": ["63-left", "30"], "absence": ["expected"]}
    drafting.keep(CaseKind.VIOLENCE, typed, submission_id=number, by=house.injured, now=NOW)
    return number


def page_of(number):
    return reverse("injury-draft", args=[number])


def test_a_draft_opens_as_it_was_left_and_judges_nothing(client_of, house, draft):
    page = client_of(house.injured).get(page_of(draft))

    form = page.context["form"]
    assert (page.status_code, form.kind, form["course"].value(), form["body"].value()) == (
        200, CaseKind.VIOLENCE, "Blev skubbet", ["63-left", "30"],
    )  # fmt: skip
    assert not form.errors
    assert CANARY in page.content.decode()


@pytest.mark.parametrize("who", ["manager", "amr", "administrator", "superuser", "employee_elsewhere", "colleague"])
def test_nobody_elses_draft_is_there(client_of, house, draft, who):
    client = client_of(getattr(house, who))

    assert client.get(page_of(draft)).status_code == 404
    assert client.post(reverse("injury-draft-discard", args=[draft])).status_code == 404
    assert CANARY not in client.get(reverse("injury-start")).content.decode()
    assert ReportDraft.objects.filter(submission_id=draft).exists()


def test_a_draft_is_kept_sealed(draft):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM injuries_reportdraft AS row WHERE row::text LIKE %s OR encode(content, 'escape') LIKE %s",
            [f"%{CANARY}%"] * 2,
        )
        assert cursor.fetchone() == (0,)


def test_what_one_types_is_kept_while_typing_and_the_newest_counts(client_of, house):
    client, number = client_of(house.injured), uuid4()
    save = reverse("injury-autosave", args=["accident"])
    for text in ("Gled", "Gled på gulvet"):
        assert client.post(save, {"submission_id": str(number), "course": text}).status_code == 204

    assert ReportDraft.objects.count() == 1
    assert drafting.opened(house.injured, number, now=NOW)[1]["course"] == ["Gled på gulvet"]


@pytest.mark.parametrize("number", ["", "junk", "\x00", "9" * 400])
def test_a_draft_without_a_number_is_not_kept_and_breaks_nothing(client_of, house, number):
    assert client_of(house.injured).post(reverse("injury-autosave", args=["accident"]), {"submission_id": number}).status_code == 422


def test_anothers_draft_is_not_written_over(client_of, house, draft):
    answer = client_of(house.colleague).post(reverse("injury-autosave", args=["accident"]), {"submission_id": str(draft), "course": "Mit"})

    assert answer.status_code == 422
    assert drafting.opened(house.injured, draft, now=NOW)[1]["course"] == ["Blev skubbet"]


def test_no_draft_comes_back_after_the_report_was_sent(client_of, house, draft):
    client = client_of(house.injured)
    form = {
        "submission_id": str(draft), "reported_as": "injured", "unit": str(house.ward.pk), "happened_on": "22-11-2026",
        "place_kind": "corridor", "perpetrator": "citizen", "course": "Blev skubbet", "absence": "none",
    }  # fmt: skip
    assert client.post(reverse("injury-new", args=["violence"]), form).status_code == 302
    assert not ReportDraft.objects.exists()

    assert client.post(reverse("injury-autosave", args=["violence"]), form).status_code == 422  # one that came late
    assert not ReportDraft.objects.exists()
    assert Case.objects.exclude(pk=house.case.pk).count() == 1


def test_a_report_is_kept_for_later_without_javascript(client_of, house):
    number = uuid4()
    answer = client_of(house.injured).post(
        reverse("injury-new", args=["accident"]), {"submission_id": str(number), "course": "Gled", "intent": "later"}, follow=True
    )

    assert "Gemt." in answer.content.decode()
    assert page_of(number) in answer.content.decode()


def test_far_too_much_is_not_kept_and_stays_on_the_page(client_of, house):
    form = {"submission_id": str(uuid4()), "course": "x" * 50_000, "intent": "later"}
    page = client_of(house.injured).post(reverse("injury-new", args=["accident"]), form)

    assert page.status_code == 200
    assert "x" * 1000 in page.content.decode()
    assert not ReportDraft.objects.exists()


def test_one_person_keeps_twenty_drafts_at_most(house):
    for _ in range(drafting.MOST_DRAFTS + 3):
        drafting.keep(CaseKind.ACCIDENT, {}, submission_id=uuid4(), by=house.injured, now=NOW)

    assert ReportDraft.objects.count() == drafting.MOST_DRAFTS


def test_a_draft_is_deleted_when_one_wants_it(client_of, house, draft):
    assert client_of(house.injured).post(reverse("injury-draft-discard", args=[draft])).status_code == 302
    assert not ReportDraft.objects.exists()


def test_after_fourteen_days_a_draft_is_gone_and_not_before(client_of, house, draft, monkeypatch):
    for days, left in ((13, 1), (14, 0), (14, 0)):
        monkeypatch.setattr("safetynet.common.clock.now", lambda at=NOW + timedelta(days=days): at)
        forget_report_drafts()
        assert ReportDraft.objects.count() == left
    assert client_of(house.injured).get(page_of(draft)).status_code == 404


def test_one_that_no_key_opens_any_more_is_not_there(client_of, house, draft):
    ReportDraft.objects.update(content=b"torn")

    assert client_of(house.injured).get(page_of(draft)).status_code == 404
    assert client_of(house.injured).get(reverse("injury-start")).status_code == 200
