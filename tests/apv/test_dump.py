"""What somebody learns who has a copy of the whole database, before the answers are opened and after (A2-11, A2-13, A2-16)."""

import base64
import io
import logging
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apv import sealing
from apv.models import Invitation, RawAnswer, Round, RoundStatus, SealedAnswer, SurveyComment
from apv.usecases import answering, inviting, rounds
from apv.usecases.freezing import freeze_tree
from apv.usecases.opening import open_round
from safetynet.common.logs import JsonFormatter
from tests.factories import (
    NOW,
    ROUND_KEY,
    TODAY,
    EngagementFactory,
    OpenRoundFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    UnitFactory,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]  # so that every submit is a transaction of its own, with its own xmin
PEOPLE = 64
CANARY = "Kvabbelsnask"
DRAFTS = 3


@dataclass
class Asked:
    """A survey and, as nobody but this test knows it, who answered what."""

    round: Round
    tokens: dict[int, str]
    answers: dict[int, tuple[int, int]]


def said_by(number):
    """Two figures that together are one person's alone, and say nothing of the order the people came in."""
    return number % 11, number // 11


@pytest.fixture
def asked():
    """64 people of one unit answer one after the other, each something else; three more stop half-way."""
    section = SectionFactory(questionnaire=QuestionnaireFactory())
    for code in ("foerst", "saa"):
        QuestionFactory(section=section, code=code, scale="zero_to_ten")
    QuestionFactory(section=section, code="ord", scale="text")
    unit = UnitFactory()
    for _ in range(PEOPLE + DRAFTS):
        EngagementFactory(unit=unit)
    survey = OpenRoundFactory(questionnaire=section.questionnaire, top=unit)
    freeze_tree(survey)
    inviting.invite(survey.pk, now=NOW)
    key = inviting.token_key_of(survey)
    found = Asked(survey, {}, {})
    for number, invitation in enumerate(Invitation.objects.filter(round=survey).order_by("person")):
        token = found.tokens[invitation.person_id] = sealing.token_of(key, invitation.pk)
        one, other = said_by(number)
        draft = answering.Begun({"foerst": one, "saa": other, "ord": f"{CANARY} {number}"}, 2)
        answering.save_draft(survey, token, draft)
        if number < PEOPLE:
            answering.submit(invitation, token, today=TODAY)
            found.answers[invitation.person_id] = (one, other)
    return found


def opened(asked):
    rounds.close(asked.round, by=None, now=NOW, today=TODAY + timedelta(days=30))
    open_round(survey_round=asked.round, private_key=ROUND_KEY, now=NOW, today=TODAY)
    return asked


def dump():
    """Every table as `pg_dump` writes it, by name."""
    kept = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            into = io.StringIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', into)
            kept[table] = into.getvalue()
    return kept


def in_every_writing(word):
    """A word, and as it looks in a column of bytes or in base64."""
    plain = word.encode()
    shifted = [base64.b64encode(b"x" * pad + plain).decode()[4:-4] for pad in range(3)]
    return [word, plain.hex(), plain.hex().upper(), *shifted]


# --- Before ---------------------------------------------------------------------------------------------
def test_before_opening_no_answer_can_be_read_sent_or_half_done(asked):
    whole = dump()
    assert "apv_sealedanswer" in whole
    assert SealedAnswer.objects.count() == PEOPLE
    for word in in_every_writing(CANARY):
        assert [table for table, text in whole.items() if word in text] == []
    # Nor does a length tell: one filled block each, whatever was written.
    assert len({len(bytes(row.sealed)) for row in SealedAnswer.objects.all()}) == 1


def test_no_code_is_anywhere_and_neither_is_what_makes_one(asked):
    whole = dump()
    secrets = [*asked.tokens.values(), *(token.upper() for token in asked.tokens.values())]
    text = "\n".join(whole.values())
    assert [token for token in secrets if token in text] == []
    for key in (settings.SURVEY.token_secret, settings.SURVEY.worker_key, inviting.token_key_of(asked.round), ROUND_KEY):
        assert key.hex() not in text
        assert base64.b64encode(key).decode() not in text


def test_nothing_about_an_answer_says_when_it_came(asked):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE (data_type LIKE 'timestamp%%' OR data_type = 'date'"
            " OR is_identity = 'YES') AND table_name IN ('apv_sealedanswer', 'apv_draft', 'apv_invitation')"
        )
        assert cursor.fetchall() == []


# --- After ----------------------------------------------------------------------------------------------
def test_after_opening_no_column_leads_from_an_answer_to_a_person(asked):
    opened(asked)
    with connection.cursor() as cursor:
        leads = {
            table: {relation[1] for relation in connection.introspection.get_relations(cursor, table).values()}
            for table in ("apv_rawanswer", "apv_surveycomment")
        }
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE (data_type LIKE 'timestamp%%' OR data_type = 'date')"
            " AND table_name IN ('apv_rawanswer', 'apv_surveycomment')"
        )
        assert cursor.fetchall() == []
    assert leads == {"apv_rawanswer": {"apv_round", "apv_roundunit"}, "apv_surveycomment": {"apv_round", "apv_roundunit", "apv_question"}}
    whole = dump()
    assert whole["apv_sealedanswer"] == whole["apv_draft"] == whole["apv_keyhalf"] == ""
    assert {tuple(sorted(row.values)) for row in RawAnswer.objects.all()} == {("foerst", "saa")}
    for word in in_every_writing(CANARY):
        assert [table for table, text in whole.items() if word in text] in ([], ["apv_surveycomment"])


PEOPLE_IN_ORDER = {  # where people stand in an order of some kind: `user_id` first
    "people": "SELECT id FROM orgstructure_user",
    "employments": "SELECT user_id FROM orgstructure_engagement",
    "invitations": "SELECT person_id FROM apv_invitation",
    "hashes": "SELECT person_id FROM apv_invitation ORDER BY token_hash",
    "mails": "SELECT recipient_id FROM common_outboxmail WHERE kind = 'survey'",
}
ANSWERS_IN_ORDER = {
    "answers": "SELECT (values ->> 'foerst')::int, (values ->> 'saa')::int FROM apv_rawanswer",
    "comments": "SELECT substr(text, 14)::int %% 11, substr(text, 14)::int / 11 FROM apv_surveycomment",
}
ORDERS = {"pk": " ORDER BY id", "ctid": " ORDER BY ctid", "xmin": " ORDER BY xmin::text::bigint, ctid"}


def in_order(query, order):
    with connection.cursor() as cursor:
        cursor.execute(query if "ORDER BY" in query else query + ORDERS[order])
        return cursor.fetchall()


def test_after_opening_no_order_tells_whose_an_answer_is(asked):
    """Rank attacks: the n-th person of every order, and the n-th answer of every order, forwards and backwards.

    By chance one of them is right, with deviation 1. Of some fifty attacks the best one may be right more often than one
    attack alone; seven deviations instead of three fail once in a hundred thousand runs, and an order that was kept would give all 64.
    """
    opened(asked)
    hits = {}
    for (who, people), (what, answers), one, other in product(PEOPLE_IN_ORDER.items(), ANSWERS_IN_ORDER.items(), ORDERS, ORDERS):
        persons = [row[0] for row in in_order(people.replace("%%", "%"), one) if row[0] in asked.answers]
        given = [tuple(row) for row in in_order(answers.replace("%%", "%"), other)]
        assert len(persons) == len(given) == PEOPLE
        for way, order in (("forwards", given), ("backwards", given[::-1])):
            hits[who, one, what, other, way] = sum(asked.answers[person] == got for person, got in zip(persons, order, strict=True))
    assert max(hits.values()) <= 1 + 7, max(hits, key=hits.get)
    raw_by_xmin = {row[0] for row in in_order("SELECT xmin::text FROM apv_rawanswer", "pk")}
    assert len(raw_by_xmin) == 1


def test_an_answers_row_and_a_comments_row_of_the_same_person_have_no_place_in_common(asked):
    opened(asked)
    answers = in_order(ANSWERS_IN_ORDER["answers"], "pk")
    for order in ORDERS:
        comments = in_order(ANSWERS_IN_ORDER["comments"].replace("%%", "%"), order)
        assert sum(one == other for one, other in zip(answers, comments, strict=True)) <= 1 + 7
    assert SurveyComment.objects.count() == PEOPLE


def test_the_attack_finds_them_all_where_an_order_is_kept(asked):
    """That the attack above would see it: here the answers are opened in the order they came."""
    for person in sorted(asked.answers):
        one, other = asked.answers[person]
        RawAnswer.objects.create(round=asked.round, round_unit=asked.round.units.get(), values={"foerst": one, "saa": other})
    persons = [row[0] for row in in_order(PEOPLE_IN_ORDER["invitations"], "ctid") if row[0] in asked.answers]
    given = [tuple(row) for row in in_order(ANSWERS_IN_ORDER["answers"], "xmin")]
    by_number = sorted(persons)
    assert sum(asked.answers[person] == got for person, got in zip(by_number, given, strict=True)) == PEOPLE


# --- Logs -----------------------------------------------------------------------------------------------
@pytest.fixture
def logged():
    """Everything that is logged, as production writes it."""
    into, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(into)
    handler.setFormatter(JsonFormatter())
    levels = {name: logging.getLogger(name).level for name in ("", "django", "django.request", "django.db.backends")}
    for name in levels:
        if name != "django.db.backends":
            logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield into
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_no_log_holds_a_code_or_an_answer(asked, logged, monkeypatch):
    person, token = next(iter(asked.tokens.items()))
    free = asked.tokens[max(asked.tokens)]
    host = settings.SURVEY.host
    phone = Client(headers={"host": host}, SERVER_NAME=host, raise_request_exception=False)
    for way in (
        f"/s/{token}/",
        f"/s/{free}/da/",
        f"/s/{free}/da/1/",
        f"/s/{free}/da/99/",
        f"/s/{free}/xx/",
        f"/n/{free}/da/",
        f"/s/{free}x/da/",
    ):
        phone.get(way)
        phone.delete(way)
    phone.post(f"/s/{free}/da/3/", {"answer": CANARY})
    phone.post("/", {"code": free})
    phone.get(f"/other/{free}/")
    Client(raise_request_exception=False).get(f"/s/{free}/da/")  # on the product's own host by mistake

    def broken(*_args, **_kwargs):
        message = f"something went wrong with {free} at /s/{free}/da/"
        raise RuntimeError(message)

    monkeypatch.setattr(answering, "find", broken)
    phone.get(f"/s/{free}/da/1/")
    logging.getLogger("celery.app.trace").error("Task failed: %s", f"token {free.upper()}")
    text = logged.getvalue()
    assert "RuntimeError" in text
    assert text.count("***") > 4
    for code in (token, free):
        assert code not in text
        assert code.upper() not in text
    assert CANARY not in text
    assert person


def test_nothing_but_the_round_is_left_of_one_that_was_given_up(asked):
    rounds.give_up(asked.round, by=asked.round.made_by, now=NOW)
    assert asked.round.status == RoundStatus.LOST
    for word in in_every_writing(CANARY):
        assert [table for table, text in dump().items() if word in text] == []
