"""The page of a case by role: what each sees, and what is planted there and must not be seen (R49)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from injuries.models import Absence, CaseAct, Feedback
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, EngagementFactory, ReportFactory, UserFactory

pytestmark = pytest.mark.django_db

HEALTH, IDENTITY, ABSENCE = "Kvabbelhånd", "Sludderpost", "19. november 2026"
SURNAME, FIRST = "Skadet", "Signe"


@pytest.fixture
def case(house):
    """An accident with planted words in every part: health, identity, absence, and names in the told event."""
    identity = Identity(occupation=IDENTITY, cpr="0101901234", sex="f", age=36, nationality="DK", employment="hourly")
    sealed = (identity, Health(injury="032", body=("63",), side="left", harm=HEALTH, expected_absence="d4_6"))
    case = CaseFactory(
        unit=house.ward,
        injured=house.injured,
        reporter=house.colleague,
        reported_as="colleague",
        happened_on=TODAY - timedelta(days=4),
        course="Signe Skadet gled, og Signes fod slog mod sengen.",
        suggestion="Lad Skadet få nye sko.",
        sealed=sealed,
    )
    AbsenceFactory(case=case, starts_on=TODAY - timedelta(days=3))
    clockwork.keep(case, now=NOW)
    clockwork.act(case, "register", "", by=house.colleague, now=NOW)
    clockwork.act(case, "absence", case.state, by=house.manager, now=NOW)
    Feedback.objects.create(case=case, kind="received", at=NOW)
    return case


def seen(client_of, person, case):
    page = client_of(person).get(case.get_absolute_url())
    assert page.status_code == 200
    return page.content.decode()


SEES = {  # health and sealed identity, name, absence and clock
    "injured": (True, True, True),
    "administrator": (True, True, True),
    "manager": (False, True, True),
    "amr": (False, False, False),
    "colleague": (False, False, False),
}


@pytest.mark.parametrize("who", SEES)
def test_each_role_sees_its_parts_and_none_of_the_others(house, case, client_of, who):
    sees_health, sees_name, sees_absence = SEES[who]

    text = seen(client_of, getattr(house, who), case)

    assert "gled, og" in text
    assert (HEALTH in text, IDENTITY in text) == (sees_health, sees_health)
    header = re.sub(r"<header.*?</header>", "", text, flags=re.DOTALL)  # the injured's own name stands in the frame
    assert (SURNAME in header, FIRST in header) == (sees_name, sees_name)
    assert (ABSENCE in text, "Fravær" in text, "law-clock" in text) == (sees_absence,) * 3


def test_the_injured_reads_the_whole_sealed_half_in_words_and_no_whole_cpr(house, case, client_of):
    text = seen(client_of, house.injured, case)

    for words in ("Venstre", "4–6 dage", "Timelønnet", "Kvinde", "36", "Ankel", "010190-••••"):
        assert words in text, words
    assert "0101901234" not in text
    assert "-1234" not in text


@pytest.mark.parametrize("who", ["manager_above", "other_administrator", "protection", "employee_elsewhere", "superuser"])
def test_everybody_else_gets_404(house, case, client_of, who):
    assert client_of(getattr(house, who)).get(case.get_absolute_url()).status_code == 404
    assert client_of(getattr(house, who)).get(reverse("injury-by-number", args=[case.pk])).status_code == 404


def test_the_title_of_the_page_names_nobody(house, case, client_of):
    title = re.search(r"<title>(.*?)</title>", seen(client_of, house.administrator, case), re.DOTALL).group(1)

    assert case.number in title
    assert not re.search(f"{SURNAME}|{FIRST}|{HEALTH}|{house.ward.name}", title)


def test_the_classification_stands_in_words(house, case, client_of):
    text = seen(client_of, house.amr, case)

    assert "Gled på et vådt gulv" in text
    assert "Glide, snuble eller falde i samme niveau" in text or "samme" in text
    assert ">52<" not in text


def test_the_clock_says_until_when_and_why_and_how_long(house, case, client_of):
    text = seen(client_of, house.manager, case)

    assert "3. december 2026 kl. 23.59" in text  # 19 November and 14 days
    assert "14 dage" in text
    assert "11 dage tilbage" in text


def test_late_is_said_with_a_word_and_an_icon(house, client_of):
    case = CaseFactory(unit=house.ward, injured=house.injured, happened_on=TODAY - timedelta(days=20))
    AbsenceFactory(case=case)
    clockwork.keep(case, now=NOW)

    text = seen(client_of, house.manager, case)

    assert "law-clock-late" in text
    assert re.search(r"#error.*?5 dage for sent", text, re.DOTALL)


def test_a_told_case_says_when_and_the_decision_and_no_more(house, case, client_of):
    ReportFactory(case=case, receipt_number="EASY-77", receipt_on=TODAY, decision="recognised", decided_on=TODAY)

    text = seen(client_of, house.manager, case)

    assert "Anmeldt til myndigheden den 22. november 2026" in text
    assert "Anerkendt" in text
    assert "Anerkendt" not in seen(client_of, house.amr, case)


def test_the_history_names_people_for_the_manager_and_nobody_for_the_group(house, case, client_of):
    CaseAct.objects.create(case=case, verb="sign", at=NOW, by=UserFactory(last_name="Stedfortræder"), deputy_for=house.manager)

    assert re.search(r"Stedfortræder for [^<]*Leder", seen(client_of, house.manager, case))
    group = seen(client_of, house.amr, case)
    assert "Underskrevet af lederen" in group
    assert "Stedfortræder" not in group
    assert "Fravær noteret" not in group


def test_without_absence_the_clock_says_that_nothing_must_be_told(house, client_of):
    assert "Skal ikke anmeldes" in seen(client_of, house.manager, house.case)


def test_the_reporter_sees_what_was_told_and_the_answers_and_no_history(house, case, client_of):
    Feedback.objects.create(case=case, kind="status", text="Vi har sat et skilt op til Signe.", at=NOW, by=house.manager)

    text = seen(client_of, house.colleague, case)

    assert "Vi har sat et skilt op til [navn]." in text
    assert "Hvad er der sket" not in text


def test_a_page_asks_as_much_with_few_rows_as_with_many(house, case, client_of, django_assert_num_queries, count_queries):
    few = count_queries(lambda: seen(client_of, house.administrator, case))
    for day in range(4, 12):
        Absence.objects.create(case=case, starts_on=TODAY + timedelta(days=day), ends_on=TODAY + timedelta(days=day), noted_at=NOW)
        Feedback.objects.create(case=case, kind="status", text="x", at=NOW, by=house.manager)
        clockwork.act(case, "feedback", case.state, by=EngagementFactory().user, now=NOW)
        ReportFactory(case=case)

    assert count_queries(lambda: seen(client_of, house.administrator, case)) == few
