"""The manager signs and comments, whoever may; an observation is answered and closed; the reporter is told."""

import uuid
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.urls import reverse

from injuries.errors import IllegalMoveError, RefusedError
from injuries.models import Case, CaseAct, Feedback
from injuries.reading import opened
from injuries.usecases import signing
from injuries.usecases.answering import awaited
from injuries.usecases.signing import Answer
from orgstructure.models import DeputyAct, RoleHolding, UnitUserPermission
from orgstructure.permissions import Perm, Reach
from tests.factories import LONG_AGO, NOW, TODAY, CaseFactory, SignedCaseFactory, make_person

pytestmark = pytest.mark.django_db

SAID = {"could_be_prevented": "partly", "comment": "Gulvet var lige vasket.", "done_now": "Vi sætter et skilt op."}
ANSWER = Answer("partly", "Gulvet var lige vasket.", "Vi sætter et skilt op.")


def seen_by(person, case):
    return opened(person, case.public_id, now=NOW)


def sign_url(case):
    return reverse("injury-sign", args=[case.public_id])


def test_the_manager_signs_with_two_answers(house, client_of):
    page = client_of(house.manager).get(sign_url(house.case))
    assert page.status_code == 200
    assert "Kunne det forebygges?" in page.content.decode()

    answer = client_of(house.manager).post(sign_url(house.case), SAID)

    assert answer.url == house.case.get_absolute_url()
    house.case.refresh_from_db()
    assert (house.case.state, house.case.signed_by, house.case.done_now) == ("signed", house.manager, "Vi sætter et skilt op.")
    act = CaseAct.objects.get(verb="sign")
    assert (act.from_state, act.to_state, act.by, act.deputy_for) == ("registered", "signed", house.manager, None)


def test_one_tick_leads_on_to_a_plan_without_identity(house, client_of):
    answer = client_of(house.manager).post(sign_url(house.case), SAID | {"makes_plan": "on"})

    assert answer.url in (f"/injuries/{house.case.public_id}/plan/", house.case.get_absolute_url())  # the plan's page is another room's


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(house, client_of):
    page = client_of(house.manager).post(sign_url(house.case), SAID | {"could_be_prevented": "", "comment": "Ring til 010190-1234"})

    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_could_be_prevented_0"' in text
    assert "Det ligner et CPR-nummer" in text
    assert "Vi sætter et skilt op." in text
    assert not CaseAct.objects.exists()


@pytest.mark.parametrize("junk", [{"could_be_prevented": "\x00"}, {"done_now": "\x00"}, {"comment": "x" * 9000}])
def test_junk_is_refused_and_never_an_error_page(house, client_of, junk):
    assert client_of(house.manager).post(sign_url(house.case), SAID | junk).status_code in (302, 422)


@pytest.mark.parametrize(
    ("who", "status"), [("amr", 403), ("administrator", 403), ("injured", 403), ("colleague", 404), ("manager_above", 404)]
)
def test_nobody_else_signs(house, client_of, who, status):
    assert client_of(getattr(house, who)).post(sign_url(house.case), SAID).status_code == status


def test_a_case_that_was_sent_meanwhile_is_signed_without_moving(house, client_of):
    Case.objects.filter(pk=house.case.pk).update(state="sent")

    client_of(house.manager).post(sign_url(house.case), SAID)

    house.case.refresh_from_db()
    assert (house.case.state, house.case.signed_by) == ("sent", house.manager)


def test_the_same_form_twice_is_one_signature(house):
    case = seen_by(house.manager, house.case)
    assert signing.sign(case, ANSWER, by=house.manager, now=NOW)
    assert not signing.sign(case, ANSWER, by=house.manager, now=NOW)
    assert CaseAct.objects.filter(verb="sign").count() == 1


def test_who_comes_second_is_told_and_keeps_what_was_typed(house, client_of):
    SignedCaseFactory()
    signing.sign(seen_by(house.manager, house.case), ANSWER, by=house.manager, now=NOW)

    page = client_of(house.manager).post(sign_url(house.case), SAID | {"done_now": "Noget andet"})

    assert page.status_code == 422
    assert "allerede underskrevet" in page.content.decode()
    assert "Noget andet" in page.content.decode()


def test_a_case_that_has_ended_is_not_signed(house):
    case = seen_by(house.manager, house.case)
    Case.objects.filter(pk=case.pk).update(state="withdrawn", ended_reason="Dobbelt")

    with pytest.raises(IllegalMoveError):
        signing.sign(case, ANSWER, by=house.manager, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_signs():
    from tests.injuries.conftest import make_injury_house

    house = make_injury_house()
    other = make_person(Perm.SIGN_INJURIES, on=house.ward, reach=Reach.UNIT)
    cases, outcomes, start = {p.pk: seen_by(p, house.case) for p in (house.manager, other)}, [], Barrier(2)

    def run(person):
        start.wait()
        try:
            outcomes.append(signing.sign(cases[person.pk], Answer("no", person.last_name, "x"), by=person, now=NOW))
        except RefusedError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(person,)) for person in (house.manager, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == ["True", "refused"]
    house.case.refresh_from_db()
    assert house.case.manager_comment == house.case.signed_by.last_name
    assert CaseAct.objects.filter(verb="sign").count() == 1


def test_the_administrator_signs_what_is_about_the_manager_or_kept_from_her(house, client_of):
    about = CaseFactory(unit=house.ward, injured=house.manager)
    kept = CaseFactory(unit=house.ward, injured=house.injured, is_kept_from_manager=True)

    assert client_of(house.manager).post(sign_url(about), SAID).status_code == 403
    assert client_of(house.manager).post(sign_url(kept), SAID).status_code == 404
    for case in (about, kept):
        assert client_of(house.administrator).post(sign_url(case), SAID).status_code == 302
    assert set(Case.objects.filter(state="signed")) == {about, kept}


def test_a_deputy_signs_and_both_names_are_kept(house, client_of):
    deputy = make_person(on=house.ward)
    shape = {
        "user": deputy,
        "unit": house.ward,
        "role": "manager",
        "source": "deputy",
        "valid_from": LONG_AGO,
        "valid_to": TODAY + timedelta(days=9),
        "reason": "Ferie",
    }
    RoleHolding.objects.create(deputy_for=house.manager, by=house.manager, **shape)
    for grant in UnitUserPermission.objects.filter(user=house.manager):
        UnitUserPermission.objects.create(user=deputy, permission=grant.permission, content_object=house.ward, reach=grant.reach)

    assert client_of(deputy).post(sign_url(house.case), SAID).status_code == 302

    assert CaseAct.objects.get(verb="sign").deputy_for == house.manager
    act = DeputyAct.objects.get(subject="injury")
    assert (act.by, act.deputy_for, act.subject_id) == (deputy, house.manager, house.case.pk)
    assert client_of(deputy).get(act.get_absolute_url(), follow=True).redirect_chain[-1][0] == house.case.get_absolute_url()


@pytest.fixture
def observation(house):
    return CaseFactory(unit=house.ward, kind="observation", reporter=house.colleague, reported_as="colleague")


def observed(**words):
    return {"outcome": "thanks", "text": "Tak, liften er repareret.", "submission_id": str(uuid.uuid4())} | words


@pytest.mark.parametrize("who", ["manager", "amr"])
def test_an_observation_is_answered_and_closed_in_one_step(house, client_of, observation, who):
    url = reverse("injury-answer", args=[observation.public_id])
    assert client_of(getattr(house, who)).get(url).status_code == 200

    form = observed()
    for _ in range(2):
        assert client_of(getattr(house, who)).post(url, form).status_code == 302

    observation.refresh_from_db()
    assert (observation.state, observation.done_now) == ("closed", "Tak, liften er repareret.")
    assert [(one.kind, one.text) for one in Feedback.objects.all()] == [("closing", "Tak, liften er repareret.")]
    assert "Tak, liften er repareret." in client_of(house.colleague).get(observation.get_absolute_url()).content.decode()


def test_an_answered_observation_is_not_answered_again(house, client_of, observation):
    url = reverse("injury-answer", args=[observation.public_id])
    client_of(house.manager).post(url, observed())

    assert client_of(house.amr).post(url, observed(text="Nej")).status_code == 422
    assert client_of(house.amr).get(url).status_code == 302
    assert client_of(house.manager).post(reverse("injury-answer", args=[house.case.public_id]), observed()).status_code == 403


def test_an_anonymous_observation_is_closed_without_a_word_to_anybody(house, client_of):
    unnamed = CaseFactory(unit=house.ward, kind="observation", reporter=None, is_anonymous=True, may_contact=False)

    client_of(house.manager).post(reverse("injury-answer", args=[unnamed.public_id]), observed())

    unnamed.refresh_from_db()
    assert unnamed.state == "closed"
    assert not Feedback.objects.exists()


def test_the_reporter_is_answered_and_the_wait_is_shown_until_then(house, client_of):
    case = CaseFactory(unit=house.ward, injured=house.injured, registered_at=NOW - timedelta(hours=17))
    text = client_of(house.manager).get(case.get_absolute_url()).content.decode()
    assert "Intet svar endnu: 17 timer" in text
    form = {"text": "Tak, vi ser på det.", "submission_id": str(uuid.uuid4())}

    for _ in range(2):
        assert client_of(house.amr).post(reverse("injury-feedback", args=[case.public_id]), form).status_code == 302

    assert [one.by for one in Feedback.objects.filter(case=case)] == [house.amr]
    assert "Intet svar endnu" not in client_of(house.manager).get(case.get_absolute_url()).content.decode()


def test_after_a_day_the_wait_is_late_and_after_the_end_it_is_none():
    case = CaseFactory.build(registered_at=NOW - timedelta(hours=25), reporter_id=1, reported_as="injured", unit=None, injured=None)

    assert awaited(case, [], now=NOW).is_late
    assert awaited(case, [Feedback(by_id=2)], now=NOW) is None
    assert awaited(case, [Feedback(by=None)], now=NOW).hours == 25
    case.state = "closed"
    assert awaited(case, [], now=NOW) is None


@pytest.mark.parametrize("fields", [{"may_contact": False}, {"reported_as": "manager"}])
def test_nobody_is_answered_who_does_not_wish_it_or_is_the_manager(house, client_of, fields):
    case = CaseFactory(unit=house.ward, injured=house.injured, **fields)
    form = {"text": "Tak", "submission_id": str(uuid.uuid4())}

    assert client_of(house.amr).post(reverse("injury-feedback", args=[case.public_id]), form).status_code == 403
