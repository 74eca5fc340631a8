"""Absence and what else decides the law's clock: refused in words, reckoned at once, and always as the facts say."""

import random
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.urls import reverse

from injuries import clocks
from injuries.errors import NotReadyError, StaleError
from injuries.models import Absence, Case, CaseAct
from injuries.reading import opened
from injuries.usecases import absences, clockwork
from injuries.usecases.absences import Facts
from injuries.usecases.registering import NewAbsence
from safetynet.common.law.injuries import injury_law
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, ReportFactory, SignedCaseFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
INJURED_ON = TODAY - 6 * DAY  # Monday 16 November


@pytest.fixture
def case(house):
    made = CaseFactory(unit=house.ward, injured=house.injured, happened_on=INJURED_ON)
    return opened(house.manager, made.public_id, now=NOW)


def told(first, last=None, extent="full"):
    return NewAbsence(INJURED_ON + first * DAY, INJURED_ON + last * DAY if last is not None else None, extent)


def add(case, by, absence):
    return absences.add(case, absence, by=by, now=NOW, today=TODAY)


def test_the_first_day_of_absence_starts_the_clock_also_when_it_is_a_day_off(house, case):
    saturday = INJURED_ON + 5 * DAY
    assert saturday.weekday() == 5

    add(case, house.manager, told(5))

    assert (case.due.on, case.duty) == (saturday + 14 * DAY, "absence")
    assert CaseAct.objects.get().verb == "absence"


@pytest.mark.parametrize(
    ("absence", "field", "words"),
    [
        (told(0), "starts_on", "tidligst være 17. november 2026"),
        (told(-3), "starts_on", "tidligst være 17. november 2026"),
        (told(3, 2), "ends_on", "Sidste dag ligger før første"),
        (told(2, 4), "starts_on", "overlapper fraværet fra 18. november 2026 til 19. november 2026"),
        (told(1), "starts_on", "overlapper"),
        (told(12), "starts_on", "ikke har en sidste dag"),
        (NewAbsence(date(2199, 1, 1)), "starts_on", "mere end et år frem"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(house, case, absence, field, words):
    add(case, house.manager, told(2, 3))
    add(case, house.manager, told(10))

    with pytest.raises(NotReadyError) as refused:
        add(case, house.manager, absence)

    assert list(refused.value.missing) == [field]
    assert words in str(refused.value)
    assert Absence.objects.count() == 2


def test_the_same_stretch_twice_is_one(house, case):
    assert add(case, house.manager, told(2, 3))
    assert not add(case, house.manager, told(2, 3))
    assert CaseAct.objects.count() == 1


def test_absence_ahead_is_expected_and_counts(house, case):
    add(case, house.manager, told(9, 12))

    assert Absence.objects.get().is_expected
    assert case.duty == "absence"


def test_an_absence_gets_its_last_day_and_an_old_form_is_told(house, case):
    add(case, house.manager, told(1))
    absence = case.absences.get()

    absences.change(absence, told(1, 4), version=case.version, by=house.manager, now=NOW, today=TODAY)
    with pytest.raises(StaleError):
        absences.change(absence, told(1, 5), version=1, by=house.manager, now=NOW, today=TODAY)

    assert Absence.objects.get().ends_on == INJURED_ON + 4 * DAY


def test_taken_out_the_clock_stops_and_the_history_keeps_it(house, case):
    add(case, house.manager, told(1))

    absences.remove(case.absences.get(), by=house.manager, now=NOW)

    case.refresh_from_db()
    assert case.due is None
    assert list(CaseAct.objects.order_by("pk").values_list("verb", flat=True)) == ["absence", "absence_remove"]


def test_absence_that_comes_later_opens_a_closed_case_again(house):
    closed = SignedCaseFactory(unit=house.ward, injured=house.injured, happened_on=INJURED_ON, state="closed", closed_at=NOW)
    case = opened(house.administrator, closed.public_id, now=NOW)

    add(case, house.administrator, told(3))

    case.refresh_from_db()
    assert (case.state, case.closed_at, case.duty) == ("signed", None, "absence")
    assert CaseAct.objects.filter(verb="reopen", from_state="closed").exists()


def test_a_case_that_the_authority_was_told_of_stays_closed(house):
    closed = SignedCaseFactory(unit=house.ward, injured=house.injured, happened_on=INJURED_ON, state="closed", closed_at=NOW)
    ReportFactory(case=closed)

    add(opened(house.administrator, closed.public_id, now=NOW), house.administrator, told(3))

    closed.refresh_from_db()
    assert closed.state == "closed"


def test_death_is_told_within_48_hours_of_being_known(house, case):
    known = NOW - timedelta(hours=5)

    absences.note_facts(case, Facts(may_claim=False, is_serious=False, died_at=known), version=case.version, by=house.manager, now=NOW)

    assert (case.due.until, case.duty) == (known + timedelta(hours=48), "death")


def test_a_death_in_the_future_or_before_the_injury_is_refused(house, case):
    for died_at in (NOW + timedelta(minutes=1), NOW - timedelta(days=8)):
        with pytest.raises(NotReadyError):
            absences.note_facts(
                case, Facts(may_claim=False, is_serious=False, died_at=died_at), version=case.version, by=house.manager, now=NOW
            )


def test_a_claim_without_absence_is_14_days_from_the_injury(house, case):
    absences.note_facts(case, Facts(may_claim=True, is_serious=False, died_at=None), version=case.version, by=house.manager, now=NOW)

    assert (case.due.on, case.duty) == (INJURED_ON + 14 * DAY, "claim")


@pytest.mark.parametrize("seed", range(12))
def test_the_stored_clock_is_the_reckoned_one_after_whatever_was_done(house, case, seed):
    """Random sequences of adding, changing and taking out, refused ones among them."""
    chance = random.Random(seed)

    def step():
        rows = list(Absence.objects.filter(case=case).select_related("case"))
        first = chance.randint(-1, 30)
        absence = told(first, first + chance.randint(-1, 6) if chance.random() < 0.8 else None)
        what = chance.choice(["add", "add", "change", "remove", "facts"])
        if what == "add":
            add(case, house.manager, absence)
        elif what == "facts":
            facts = Facts(may_claim=chance.random() < 0.5, is_serious=False, died_at=NOW if chance.random() < 0.1 else None)
            absences.note_facts(case, facts, version=Case.objects.get(pk=case.pk).version, by=house.manager, now=NOW)
        elif rows:
            row = chance.choice(rows)
            row.case = case
            if what == "remove":
                absences.remove(row, by=house.manager, now=NOW)
            else:
                version = Case.objects.get(pk=case.pk).version
                absences.change(row, absence, version=version, by=house.manager, now=NOW, today=TODAY)

    for _ in range(25):
        with suppress(NotReadyError):
            step()
        stored = Case.objects.get(pk=case.pk)
        days = Absence.objects.filter(case=case).values_list("starts_on", flat=True)
        assert stored.due == clocks.due(clockwork.facts_of(stored, days), injury_law())


def form(case, **words):
    return {"starts_on": "19-11-2026", "ends_on": "", "extent": "full", "version": str(case.version)} | words


@pytest.mark.parametrize("who", ["manager", "administrator", "injured"])
def test_manager_administrator_and_the_injured_note_absence_on_the_page(house, client_of, case, who):
    url = reverse("injury-absence", args=[case.public_id])
    client = client_of(getattr(house, who))
    assert client.get(url).status_code == 200

    answer = client.post(url, form(case), follow=True)

    assert "11 dage tilbage" in answer.content.decode()
    edit = reverse("injury-absence-edit", args=[case.absences.get().pk])
    version = Case.objects.get(pk=case.pk).version
    assert client.post(edit, form(case, ends_on="20-11-2026", version=str(version))).status_code == 302
    assert case.absences.get().ends_on == date(2026, 11, 20)
    assert client.post(edit + "remove/").status_code == 302
    assert not case.absences.exists()


def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(house, client_of, case):
    url = reverse("injury-absence", args=[case.public_id])

    page = client_of(house.manager).post(url, form(case, starts_on="16-11-2026", ends_on="i morgen"))
    assert page.status_code == 422
    assert "i morgen" in page.content.decode()
    page = client_of(house.manager).post(url, form(case, starts_on="16-11-2026"))
    assert page.status_code == 422
    assert 'href="#id_starts_on"' in page.content.decode()
    assert "16-11-2026" in page.content.decode()


def test_a_stale_form_is_told_and_may_be_saved_again(house, client_of, case):
    AbsenceFactory(case=case, starts_on=INJURED_ON + DAY)
    edit = reverse("injury-absence-edit", args=[case.absences.get().pk])

    page = client_of(house.manager).post(edit, form(case, starts_on="18-11-2026", version="0"))

    assert page.status_code == 422
    assert "En anden har gemt imens" in page.content.decode()
    assert f'name="version" value="{case.version}"' in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("amr", 403), ("colleague", 404), ("manager_above", 404), ("other_administrator", 404)])
def test_nobody_else_notes_absence_or_facts(house, client_of, case, who, status):
    absence = AbsenceFactory(case=case)
    client = client_of(getattr(house, who))
    for name, key in (("injury-absence", case.public_id), ("injury-absence-edit", absence.pk), ("injury-facts", case.public_id)):
        assert client.post(reverse(name, args=[key]), form(case)).status_code == status
    assert client.post(reverse("injury-absence-remove", args=[absence.pk])).status_code == status
    assert Absence.objects.count() == 1


def test_the_injured_says_nothing_of_death_or_claims(house, client_of, case):
    assert client_of(house.injured).get(reverse("injury-facts", args=[case.public_id])).status_code == 403


@pytest.mark.parametrize("junk", [{"version": "9" * 40}, {"starts_on": "\x00"}, {"extent": "x"}, {"starts_on": "31-02-2026"}])
def test_junk_is_refused(house, client_of, case, junk):
    assert client_of(house.manager).post(reverse("injury-absence", args=[case.public_id]), form(case, **junk)).status_code == 422


def test_facts_are_noted_on_their_page(house, client_of, case):
    url = reverse("injury-facts", args=[case.public_id])
    assert client_of(house.manager).get(url).status_code == 200

    facts = {"may_claim": "on", "died_on": "21-11-2026", "died_time": "14.30", "version": str(case.version)}
    assert client_of(house.manager).post(url, facts).status_code == 302

    case.refresh_from_db()
    assert (case.may_claim, case.duty, case.due.until.isoformat()) == (True, "death", "2026-11-23T13:30:00+00:00")
    assert client_of(house.manager).post(url, facts | {"died_on": "23-11-2026"}).status_code == 422
