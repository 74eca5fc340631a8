"""How a case ends: every move that is allowed and every one that is not, and what must be done before (R48, R51)."""

import uuid

import pytest
from django.urls import reverse

from injuries.errors import IllegalMoveError, RefusedError
from injuries.models import Case, CaseAct, CaseState, CauseAnalysis, Feedback
from injuries.reading import opened
from injuries.usecases import clockwork, ending
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, ReportFactory, SignedCaseFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    "sign": {"registered"},
    "send": {"registered", "signed", "receipted", "decided"},
    "receipt": {"sent"},
    "decide": {"sent", "receipted"},
    "close": {"signed", "receipted", "decided"},
    "reopen": {"closed"},
    "withdraw": {"registered", "signed"},
}
EXTRA = {"close": {"closed_at": NOW}, "withdraw": {"ended_reason": "Dobbelt"}}


@pytest.mark.parametrize("verb", ALLOWED)
@pytest.mark.parametrize("state", CaseState.values)
def test_each_move_is_made_from_where_it_may_be_and_nowhere_else(verb, state):
    case = CaseFactory()
    shape = {"closed_at": NOW if state == "closed" else None, "ended_reason": "x" if state == "withdrawn" else ""}
    Case.objects.filter(pk=case.pk).update(state=state, **shape)

    if state in ALLOWED[verb]:
        case.move(verb, **EXTRA.get(verb, {}))
    else:
        with pytest.raises(IllegalMoveError):
            case.move(verb, **EXTRA.get(verb, {}))
        assert case.state == state


@pytest.fixture
def case(house):
    return SignedCaseFactory(unit=house.ward, injured=house.injured, signed_by=house.manager)


def analysed(case):
    CauseAnalysis.objects.create(case=case, whys=["Gulvet var vådt"], made_at=NOW, made_by=case.signed_by, finished_at=NOW)


def seen(house, case, who="manager"):
    return opened(getattr(house, who), case.public_id, now=NOW)


def close(house, case, text="Der står nu et skilt."):
    return ending.close(seen(house, case), text, submission_id=uuid.uuid4(), by=house.manager, now=NOW)


@pytest.mark.parametrize("kind", ["accident", "near_miss", "violence"])
def test_what_the_law_wants_followed_up_closes_only_with_a_finished_analysis(house, kind):
    case = SignedCaseFactory(unit=house.ward, kind=kind, injured=house.injured if kind != "near_miss" else None, reporter=house.injured)
    with pytest.raises(RefusedError, match="årsagsanalysen"):
        close(house, case)

    analysed(case)
    close(house, case)

    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("closed", NOW)
    assert [(one.kind, one.text) for one in Feedback.objects.all()] == [("closing", "Der står nu et skilt.")]


@pytest.mark.parametrize("kind", ["offensive_act", "disease"])
def test_what_is_not_followed_up_by_law_closes_without_one(house, kind):
    case = SignedCaseFactory(unit=house.ward, kind=kind, injured=house.injured)

    assert close(house, case)


def test_a_case_to_tell_closes_only_with_the_receipt(house, case):
    analysed(case)
    AbsenceFactory(case=case)
    clockwork.keep(case, now=NOW)
    with pytest.raises(RefusedError, match="kvitteringen"):
        close(house, case)
    report = ReportFactory(case=case)
    Case.objects.filter(pk=case.pk).update(state="sent")
    with pytest.raises(RefusedError, match="kvittering"):
        close(house, case)

    report.receipt_number, report.receipt_on = "EASY-1", TODAY
    report.save(update_fields=["receipt_number", "receipt_on"])
    Case.objects.filter(pk=case.pk).update(state="receipted")

    assert close(house, case)


def test_a_case_that_nobody_signed_is_not_closed(house):
    unsigned = CaseFactory(unit=house.ward, injured=house.injured, kind="disease")

    with pytest.raises(RefusedError, match="ikke underskrevet"):
        close(house, unsigned)


def test_closing_asks_for_a_word_to_the_reporter_and_not_twice(house, client_of, case):
    analysed(case)
    url = reverse("injury-close", args=[case.public_id])
    assert "Hvad kom der ud af det?" in client_of(house.manager).get(url).content.decode()

    page = client_of(house.manager).post(url, {"text": "", "submission_id": str(uuid.uuid4())})
    assert page.status_code == 422
    assert "To linjer er nok" in page.content.decode()
    form = {"text": "Der står nu et skilt.", "submission_id": str(uuid.uuid4())}
    for _ in range(2):
        assert client_of(house.manager).post(url, form).status_code == 302

    assert Feedback.objects.count() == 1
    client_of(house.manager).post(reverse("injury-reopen", args=[case.public_id]))
    case.refresh_from_db()
    assert case.state == "signed"
    assert "Hvad kom der ud af det?" not in client_of(house.manager).get(url).content.decode()
    assert client_of(house.manager).post(url, {"submission_id": str(uuid.uuid4())}).status_code == 302


def test_nobody_to_tell_needs_no_word(house):
    case = SignedCaseFactory(unit=house.ward, injured=house.injured, may_contact=False)
    analysed(case)

    assert close(house, case, text="")
    assert not Feedback.objects.exists()


def test_the_page_says_what_is_missing_instead_of_a_form(house, client_of, case):
    page = client_of(house.manager).get(reverse("injury-close", args=[case.public_id])).content.decode()

    assert "Den kan ikke lukkes endnu" in page
    assert "<textarea" not in page


def test_a_case_is_withdrawn_with_a_reason(house, client_of):
    url = reverse("injury-withdraw", args=[house.case.public_id])
    assert client_of(house.manager).post(url, {"reason": " "}).status_code == 422

    assert client_of(house.manager).post(url, {"reason": "Indberettet to gange"}).status_code == 302

    house.case.refresh_from_db()
    assert (house.case.state, house.case.ended_reason) == ("withdrawn", "Indberettet to gange")
    assert CaseAct.objects.get(verb="withdraw").by == house.manager


def test_with_a_duty_by_law_only_the_administrator_withdraws(house, client_of, case):
    AbsenceFactory(case=case)
    clockwork.keep(case, now=NOW)
    url = reverse("injury-withdraw", args=[case.public_id])

    assert client_of(house.manager).post(url, {"reason": "Nej"}).status_code == 403
    assert client_of(house.administrator).post(url, {"reason": "Det var en anden"}).status_code == 302


def test_what_the_authority_was_told_of_is_not_withdrawn(house, case):
    ReportFactory(case=case)

    with pytest.raises(RefusedError, match="kan ikke trækkes tilbage"):
        ending.withdraw(seen(house, case, "administrator"), "x", by=house.administrator, now=NOW)


@pytest.mark.parametrize("name", ["injury-close", "injury-reopen", "injury-withdraw"])
@pytest.mark.parametrize(("who", "status"), [("amr", 403), ("injured", 403), ("colleague", 404), ("employee_elsewhere", 404)])
def test_only_manager_and_administrator_end_a_case(house, client_of, case, name, who, status):
    assert client_of(getattr(house, who)).post(reverse(name, args=[case.public_id]), {"reason": "x"}).status_code == status
