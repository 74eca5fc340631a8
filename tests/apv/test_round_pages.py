"""The pages of a round, asked as people ask them."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from apv import sealing, worker
from apv.models import KeyHalf, Round, RoundStatus
from apv.usecases.freezing import freeze_tree
from orgstructure.permissions import Perm
from safetynet.common.models import OutboxMail
from tests.factories import (
    ROUND_KEY,
    TODAY,
    EngagementFactory,
    OpenRoundFactory,
    QuestionnaireFactory,
    ReleasedRoundFactory,
    RoundFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What the pages ask of the worker."""
    sent = []
    monkeypatch.setattr(worker, "send", lambda *asked: sent.append(asked))
    return sent


@pytest.fixture
def hospital():
    top = UnitFactory(name="Hospitalet")
    for number, size in enumerate((12, 2)):
        ward = UnitFactory(name=f"Afsnit {number}", parent=top)
        for _ in range(size):
            EngagementFactory(unit=ward)
    return top


@pytest.fixture
def consultant(person_with, hospital):
    return person_with(Perm.RUN_SURVEYS, on=hospital)


def words(top, holder, deputy, **more):
    day = "%d-%m-%Y"
    given = {
        "name": "APV 2027",
        "questionnaire": QuestionnaireFactory().pk,
        "top": top.pk,
        "tree_on": TODAY.strftime(day),
        "opens_on": TODAY.strftime(day),
        "closes_on": (TODAY + timedelta(days=20)).strftime(day),
        "languages": ["da"],
        "key_holder": holder.pk,
        "key_deputy": deputy.pk,
        "threshold": 5,
        "text_threshold": 10,
        "sensitive_threshold": 40,
        "split_threshold": 50,
        "expected_share": 70,
        "remind_after": "7, 14",
        "remind_before": 2,
        "submission_id": uuid.uuid4(),
    }
    return given | more


def text_of(response):
    return response.content.decode()


def test_a_consultant_prepares_a_round_and_lands_on_its_page(client_of, consultant, hospital):
    client, colleague = client_of(consultant), EngagementFactory(unit=hospital).user

    response = client.post(reverse("round-new"), words(hospital, consultant, colleague) | {"intent": "find", "find": colleague.first_name})
    assert response.status_code == 200
    assert f'value="{colleague.pk}" selected' in text_of(response)
    # The search is not needed to save whom it found: what is posted is offered again.
    response = client.post(reverse("round-new"), words(hospital, consultant, colleague, find=colleague.first_name), follow=True)

    made = Round.objects.get()
    assert response.redirect_chain == [(made.get_absolute_url(), 302)]
    assert (made.top, made.key_holder, made.key_deputy, made.remind_after) == (hospital, consultant, colleague, [7, 14])
    assert "Hent min halvdel" in text_of(response)


def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(client_of, consultant, hospital):
    bad = words(hospital, consultant, consultant, threshold=2, remind_after="x", tree_on="31-31-2026", name="Min undersøgelse")
    response = client_of(consultant).post(reverse("round-new"), bad)
    assert response.status_code == 422
    assert "Min undersøgelse" in text_of(response)
    assert set(response.context["form"].errors) == {"remind_after", "tree_on"}
    rest = bad | {"remind_after": "7", "tree_on": bad["opens_on"]}
    response = client_of(consultant).post(reverse("round-new"), rest)
    assert set(response.context["form"].errors) == {"threshold", "key_deputy"}
    assert not Round.objects.exists()


def test_a_limit_that_would_hide_everything_is_refused(client_of, consultant, hospital):
    response = client_of(consultant).post(reverse("round-new"), words(hospital, consultant, UserFactory(), threshold=51))
    assert "threshold" in response.context["form"].errors


def test_the_new_round_like_the_last_one_is_filled_in(client_of, consultant, hospital):
    last = ReleasedRoundFactory(top=hospital, name={"da": "APV 2024"}, threshold=8)
    page = text_of(client_of(consultant).get(reverse("round-new") + f"?like={last.pk}"))
    assert "APV 2024" in page
    assert 'name="threshold" value="8"' in page
    assert client_of(consultant).get(reverse("round-new") + f"?like={ReleasedRoundFactory().pk}").status_code == 404


def test_a_unit_outside_ones_scope_cannot_be_chosen(client_of, consultant, hospital):
    response = client_of(consultant).post(reverse("round-new"), words(UnitFactory(), consultant, UserFactory()))
    assert "top" in response.context["form"].errors


def test_a_stranger_finds_no_round_and_who_holds_a_half_only_the_half(client_of, consultant, person_with):
    survey_round = RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())
    EngagementFactory(user=survey_round.key_holder)
    assert client_of(consultant).get(survey_round.get_absolute_url()).status_code == 404
    holder = client_of(survey_round.key_holder)
    assert holder.get(survey_round.get_absolute_url()).url == reverse("round-key", args=[survey_round.pk])
    assert holder.post(reverse("round-close", args=[survey_round.pk])).status_code == 403


def test_the_preview_says_which_units_are_gathered_where(client_of, consultant, hospital):
    for _ in range(7):
        EngagementFactory(unit=hospital)
    survey_round = RoundFactory(top=hospital)
    freeze_tree(survey_round)
    page = text_of(client_of(consultant).get(reverse("round-preview", args=[survey_round.pk])))
    assert "1 enhed ventes at ligge under grænsen" in page
    assert page.count("Afsnit 1") == 1


def test_a_half_is_shown_once_and_never_kept(client_of, consultant, hospital, asked):
    survey_round = RoundFactory(top=hospital, key_holder=consultant, key_deputy=EngagementFactory(unit=hospital).user)
    address = reverse("round-key", args=[survey_round.pk])
    before = text_of(client_of(consultant).get(address))
    assert "En tabt halvdel er en tabt undersøgelse" in before
    assert not KeyHalf.objects.exists()

    sheet = client_of(consultant).post(address)

    assert sheet.headers["Cache-Control"] == "no-store"
    groups = sheet.context["groups"]
    assert all(group in text_of(sheet) for group in groups)
    assert sealing.read_half("".join(groups))
    after = text_of(client_of(consultant).get(address))
    assert groups[0] not in after
    assert asked == []
    client_of(survey_round.key_deputy).post(address)
    assert asked == [("join_key", survey_round.pk)]


def test_who_holds_no_half_may_not_fetch_one(client_of, consultant, hospital):
    survey_round = RoundFactory(top=hospital, key_holder=UserFactory(), key_deputy=UserFactory())
    assert client_of(consultant).post(reverse("round-key", args=[survey_round.pk])).status_code == 403
    assert not KeyHalf.objects.exists()


def test_a_round_is_opened_extended_and_closed_from_its_page(client_of, consultant, hospital, asked):
    survey_round = RoundFactory(top=hospital, key_holder=consultant, key_deputy=UserFactory(), public_key=ROUND_KEY)
    freeze_tree(survey_round)
    client = client_of(consultant)
    assert "Åbn undersøgelsen" in text_of(client.get(survey_round.get_absolute_url()))

    page = client.post(reverse("round-open", args=[survey_round.pk]), follow=True)
    assert "Undersøgelsen er åben" in text_of(page)
    assert asked == [("invite", survey_round.pk)]
    client.post(reverse("round-extend", args=[survey_round.pk]), {"last_day": (TODAY + timedelta(days=40)).isoformat()})
    client.post(
        reverse("round-limits", args=[survey_round.pk]),
        dict.fromkeys(("threshold", "text_threshold"), 12) | {"sensitive_threshold": 40, "split_threshold": 50},
    )
    assert client.post(reverse("round-edit", args=[survey_round.pk]), {}).status_code == 302
    page = text_of(client.get(survey_round.get_absolute_url()))
    assert "Grænser er sat op" in page
    assert "Luk undersøgelsen nu?" in text_of(client.get(reverse("round-close", args=[survey_round.pk])))
    client.post(reverse("round-close", args=[survey_round.pk]))

    survey_round.refresh_from_db()
    assert (survey_round.status, survey_round.threshold, survey_round.closes_on) == (RoundStatus.CLOSED, 12, TODAY + timedelta(days=40))


def test_a_lower_limit_is_refused_at_its_field(client_of, consultant, hospital):
    survey_round = OpenRoundFactory(top=hospital)
    lower = {"threshold": 4, "text_threshold": 10, "sensitive_threshold": 40, "split_threshold": 50}
    response = client_of(consultant).post(reverse("round-limits", args=[survey_round.pk]), lower)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["threshold"]


def test_a_wrong_letter_is_told_where_it_was_typed_and_stays(client_of, consultant, hospital, asked):
    survey_round = OpenRoundFactory(top=hospital, status="closed", closed_on=TODAY, key_holder=consultant)
    address = reverse("round-key", args=[survey_round.pk])
    response = client_of(consultant).post(address, {"half": "ABCD EFGH"})
    assert (response.status_code, response.headers["Cache-Control"]) == (422, "no-store")
    assert "ABCD EFGH" in text_of(response)
    response = client_of(consultant).post(address, {"half": sealing.written_half(ROUND_KEY)}, follow=True)
    assert "venter en time på den anden" in text_of(response)
    assert asked == []


def test_the_two_are_asked_by_mail_once_a_day(client_of, consultant, hospital):
    survey_round = RoundFactory(top=hospital, key_holder=consultant, key_deputy=EngagementFactory(unit=hospital).user)
    for _ in range(2):
        client_of(consultant).post(reverse("round-ask-halves", args=[survey_round.pk]))
    assert sorted(OutboxMail.objects.values_list("recipient", flat=True)) == sorted([consultant.pk, survey_round.key_deputy_id])


def test_a_pilot_is_picked_and_open_at_once(client_of, consultant, hospital, asked):
    survey_round = RoundFactory(top=hospital)
    colleague = EngagementFactory(unit=hospital).user
    given = {"picked": [colleague.pk], "submission_id": uuid.uuid4()}
    page = client_of(consultant).post(reverse("round-pilot", args=[survey_round.pk]), given, follow=True)
    pilot = survey_round.pilots.get()
    assert (pilot.status, list(pilot.picked.all())) == (RoundStatus.OPEN, [colleague])
    assert asked == [("invite", pilot.pk)]
    assert "Prøven er åben i en uge" in text_of(page)
    detail = text_of(client_of(consultant).get(pilot.get_absolute_url()))
    assert "Frigiv" not in detail
    assert client_of(consultant).post(reverse("round-pilot", args=[survey_round.pk]), {}).status_code == 422


def test_a_pilot_is_counted_without_halves_and_a_whole_round_never(client_of, consultant, hospital, asked):
    public = {"status": "closed", "closed_on": TODAY}
    pilot = OpenRoundFactory(top=hospital, kind="pilot", worker_key=True, key_holder=None, key_deputy=None, **public)
    whole = OpenRoundFactory(top=hospital, **public)
    for one in (pilot, whole):
        client_of(consultant).post(reverse("round-count", args=[one.pk]))
    assert asked == [("open_answers", pilot.pk)]


def test_results_are_released_by_a_button_once_they_are_counted(client_of, consultant, hospital):
    survey_round = OpenRoundFactory(top=hospital, status="counted", closed_on=TODAY, counted_on=TODAY)
    assert "Frigiv resultaterne" in text_of(client_of(consultant).get(survey_round.get_absolute_url()))
    client_of(consultant).post(reverse("round-release", args=[survey_round.pk]))
    survey_round.refresh_from_db()
    assert survey_round.released_on == TODAY


def test_the_page_of_a_released_round_leads_to_its_results(client_of, consultant, hospital):
    survey_round = ReleasedRoundFactory(top=hospital)
    freeze_tree(survey_round)
    top = survey_round.units.get(parent=None)
    page = text_of(client_of(consultant).get(survey_round.get_absolute_url()))
    assert reverse("unit-report", args=[survey_round.pk, top.pk]) in page


def test_giving_up_is_asked_first_and_ends_it(client_of, consultant, hospital):
    survey_round = RoundFactory(top=hospital)
    address = reverse("round-give-up", args=[survey_round.pk])
    assert "Opgiv undersøgelsen?" in text_of(client_of(consultant).get(address))
    page = client_of(consultant).post(address, follow=True)
    assert "opgivet" in text_of(page)


def test_rates_are_shown_a_level_at_a_time_and_never_of_few(client_of, consultant, hospital):
    survey_round = OpenRoundFactory(top=hospital)
    freeze_tree(survey_round)
    survey_round.units.filter(invited_below__gte=10).update(answered_share=95)
    page = text_of(client_of(consultant).get(reverse("round-rates", args=[survey_round.pk])))
    assert page.count("95 % eller flere") == 2
    assert client_of(consultant).get(reverse("round-rates", args=[survey_round.pk]) + "?under=999999").status_code == 404


@pytest.mark.parametrize("status", ["draft", "open", "closed", "counted", "released", "lost"])
def test_the_page_asks_the_same_of_a_large_round(client_of, consultant, hospital, status, django_assert_max_num_queries):
    dates = {"closed_on": TODAY, "counted_on": TODAY, "released_on": TODAY}
    survey_round = OpenRoundFactory(top=hospital, status=status, key_holder=consultant, **dates)
    freeze_tree(survey_round)
    with django_assert_max_num_queries(26):
        assert client_of(consultant).get(survey_round.get_absolute_url()).status_code == 200


def test_the_list_asks_the_same_for_many(client_of, consultant, hospital, django_assert_num_queries):
    client = client_of(consultant)
    RoundFactory(top=hospital)
    with django_assert_num_queries(5) as few:
        client.get(reverse("round-list"))
    for _ in range(5):
        RoundFactory(top=hospital)
    RoundFactory()
    with django_assert_num_queries(len(few)):
        page = client.get(reverse("round-list"))
    assert len(page.context["page"].object_list) == 6


def test_the_empty_list_says_what_to_do(client_of, consultant):
    assert "forberedt nogen undersøgelse endnu" in text_of(client_of(consultant).get(reverse("round-list")))
