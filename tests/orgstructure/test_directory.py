"""A colleague is found by how a word begins, through an index at 40,000 people, a few at a time and not without end."""

import pytest
from django.db import connection
from django.urls import reverse

from orgstructure.models import Engagement, Unit, User
from orgstructure.people_search import MOST, people_called
from tests.factories import LONG_AGO, TODAY, EngagementFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Unit:
    return UnitFactory(name="Afsnit B3/B4, Århus")


def works(ward: Unit, first: str, last: str, **fields: object) -> User:
    return EngagementFactory(unit=ward, user=UserFactory(first_name=first, last_name=last), **fields).user


def names(text: str) -> list[str]:
    return [str(one.user) for one in people_called(text, TODAY).people]


@pytest.mark.parametrize(
    "words", ["aase", "Åse", "ÅSE", "Aase ø", "ørsted", "Anne", "marie", "aase-ma", "b4 aase", "aarhus åse", "sygeplej åse"]
)
def test_danish_letters_and_double_names_are_found_by_how_they_begin(ward, words):
    works(ward, "Aase Anne-Marie", "Ørsted", title="Sygeplejerske")
    works(ward, "Bo", "Krogh", title="Portør")
    assert names(words) == ["Aase Anne-Marie Ørsted"]


def test_a_name_with_aa_is_found_while_it_is_typed(ward):
    works(ward, "Klaas", "Dam")
    assert names("Kla") == names("Klaa") == names("klås") == ["Klaas Dam"]


@pytest.mark.parametrize("words", ["rsted", "') | bo:*", "bo & !aase", ":*", "<->", "\\", "''", "%", "\u0000"])
def test_what_stands_inside_a_word_or_is_no_word_finds_nobody_and_breaks_nothing(ward, words):
    works(ward, "Aase", "Ørsted")
    assert names(words) == []


def test_who_has_left_and_system_clients_are_not_found(ward):
    works(ward, "Asta", "Borte", valid_to=TODAY)
    works(ward, "Asta", "Lukket")
    User.objects.filter(last_name="Lukket").update(is_active=False)
    EngagementFactory(unit=ward, user=UserFactory(first_name="Asta", last_name="System", kind=User.Kind.SYSTEM))
    left_here = works(ward, "Bo", "Flyttet", title="Portør", valid_to=TODAY)
    EngagementFactory(unit=UnitFactory(name="Andetsteds"), user=left_here, title="Laborant")
    assert names("asta") == []
    assert names("portør") == []
    assert names("bo laborant") == ["Bo Flyttet"]


def test_at_most_thirty_are_shown_and_it_is_said_that_there_are_more(ward):
    EngagementFactory.create_batch(MOST + 1, unit=ward)
    found = people_called("afsnit", TODAY)
    assert (len(found.people), found.has_more) == (MOST, True)


def test_who_looks_up_too_many_in_an_hour_is_asked_to_wait_and_others_are_not(ward, client_of, settings):
    settings.DIRECTORY_LOOKUPS_PER_HOUR = 3
    person, other = works(ward, "Asta", "Holm"), works(ward, "Bo", "Ek")
    client = client_of(person)
    found = [
        client.get(reverse("person-search"), {"q": "bo"}).status_code,
        client.get(reverse("person-detail", args=[other.pk])).status_code,
    ]
    found += [client.get(reverse("person-search")).status_code for _n in range(5)]
    found += [client.get(reverse("deputy-new"), {"q": "bo"}).status_code]
    assert found == [200] * 8
    refused = client.get(reverse("person-detail", args=[other.pk]))
    assert (refused.status_code, refused["Retry-After"]) == (429, "3601")
    assert "Bo Ek" not in refused.content.decode()
    assert client_of(other).get(reverse("person-search"), {"q": "asta"}).status_code == 200


def test_the_next_hour_begins_anew(ward, client_of, settings, monkeypatch):
    from datetime import timedelta

    from safetynet.common import clock
    from tests.factories import NOW

    settings.DIRECTORY_LOOKUPS_PER_HOUR = 1
    client = client_of(works(ward, "Asta", "Holm"))
    ask = lambda: client.get(reverse("person-search"), {"q": "bo"}).status_code  # noqa: E731
    assert (ask(), ask()) == (200, 429)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    assert ask() == 200


@pytest.mark.slow
def test_forty_thousand_people_are_searched_through_the_indexes(ward):
    many = 40_000
    kept = User.objects.bulk_create(
        (User(username=f"p{n}", first_name=f"Navn{n % 997}", last_name=f"Efter{n}") for n in range(many)), batch_size=5000
    )
    rows = (
        Engagement(user=user, unit=ward, number=f"m{n}", title=f"Titel{n % 211}", hired_on=LONG_AGO, valid_from=LONG_AGO)
        for n, user in enumerate(kept)
    )
    Engagement.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE orgstructure_user, orgstructure_engagement, orgstructure_unit")
        with _statements() as statements:
            found = people_called("efter39 navn", TODAY)
        cursor.execute("EXPLAIN " + statements[0])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert len(found.people) == MOST
    assert "user_by_word" in plan
    assert "engagement_by_word" in plan


def _statements():
    from contextlib import contextmanager

    @contextmanager
    def reading():
        kept = []

        def keep(execute, sql, params, many, context):
            kept.append(context["cursor"].mogrify(sql, params).decode())
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            yield kept

    return reading()
