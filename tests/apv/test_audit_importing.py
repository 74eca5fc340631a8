"""An earlier year of self-audit comes in: what is understood, what is refused line by line, that nothing is half saved, and undoing."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.audit_asked import Asked
from apv.audit_columns import FIELDS, IN_TEMPLATE, WHO_FIELDS
from apv.audit_import_preview import AuditPreview
from apv.audit_import_words import answer_of, numbered, part_of, role_of
from apv.audit_links import AuditLinks
from apv.audit_template import template_file
from apv.errors import RefusedError
from apv.models import (
    Answer,
    AuditAction,
    AuditAnswer,
    AuditImport,
    AuditParticipation,
    AuditPlace,
    AuditQuestion,
    AuditSet,
    AuditYear,
    ChosenComment,
    Part,
    SelfAudit,
)
from apv.usecases import audit_importing as importing
from apv.usecases.audit_importing import Given
from orgstructure.access import scope_of
from orgstructure.permissions import Perm
from safetynet.common.cells import guess
from safetynet.common.models import OutboxMail
from safetynet.common.sheets import LARGEST, SheetError, read_book
from tests.actionplans.spreadsheets import csv
from tests.apv.audit_tables import HEAD, WHO, book, line
from tests.factories import (
    NOW,
    TODAY,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
    make_person,
)

pytestmark = pytest.mark.django_db


class Place:
    """A region with a consultant and two wards, one of them with a manager who has a number."""

    def __init__(self):
        self.region = UnitFactory(name="Region Nord")
        self.first = UnitFactory(name="Avdelning 1", parent=self.region)
        self.second = UnitFactory(name="Avdelning 2", parent=self.region)
        self.other_region = UnitFactory(name="Region Syd")
        self.consultant = make_person(Perm.RUN_AUDITS, on=self.region)
        self.manager = UserFactory(first_name="Maja", last_name="Chef")
        EngagementFactory(user=self.manager, unit=self.first, number="4711")

    @property
    def scope(self):
        return scope_of(self.consultant, Perm.RUN_AUDITS)


@pytest.fixture
def here(db):
    return Place()


@pytest.fixture
def read(here):
    def make(rows, people=(), *, of=None, year=2023, of_their_own=b""):
        content = rows if isinstance(rows, bytes) else book(rows, people)
        told = {"name": "egenkontroll.xlsx", "by": here.consultant, "now": NOW, "submission_id": uuid.uuid4(), "people": of_their_own}
        return importing.read_files(content, given=Given(year, here.region.pk, of.pk if of else None, "sv"), **told)

    return make


@pytest.fixture
def preview(here, read):
    def make(*args, **more):
        return AuditPreview(read(*args, **more), scope=here.scope, today=TODAY)

    return make


@pytest.fixture
def bring_in(here, read):
    def make(*args, **more):
        found = read(*args, **more)
        importing.bring_in(found, scope=here.scope, now=NOW, today=TODAY)
        return found

    return make


def problems(found):
    return {problem.field: problem.sentence for one in found.faulty for problem in one.problems}


# --- What comes in --------------------------------------------------------------------------------------
def test_a_full_table_becomes_a_closed_year_with_a_set_places_answers_actions_and_participants(here, bring_in):
    theme = ThemeFactory(name={"da": "Oplæring", "sv": "Utbildning"})
    rows = [
        line(
            Chef="4711",
            Svar="Delvis",
            Kommentar="Bara ibland.",
            Åtgärder="Utbilda alla\nSätt upp tavlan",
            Tema="Utbildning",
            Besvarad="2023-11-15",
        ),
        line(Fråga="2", Frågetext="Vet alla det?", Svar="Ej aktuellt"),
    ]
    found = bring_in(rows, [("1", "Enhetschef", 1, ""), ("1", "Skyddsombud", 2, ""), ("1", "", 3, "")])

    year, audit = AuditYear.objects.get(), SelfAudit.objects.get()
    assert (year.status, year.is_imported, year.tree_on, year.top, year.year) == ("closed", True, TODAY, here.region, 2023)
    assert (year.question_set.is_imported, year.question_set.is_finished, year.question_set.name) == (
        True, True, {"sv": "Egenkontroll 2023, hämtad in"},
    )  # fmt: skip
    assert list(year.question_set.questions.values_list("position", "text")) == [
        (1, {"sv": "Har ni en rutin?"}),
        (2, {"sv": "Vet alla det?"}),
    ]
    assert (audit.status, audit.earlier_number, audit.brought_in, audit.submitted_at.date()) == ("closed", "1", found, date(2023, 11, 15))
    assert list(audit.places.values_list("unit", "manager", "path")) == [(here.first.pk, here.manager.pk, here.first.path)]
    assert list(audit.answers.order_by("question__position").values_list("answer", "comment")) == [
        ("partly", "Bara ibland."),
        ("not_relevant", ""),
    ]
    assert list(AuditAction.objects.order_by("pk").values_list("text", "theme", "made_by")) == [
        ("Utbilda alla", theme.pk, None),
        ("Sätt upp tavlan", theme.pk, None),
    ]
    assert list(audit.participations.order_by("pk").values_list("part", "role", "number")) == [
        ("manager", "Enhetschef", 1),
        ("representative", "", 2),
        ("not_stated", "", 3),
    ]
    assert (found.state, found.made, found.table, found.year) == ("done", 1, None, year)
    assert not OutboxMail.objects.exists()


def test_a_joint_audit_names_several_units_and_managers_and_counts_once(here, bring_in):
    other = UserFactory()
    EngagementFactory(user=other, unit=here.second, number="4712")
    bring_in([line(Enhet="Avdelning 1\nAvdelning 2", Chef="4711; 4712"), line(Fråga="2", Frågetext="Två?", Enhet="", Chef="")])

    assert SelfAudit.objects.count() == 1
    assert set(AuditPlace.objects.values_list("unit", "manager")) == {
        (here.first.pk, here.manager.pk),
        (here.second.pk, other.pk),
    }
    assert list(AuditParticipation.objects.values_list("part", "person").order_by("person")) == [
        ("manager", here.manager.pk),
        ("manager", other.pk),
    ]


def test_actions_are_a_number_or_texts_in_one_column_or_in_several(bring_in):
    head = ("Nr", "Enhet", "Fråga", "Frågetext", "Svar", "Åtgärd 1", "Åtgärd 2", "Åtgärd 3")
    rows = [
        line(head, Åtgärd_1="3"),
        line(head, Fråga="2", Frågetext="Två?", Åtgärd_1="- En\n- Två", Åtgärd_2="Tre"),
        line(head, Fråga="3", Frågetext="Tre?", Åtgärd_1="0"),
    ]
    bring_in(book(rows, head=head))

    def texts(position):
        return list(AuditAction.objects.filter(answer__question__position=position).order_by("pk").values_list("text", flat=True))

    assert [texts(position) for position in (1, 2, 3)] == [["", "", ""], ["En", "Två", "Tre"], []]


def test_participants_in_columns_are_told_once_an_audit_and_take_the_role_from_the_heading(bring_in):
    head = (*HEAD, "Enhetschefer", "Verksamhetschefer", "Arbetsgivare", "Skyddsombud", "Ej angivet")
    counts = {"Enhetschefer": 2, "Verksamhetschefer": 1, "Arbetsgivare": 1, "Skyddsombud": 3, "Ej angivet": 4}
    rows = [line(head, **counts), line(head, Fråga="2", Frågetext="Två?", **counts)]
    bring_in(book(rows, head=head))

    assert list(AuditParticipation.objects.order_by("pk").values_list("part", "role", "number")) == [
        ("manager", "Enhetschefer", 2),
        ("manager", "Verksamhetschefer", 1),
        ("employer", "", 1),
        ("representative", "", 3),
        ("not_stated", "", 4),
    ]


def test_a_table_of_a_set_that_is_here_finds_its_questions_by_number_code_and_words(here, bring_in):
    asked = AuditSetFactory(year=2023)
    for position, code in enumerate(("rutin", "risk", "plan"), start=1):
        AuditQuestionFactory(question_set=asked, position=position, code=code, text={"sv": f"Finns {code}?"})
    bring_in([line(Fråga="1"), line(Fråga="risk", Svar="Nej"), line(Fråga="Finns plan?", Svar="Delvis")], of=asked)

    assert list(AuditAnswer.objects.order_by("question__position").values_list("question__code", "answer")) == [
        ("rutin", "yes"),
        ("risk", "no"),
        ("plan", "partly"),
    ]
    assert AuditSet.objects.filter(is_imported=True).count() == 0


def test_csv_files_of_both_tables_come_in_as_well(here, read):
    found = read(csv([line()], head=HEAD), of_their_own=csv([("1", "Skyddsombud", 1, "Bo Ek")], head=WHO))
    importing.bring_in(found, scope=here.scope, now=NOW, today=TODAY)

    assert list(AuditParticipation.objects.values_list("part", "number", "name")) == [("representative", 1, "Bo Ek")]


def test_a_manager_who_is_not_found_is_left_out_and_the_audit_stands(bring_in, preview):
    assert preview([line(Chef="Ingen Alls")]).unknown_managers == 1

    bring_in([line(Chef="Ingen Alls")])
    assert AuditPlace.objects.get().manager is None


def test_whole_administrations_and_the_top_itself_may_have_answered(here, bring_in):
    bring_in([line(Enhet="Region Nord")])

    assert AuditPlace.objects.get().unit == here.region


def test_a_second_file_of_the_same_year_joins_it_and_the_year_stands_between_its_neighbours(here, bring_in):
    bring_in([line()], year=2021)
    first = bring_in([line()], year=2023)
    bring_in([line(Nr="2", Enhet="Avdelning 2")], of=first.year.question_set)
    between = bring_in([line()], year=2022)

    first.year.refresh_from_db()
    assert first.year.audits.count() == 2
    assert first.year.follows == between.year
    assert between.year.follows.year == 2021


# --- What is refused ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Nr": ""}, "audit"),
        ({"Enhet": "Okänd enhet"}, "unit"),
        ({"Enhet": "Region Syd"}, "unit"),
        ({"Enhet": ""}, "unit"),
        ({"Fråga": ""}, "question"),
        ({"Frågetext": ""}, "question"),
        ({"Svar": "Kanske"}, "answer"),
        ({"Kommentar": "x" * 2001}, "comment"),
        ({"Kommentar": "Det var 010190-1234"}, "comment"),
        ({"Åtgärder": "51"}, "action"),
        ({"Åtgärder": "x" * 501}, "action"),
        ({"Åtgärder": "1", "Tema": "Okänt tema"}, "theme"),
        ({"Besvarad": "i går"}, "answered_on"),
        ({"Besvarad": "2030-01-01"}, "answered_on"),
        ({"Enhet": "Avdelning 1\nAvdelning 2", "Chef": "4711\n4711\n4711"}, "manager"),
    ],
)
def test_what_is_wrong_is_told_at_its_column_and_its_audit_is_held_back(preview, cells, field):
    found = preview([line(**cells)])

    assert list(problems(found)) == [field]
    assert problems(found)[field].endswith((".", "”"))
    assert found.good == []


def test_one_fault_holds_the_whole_audit_back_and_no_other(here, read, bring_in):
    rows = [line(), line(Fråga="2", Frågetext="Två?", Svar="Kanske"), line(Nr="2", Enhet="Avdelning 2")]
    found = bring_in(rows)

    assert list(SelfAudit.objects.values_list("earlier_number", flat=True)) == ["2"]
    assert found.left_out == [[2, "1"]]


def test_the_lines_held_back_are_handed_out_whole_with_what_is_wrong_beside(preview):
    found = preview(
        [line(), line(Fråga="2", Frågetext="Två?", Svar="Kanske"), line(Nr="2", Enhet="Avdelning 2")],
        [("1", "Skyddsombud", 1, ""), ("2", "Skyddsombud", 1, ""), ("9", "Skyddsombud", 1, "")],
    )
    answers, people = found.faulty_sheets()

    assert [row[:1] + row[-1:] for row in answers.rows] == [["1", ""], ["1", "Svar: “Kanske” er ikke et kendt svar."]]
    assert [row[0] for row in people.rows] == ["1", "9"]


@pytest.mark.parametrize(
    ("rows", "people", "field", "number"),
    [
        ([line(), line(Svar="Nej")], [], "question", "3"),
        ([line(), line(Fråga="1", Frågetext="Något annat?", Nr="2", Enhet="Avdelning 2")], [], "question", "3"),
        ([line(Chef="4711"), line(Nr="2", Chef="4711")], [], "manager", "3"),
        ([line()], [("9", "Skyddsombud", 1, "")], "who_audit", "2"),
        ([line()], [("1", "Trollkarl", 1, "")], "who_part", "2"),
        ([line()], [("1", "Skyddsombud", "många", "")], "who_number", "2"),
        ([line()], [("1", "Skyddsombud", 2, "Bo Ek")], "who_number", "2"),
    ],
)
def test_what_is_wrong_between_lines_is_told_at_the_later_one(here, preview, rows, people, field, number):
    found = preview(rows, people)

    assert [(one.number.rpartition(" ")[2], problem.field) for one in found.faulty for problem in one.problems] == [(number, field)]


def test_participants_with_a_line_each_are_added_up(bring_in):
    bring_in([line()], [("1", "Skyddsombud", "", "Bo Ek"), ("1", "Skyddsombud", "", ""), ("1", "Skyddsombud", 2, "")])

    assert sorted(AuditParticipation.objects.values_list("part", "number", "name")) == [
        ("representative", 1, ""),
        ("representative", 1, "Bo Ek"),
        ("representative", 2, ""),
    ]


def test_the_same_part_in_columns_and_on_the_second_sheet_is_told(preview):
    head = (*HEAD, "Skyddsombud")
    found = preview(book([line(head, Skyddsombud=1)], [("1", "Skyddsombud", 1, ""), ("1", "Facklig", 1, "")], head=head))

    assert [(one.number.rpartition(" ")[2], problem.field) for one in found.faulty for problem in one.problems] == [("2", "who_part")]


def test_columns_that_tell_another_number_in_the_same_audit_are_told(preview):
    head = (*HEAD, "Skyddsombud")
    found = preview(book([line(head, Skyddsombud=1), line(head, Fråga="2", Frågetext="Två?", Skyddsombud=2)], head=head))

    assert list(problems(found)) == ["representative_number"]


def test_the_number_of_an_audit_that_is_here_is_refused_and_makes_no_second_one(here, bring_in, read):
    first = bring_in([line()])
    again = read([line(Svar="Nej"), line(Nr="2", Enhet="Avdelning 2")], of=first.year.question_set)

    assert list(problems(AuditPreview(again, scope=here.scope, today=TODAY))) == ["audit"]
    assert importing.bring_in(again, scope=here.scope, now=NOW, today=TODAY) == 1
    assert list(AuditAnswer.objects.filter(audit__earlier_number="1").values_list("answer", flat=True)) == ["yes"]


def test_the_same_file_is_brought_in_once(here, bring_in):
    found = bring_in([line()])

    with pytest.raises(RefusedError):
        importing.bring_in(found, scope=here.scope, now=NOW, today=TODAY)
    assert SelfAudit.objects.count() == 1


def test_a_set_that_is_answered_here_takes_no_table(here, preview):
    year = AuditYearFactory(top=here.region, question_set__year=2023)
    AuditQuestionFactory(question_set=year.question_set, position=1)
    found = preview([line()], of=year.question_set)

    assert found.blocked
    assert found.good == []


def test_a_top_where_the_person_runs_nothing_gives_no_units(here, read):
    found = read([line()])
    found.understand(facts={**found.facts, "top": here.other_region.pk})

    assert AuditPreview(found, scope=here.scope, today=TODAY).blocked
    with pytest.raises(RefusedError):
        importing.bring_in(found, scope=here.scope, now=NOW, today=TODAY)


def test_words_that_nobody_knows_are_asked_once_and_the_answer_holds_for_the_next_file(here, preview, read):
    theme = ThemeFactory()
    rows = [line(Nr=str(n), Enhet="Avd ett", Svar="Nja", Åtgärder="1", Tema="Okänt") for n in range(3)]
    found = preview(rows, [("0", "Trollkarl", 1, "")])
    assert [(one.kind, one.text, one.lines) for one in found.questions] == [
        ("unit", "Avd ett", 3),
        ("answer", "Nja", 3),
        ("theme", "Okänt", 3),
        ("who_part", "Trollkarl", 1),
    ]

    found.found.understand(
        answers={
            "unit": {"Avd ett": str(here.second.pk)},
            "answer": {"Nja": "partly"},
            "theme": {"Okänt": str(theme.pk)},
            "who_part": {"Trollkarl": "staff"},
        }
    )
    assert len(AuditPreview(found.found, scope=here.scope, today=TODAY).good) == 3
    assert len(preview(rows).good) == 3


def test_lines_the_person_does_not_want_are_left_out(here, preview):
    found = preview([line(), line(Fråga="2", Frågetext="Två?", Svar="Struken"), line(Nr="2", Enhet="Nedlagd")])
    found.found.understand(answers={"answer": {"Struken": "leave_out"}, "unit": {"Nedlagd": "leave_out"}})
    again = AuditPreview(found.found, scope=here.scope, today=TODAY)

    assert ([audit.number for audit in again.good], again.left_out, again.faulty) == (["1"], 2, [])


def test_a_file_without_lines_or_with_junk_is_refused(read):
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", book([])):
        with pytest.raises(SheetError):
            read(content)


@pytest.mark.parametrize("language", ["da", "sv", "en"])
def test_the_template_in_every_language_is_understood_when_it_comes_back(language):
    with override(language), template_file(2023) as file:
        answers, people = read_book(file.read()).values()
        assert list(guess(answers[0][1], FIELDS)) == [name for name in FIELDS if name in IN_TEMPLATE]
        assert guess(people[0][1], WHO_FIELDS) == {name: n for n, name in enumerate(WHO_FIELDS)}


def test_the_templates_own_lines_come_in_once_its_units_have_names_of_ours(here, read):
    with override("sv"), template_file(2023) as file:
        content = file.read()
        found = read(content)
        found.understand(answers={"unit": {"Enhetens namn": str(here.first.pk), "Namn på en annan enhet": str(here.second.pk)}})
        preview = AuditPreview(found, scope=here.scope, today=TODAY)

    assert preview.faulty == []
    assert [(len(audit.answers), sum(one.number for one in audit.people)) for audit in preview.good] == [(2, 6), (2, 3)]
    assert [(one.counts, one.actions) for one in preview.sums] == [([0, 1, 1, 0], 3), ([2, 0, 0, 0], 0)]


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("3", 3, ""),
        ("Fråga 3", 3, ""),
        ("Fråga 3. Har ni?", 3, "Har ni?"),
        ("12) Gør I?", 12, "Gør I?"),
        ("Har ni 3 möten?", 0, "Har ni 3 möten?"),
        ("2023års mål?", 0, "2023års mål?"),
    ],
)
def test_how_a_question_is_numbered(text, number, words):
    assert numbered(text) == (number, words)


@pytest.mark.parametrize(
    ("text", "answer"), [("JA", "yes"), ("delvis ", "partly"), ("Nej.", "no"), ("Ej aktuellt", "not_relevant"), ("x", None)]
)
def test_answers_in_other_words(text, answer):
    assert answer_of(text) == answer


def test_roles_in_other_words_keep_the_word_where_it_says_more():
    assert part_of("Enhetschef") == Part.MANAGER
    assert part_of("Trollkarl") is None
    assert role_of(Part.MANAGER, "Enhetschef") == "Enhetschef"
    assert role_of(Part.MANAGER, "chef") == ""
    assert role_of(Part.REPRESENTATIVE, "Skyddsombud") == ""


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=12))
@settings(deadline=None, max_examples=200)
def test_whatever_a_table_calls_its_questions_each_that_is_good_is_found_again_and_codes_never_repeat(cells):
    asked = Asked.of_table([(cell.strip(), words.strip()) for cell, words in cells])
    codes = [one.code for one in asked.questions]

    assert len(codes) == len(set(codes))
    assert len({one.position for one in asked.questions}) == len(codes)
    assert all(asked.find(cell.strip()) in codes for cell, _words in cells if cell.strip())


# --- Undoing --------------------------------------------------------------------------------------------
def test_undone_nothing_of_it_is_left(here, bring_in):
    before = set(AuditSet.objects.values_list("pk", flat=True))
    found = bring_in([line(Chef="4711", Åtgärder="2")], [("1", "Skyddsombud", 1, "")])

    assert importing.undo(found, now=NOW) == 1
    assert not any(model.objects.exists() for model in (SelfAudit, AuditPlace, AuditAnswer, AuditAction, AuditParticipation, AuditYear))
    assert set(AuditSet.objects.values_list("pk", flat=True)) == before
    assert (found.state, found.year) == ("undone", None)


def test_undone_the_year_stays_for_another_files_audits_and_then_goes_with_the_last(here, bring_in):
    first = bring_in([line()])
    second = bring_in([line(Nr="2", Enhet="Avdelning 2")], of=first.year.question_set)

    importing.undo(first, now=NOW)
    assert list(SelfAudit.objects.values_list("earlier_number", flat=True)) == ["2"]
    importing.undo(second, now=NOW)
    assert not AuditYear.objects.exists()


def test_undone_a_year_in_between_its_neighbours_follow_each_other_again(bring_in):
    first, last = bring_in([line()], year=2021), bring_in([line()], year=2023)
    between = bring_in([line()], year=2022)

    importing.undo(between, now=NOW)
    last.year.refresh_from_db()
    assert last.year.follows == first.year


def test_a_set_that_was_here_before_stays_when_its_import_is_undone(bring_in):
    asked = AuditSetFactory(year=2023)
    AuditQuestionFactory(question_set=asked, position=1)
    found = bring_in([line()], of=asked)

    importing.undo(found, now=NOW)
    assert AuditSet.objects.filter(pk=asked.pk).exists()


def test_an_import_somebody_has_worked_on_is_not_undone(bring_in):
    found = bring_in([line(Kommentar="Bra.")])
    ChosenComment.objects.create(
        report=AuditReportFactory(year=found.year), answer=AuditAnswer.objects.get(), text="Bra.", chosen_at=NOW, chosen_by=found.by
    )

    with pytest.raises(RefusedError):
        importing.undo(found, now=NOW)
    assert SelfAudit.objects.count() == 1


def test_a_file_that_was_read_and_not_brought_in_goes_at_once_or_after_a_week(read):
    importing.forget(read([line()]))
    assert not AuditImport.objects.exists()

    read([line()])
    assert importing.forget_unfinished(now=NOW + timedelta(days=6)) == 0
    assert importing.forget_unfinished(now=NOW + timedelta(days=8)) == 1


# --- Links ----------------------------------------------------------------------------------------------
def test_links_are_offered_by_code_words_and_number_and_saved_as_a_person_says(bring_in):
    newer = AuditSetFactory(year=2024)
    texts = ("Har ni en rutin idag?", "Helt annat?", "Tredje?", "Fjärde?")
    made = [AuditQuestionFactory(question_set=newer, position=n, code=f"n{n}", text={"sv": text}) for n, text in enumerate(texts, start=1)]
    found = bring_in([line(), line(Fråga="2", Frågetext="Vet alla?"), line(Fråga="3", Frågetext="Fjärde?")])
    links = AuditLinks(found.year.question_set, newer.pk)
    earlier = {one.position: one.pk for one in links.questions}

    assert [(offer.question, offer.earlier_id) for offer in links.offers] == [
        (made[0], earlier[1]),
        (made[1], earlier[2]),
        (made[2], earlier[3]),
        (made[3], None),
    ]
    importing.link(links.newer, links.earlier, {made[0].pk: earlier[1], made[3].pk: earlier[3], made[1].pk: None})
    again = AuditLinks(found.year.question_set, newer.pk)
    assert [offer.earlier_id for offer in again.offers] == [earlier[1], None, None, earlier[3]]
    assert again.is_linked


def test_what_continues_a_third_set_is_neither_offered_nor_changed(bring_in):
    third, newer = AuditQuestionFactory(question_set__year=2020), AuditSetFactory(year=2024)
    question = AuditQuestionFactory(question_set=newer, position=1, continues=third)
    found = bring_in([line()])
    links = AuditLinks(found.year.question_set, newer.pk)

    assert links.offers == []
    importing.link(links.newer, links.earlier, {question.pk: links.questions[0].pk})
    question.refresh_from_db()
    assert question.continues == third


def test_a_year_brought_in_after_a_later_one_is_continued_by_it(bring_in):
    later = bring_in([line()], year=2023)
    bring_in([line()], year=2022)
    links = AuditLinks(later.year.question_set, None)
    assert links.newer.year > 2023

    earlier = AuditLinks(later.year.question_set, AuditSet.objects.get(year=2022).pk)
    assert (earlier.newer.year, earlier.earlier.year) == (2023, 2022)


# --- Pages ----------------------------------------------------------------------------------------------
def upload(client, here, rows, people=(), **more):
    content = rows if isinstance(rows, bytes) else book(rows, people)
    told = {
        "file": SimpleUploadedFile("egenkontroll.xlsx", content), "year": 2023, "top": here.region.pk, "set": 0, "language": "sv",
        "submission_id": uuid.uuid4(),
    } | more  # fmt: skip
    return client.post(reverse("audit-import"), told, follow=True)


def test_from_file_to_year_to_links_and_back(here, client_of):
    client = client_of(here.consultant)
    page = upload(client, here, [line(), line(Nr="2", Enhet="Avd tva"), line(Nr="3", Svar="Kanske")])
    found = AuditImport.objects.get()
    assert page.redirect_chain[-1][0] == found.get_absolute_url()
    unit, answer = page.context["preview"].questions
    assert (unit.text, answer.text) == ("Avd tva", "Kanske")

    client.post(reverse("audit-import-answers", args=[found.pk]), {unit.key: here.second.pk})
    made = client.post(reverse("audit-import-run", args=[found.pk]), follow=True)
    assert "2 egenkontroller" in made.content.decode()

    links = client.get(reverse("audit-import-links", args=[found.pk]))
    newer = links.context["links"].newer
    first = AuditQuestion.objects.get(question_set__is_imported=True)
    name = f"q{newer.questions.get(position=1).pk}"
    assert links.context["form"][name].initial == first.pk
    client.post(reverse("audit-import-links", args=[found.pk]), {"set": newer.pk, name: first.pk})
    assert newer.questions.get(position=1).continues == first

    client.post(reverse("audit-import-undo", args=[found.pk]))
    assert not SelfAudit.objects.exists()
    assert newer.questions.get(position=1).continues is None


def test_two_questions_of_one_set_cannot_continue_the_same(here, client_of, bring_in):
    found = bring_in([line()])
    shipped, first = AuditSet.objects.get(made_by=None), AuditQuestion.objects.get(question_set__is_imported=True)
    sent = {f"q{one.pk}": first.pk for one in shipped.questions.all()[:2]}

    page = client_of(here.consultant).post(reverse("audit-import-links", args=[found.pk]), {"set": shipped.pk, **sent})

    assert page.status_code == 422
    assert not AuditQuestion.objects.exclude(continues=None).exists()


def test_nobody_but_who_runs_self_audits_brings_a_year_in_and_each_sees_only_their_own(here, client_of, read):
    found = read([line()])
    other = make_person(Perm.RUN_AUDITS, on=here.region)
    manager = make_person(Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, Perm.RUN_REPORTS, on=here.region)
    posts = ("facts", "columns", "answers", "run", "undo")
    for user in (manager, UserFactory(is_superuser=True)):
        client = client_of(user)
        assert client.get(reverse("audit-import")).status_code == 403
        assert client.get(reverse("audit-import-template")).status_code == 403
        assert upload(client, here, [line()]).status_code == 403
    for user in (manager, other):
        client = client_of(user)
        for name in ("detail", "faulty", "links"):
            assert client.get(reverse(f"audit-import-{name}", args=[found.pk])).status_code == 404
        for name in posts:
            assert client.post(reverse(f"audit-import-{name}", args=[found.pk])).status_code == 404
    assert AuditImport.objects.count() == 1


def test_who_no_longer_runs_self_audits_is_refused_their_own_file(here, client_of, read):
    found = read([line()])
    client = client_of(here.consultant)
    here.consultant.unituserpermission_set.all().delete()

    assert client.get(found.get_absolute_url()).status_code == 403
    for name in ("run", "undo", "facts", "columns", "answers"):
        assert client.post(reverse(f"audit-import-{name}", args=[found.pk])).status_code in (403, 422)
    assert AuditImport.objects.get().state == "read"


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"year": 2030}, "year"), ({"year": ""}, "year"), ({"top": 0}, "top"), ({"set": 999_999}, "set"), ({"language": "xx"}, "language")],
)
def test_facts_that_cannot_be_are_refused_at_their_field(here, client_of, sent, field):
    page = upload(client_of(here.consultant), here, [line()], **sent)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not AuditImport.objects.exists()


def test_the_unit_of_somebody_elses_is_no_choice(here, client_of):
    page = upload(client_of(here.consultant), here, [line()], top=here.other_region.pk)

    assert list(page.context["form"].errors) == ["top"]
    assert "Region Syd" not in page.content.decode()


def test_a_set_of_another_year_is_refused_and_the_page_says_what_to_do(here, client_of):
    page = upload(client_of(here.consultant), here, [line()], set=AuditSet.objects.get(made_by=None).pk)

    assert list(page.context["form"].errors) == ["set"]


def test_facts_and_columns_are_put_right_on_the_page(here, client_of):
    client = client_of(here.consultant)
    upload(client, here, book([["1", "Avdelning 1", "1", "Ja", "Har ni?"]], head=["A", "B", "C", "D", "E"]))
    found = AuditImport.objects.get()
    refused = client.post(reverse("audit-import-columns", args=[found.pk]), {"audit": 0})
    assert refused.status_code == 422

    columns = {"audit": 0, "unit": 1, "question": 2, "answer": 3, "question_text": 4}
    client.post(reverse("audit-import-columns", args=[found.pk]), columns)
    client.post(reverse("audit-import-facts", args=[found.pk]), {"year": 2020, "top": here.region.pk, "set": 0, "language": "sv"})
    client.post(reverse("audit-import-run", args=[found.pk]))

    assert AuditYear.objects.get().year == 2020
    assert AuditAnswer.objects.get().answer == Answer.YES


@pytest.mark.parametrize("sent", [{}, {"audit": "x"}, {"audit": "9" * 5000}, {"audit": "-1", "unit": "\x00"}])
def test_columns_that_are_not_there_are_refused(here, client_of, read, sent):
    page = client_of(here.consultant).post(reverse("audit-import-columns", args=[read([line()]).pk]), sent)

    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", book([]), b"x" * (LARGEST + 1)])
def test_a_file_that_cannot_be_read_is_refused_at_the_field(here, client_of, content):
    page = upload(client_of(here.consultant), here, content)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]


def test_the_same_form_sent_twice_reads_one_file(here, client_of):
    number = uuid.uuid4()
    for _time in range(2):
        upload(client_of(here.consultant), here, [line()], submission_id=number)

    assert AuditImport.objects.count() == 1


def test_what_a_file_says_is_escaped_on_the_page(here, client_of):
    page = upload(client_of(here.consultant), here, [line(Enhet="<b>Enhet</b>", Svar="<i>x</i>"), line(Nr="<u>2</u>")])

    assert "<b>Enhet" not in page.content.decode()
    assert "<u>2" not in page.content.decode()
    assert "&lt;u&gt;2" in page.content.decode()


def test_the_preview_asks_the_database_as_often_for_two_hundred_audits_as_for_two(here, client_of, django_assert_max_num_queries):
    client = client_of(here.consultant)
    counts = []
    for number in (2, 200):
        upload(
            client,
            here,
            [line(Nr=str(n), Chef="Maja Chef", Enhet=f"Avdelning {n % 2 + 1}" if n > 1 else "Avdelning 1") for n in range(number)],
        )
        with django_assert_max_num_queries(40) as asked:
            client.get(AuditImport.objects.order_by("-pk").first().get_absolute_url())
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_bringing_in_asks_the_database_as_often_for_a_hundred_audits_as_for_two(here, read, django_assert_max_num_queries):
    counts = []
    for number in (2, 100):
        found = read([line(Nr=str(n), Åtgärder="2") for n in range(number)], [(str(n), "Skyddsombud", 1, "") for n in range(number)])
        with django_assert_max_num_queries(40) as asked:
            importing.bring_in(found, scope=here.scope, now=NOW, today=TODAY)
        counts.append(len(asked.captured_queries))

    assert counts[1] - counts[0] <= 2  # the second year stands behind the first


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=10), min_size=1, max_size=5))
def test_whatever_stands_in_the_cells_the_page_tells_what_is_wrong_and_never_breaks(here, rows):
    content = csv([[cell.replace(";", "").replace('"', "").replace("\n", "").replace("\r", "") for cell in row] for row in rows], head=HEAD)
    try:
        found = importing.read_files(
            content,
            b"",
            name="x.csv",
            given=Given(2023, here.region.pk, None, "sv"),
            submission_id=uuid.uuid4(),
            by=here.consultant,
            now=NOW,
        )
    except SheetError:
        return
    assert AuditPreview(found, scope=here.scope, today=TODAY).good == []
