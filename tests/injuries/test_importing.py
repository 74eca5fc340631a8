"""Cases of an earlier system come in: what is understood, what is refused line by line, and that nothing is half saved or made twice."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from injuries.codes import Table
from injuries.errors import RefusedError
from injuries.importing.columns import FIELDS
from injuries.importing.preview import Preview
from injuries.importing.template import template_file
from injuries.importing.words import code_of, decision_of, kind_of, place_of, time_of
from injuries.models import Absence, Case, CaseImport, CaseImportRow, CaseKind, CauseAnalysis, Decision, HealthPart, Place, Report
from injuries.reading import unsealed
from injuries.usecases import importing
from orgstructure import cpr
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.cells import guess
from safetynet.common.sheets import read_sheet
from tests.actionplans.spreadsheets import csv, xlsx
from tests.factories import NOW, TODAY, EngagementFactory, UserFactory

pytestmark = pytest.mark.django_db
HEAD = (
    "Sagsnr", "Type", "Afdeling", "Skadesdato", "Klokkeslæt", "Hændelsesforløb", "CPR", "Ansættelsesdato", "Fravær fra", "Fravær til",
    "Anmeldt", "Kvittering", "Afgørelse", "Afgørelsesdato", "Lukket", "Afvigelse", "Skadens art", "Legemsdel", "Skaden",
)  # fmt: skip
WORDS = "Forstuvet ankel efter faldet"


def row(**cells):
    told = {
        "Sagsnr": "A-1", "Type": "Arbejdsulykke", "Afdeling": "Sengeafsnit S4", "Skadesdato": "03-04-2019",
        "Hændelsesforløb": "Gled på vådt gulv.",
    }  # fmt: skip
    return [(told | cells).get(name, "") for name in HEAD]


def full(**cells):
    whole = {
        "Klokkeslæt": "14:30", "Ansættelsesdato": "2019-01-01", "Fravær fra": "04-04-2019", "Fravær til": "09-04-2019",
        "Anmeldt": "12-04-2019", "Kvittering": "EASY-9", "Afgørelse": "Anerkendt", "Afgørelsesdato": "01-08-2019", "Lukket": "02-08-2019",
        "Afvigelse": "52", "Skadens art": "32", "Legemsdel": "Ankel", "Skaden": WORDS,
    }  # fmt: skip
    return row(**(whole | cells))


@pytest.fixture
def read(house):
    def make(rows, **more):
        content = rows if isinstance(rows, bytes) else xlsx(rows, head=HEAD)
        told = {"name": "gamle sager.xlsx", "system": "", "by": house.administrator, "now": NOW, "submission_id": uuid.uuid4()} | more
        return importing.read_file(content, **told)

    return make


@pytest.fixture
def preview(house, read):
    def make(rows, **more):
        return Preview(read(rows, **more), scope=scope_of(house.administrator, Perm.ADMINISTER_INJURIES), today=TODAY)

    return make


@pytest.fixture
def bring_in(house, read):
    def make(rows, **more):
        found = read(rows, **more)
        scope = scope_of(house.administrator, Perm.ADMINISTER_INJURIES)
        return found, importing.bring_in(found, scope=scope, now=NOW, today=TODAY)

    return make


def problems(found):
    return {problem.field: problem.sentence for line in found.faulty for problem in line.problems}


def imported():
    return Case.objects.exclude(import_key="").order_by("pk")


def test_a_full_line_becomes_a_closed_case_with_absence_clock_report_and_a_sealed_half(house, bring_in):
    bring_in([full()])
    case = imported().get()
    report, absence = Report.objects.get(case=case), Absence.objects.get(case=case)
    identity, health = unsealed(case.pk)

    assert (case.state, case.reported_as, case.kind, case.unit) == ("closed", "imported", "accident", house.ward)
    assert (case.happened_on, case.happened_at.hour, case.hired_on) == (date(2019, 4, 3), 14, date(2019, 1, 1))
    assert case.closed_at.date() == date(2019, 8, 2)
    assert (case.duty, case.due.on) == ("absence", date(2019, 4, 18))
    assert (absence.starts_on, absence.ends_on) == (date(2019, 4, 4), date(2019, 4, 9))
    assert (report.how, report.receipt_number, report.decision, report.is_late) == ("imported", "EASY-9", "recognised", False)
    assert case.deviation == "52"
    assert (health.injury, health.body, health.harm) == ("032", ("63",), WORDS)
    assert identity.cpr == ""


def test_a_case_that_was_told_too_late_is_late_and_one_whose_day_is_not_told_says_nothing_of_it(bring_in):
    bring_in([full(Anmeldt="30-04-2019"), full(Sagsnr="A-2", Kvittering="E2", Anmeldt="")])

    assert [report.is_late for report in Report.objects.order_by("pk")] == [True, False]
    assert Report.objects.order_by("pk")[1].due_at is None


def test_nothing_about_the_body_stands_outside_the_seal_and_without_the_tick_it_does_not_come_in(read, bring_in, house):
    bring_in([full()])
    text = " ".join(str(vars(one)) for one in [*imported(), *CaseImport.objects.all(), *CaseImportRow.objects.all()])
    assert WORDS not in text
    assert WORDS.encode() not in bytes(HealthPart.objects.order_by("pk").last().health)

    found = read([full(Sagsnr="A-2", Kvittering="E2")])
    found.understand(takes_health=False)
    importing.bring_in(found, scope=scope_of(house.administrator, Perm.ADMINISTER_INJURIES), now=NOW, today=TODAY)
    assert not HealthPart.objects.filter(case__import_key=":A-2").exists()


def test_the_file_is_kept_sealed_until_it_is_brought_in_and_never_longer_than_a_day(read, bring_in):
    found = read([full()])
    assert WORDS.encode() not in bytes(found.table)
    assert found.lines[0][1][-1] == WORDS

    done, _number = bring_in([full()])
    assert done.table is None
    assert importing.forget_unfinished(now=NOW + timedelta(hours=22)) == 0
    assert importing.forget_unfinished(now=NOW + timedelta(hours=24)) == 1
    found.refresh_from_db()
    assert (found.state, found.table) == ("forgotten", None)


def test_the_same_file_again_changes_nothing(bring_in):
    bring_in([full(), row(Sagsnr="A-2")])
    before = list(imported().values())
    found, number = bring_in([full(Type="Nærved"), row(Sagsnr="A-2"), row(Sagsnr="A-3")])

    assert number == 1
    assert found.left_out == [[2, "A-1"], [3, "A-2"]]
    assert list(imported().values())[:2] == before


def test_two_systems_may_use_the_same_number(bring_in):
    bring_in([row()], system="EASY gammel")
    bring_in([row()], system="Safety2")

    assert imported().count() == 2


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Skadesdato": "32-13-2019"}, "happened_on"),
        ({"Skadesdato": ""}, "happened_on"),
        ({"Skadesdato": "01-01-2030"}, "happened_on"),
        ({"Sagsnr": ""}, "number"),
        ({"Type": "Noget andet"}, "kind"),
        ({"Afdeling": "Ukendt afsnit"}, "unit"),
        ({"Afdeling": "Regionen"}, "unit"),
        ({"Fravær fra": "03-04-2019"}, "absent_from"),
        ({"Fravær fra": "05-04-2019", "Fravær til": "04-04-2019"}, "absent_to"),
        ({"Ansættelsesdato": "04-04-2019"}, "hired_on"),
        ({"Anmeldt": "02-04-2019"}, "sent_on"),
        ({"Kvittering": "E-1"}, "sent_on"),
        ({"Afgørelse": "måske", "Afgørelsesdato": "01-08-2019"}, "decision"),
        ({"Afvigelse": "99x"}, "deviation"),
        ({"Legemsdel": "Sjæl"}, "body"),
        ({"Type": "Nærved", "Legemsdel": "Ankel"}, "kind"),
        ({"Hændelsesforløb": "Skete for 010190-1234 i går"}, "course"),
        ({"Hændelsesforløb": "x" * 4001}, "course"),
        ({"Lukket": "01-04-2019"}, "closed_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_column_and_the_line_makes_nothing(preview, cells, field):
    found = preview([row(**cells)])

    assert list(problems(found)) == [field]
    assert problems(found)[field].endswith((".", "”"))
    assert found.good == []


def test_all_that_is_wrong_in_a_line_is_told_at_once(preview):
    found = preview([row(Sagsnr="", Type="?", Skadesdato="i går", Afvigelse="zz")])

    assert set(problems(found)) == {"number", "kind", "happened_on", "deviation"}


def test_the_same_number_or_receipt_twice_in_a_file_or_on_another_case_is_told(preview, bring_in):
    bring_in([full(Sagsnr="A-9")])
    found = preview([row(), row(), full(Sagsnr="A-3"), full(Sagsnr="A-4", Kvittering="E-4"), full(Sagsnr="A-5", Kvittering="E-4")])

    assert [line.number for line in found.faulty] == [3, 4, 6]
    assert "2" in found.faulty[0].problems[0].sentence
    assert found.faulty[1].problems[0].field == "receipt"


def test_a_unit_outside_the_administrators_area_is_as_unknown_as_one_that_is_not_there(house, preview):
    found = preview([row(Afdeling="Det andet hospital"), row(Sagsnr="A-2", Afdeling="Findes ikke")])

    assert {problem.field for line in found.faulty for problem in line.problems} == {"unit"}
    assert "Det andet hospital" not in str([question.options for question in found.questions])


def test_units_are_found_by_name_path_number_and_uuid(house, preview):
    house.ward.p_number = "1003003003"
    house.ward.save(update_fields=["p_number"])
    names = ("Sengeafsnit S4", "Hospitalet / Sengeafsnit S4", "1003003003", str(house.ward.source_key))

    assert len(preview([row(Sagsnr=f"A-{n}", Afdeling=name) for n, name in enumerate(names)]).good) == 4


def test_the_injured_is_matched_by_cpr_or_left_out_and_the_number_is_kept_nowhere(house, bring_in):
    number = "0101901234"
    User.objects.filter(pk=house.injured.pk).update(cpr_hash=cpr.hashed(number), cpr_encrypted=cpr.encrypt(number))
    outsider = EngagementFactory(unit=house.region, user=UserFactory(cpr_hash=cpr.hashed("0202901234"), cpr_encrypted=b"x")).user
    numbers = ("010190-1234", "101901234", "0202901234", "0303901234", "ikke et cpr")
    found, made = bring_in([row(Sagsnr=f"A-{n}", CPR=cell) for n, cell in enumerate(numbers)])

    assert made == 5
    assert list(imported().values_list("injured", flat=True)) == [house.injured.pk, house.injured.pk, None, None, None]
    assert not Case.objects.filter(injured=outsider).exists()
    assert "0101901234" not in str([vars(one) for one in [*imported(), found]])


def test_a_near_miss_names_nobody(house, bring_in):
    User.objects.filter(pk=house.injured.pk).update(cpr_hash=cpr.hashed("0101901234"), cpr_encrypted=b"x")
    bring_in([row(Type="Nærved-hændelse", CPR="0101901234")])

    assert imported().get().injured is None


def test_the_hire_date_comes_from_the_organisation_where_the_file_has_none(house, bring_in):
    User.objects.filter(pk=house.injured.pk).update(cpr_hash=cpr.hashed("0101901234"), cpr_encrypted=b"x")
    bring_in([row(CPR="0101901234")])

    assert imported().get().hired_on == house.injured.engagements.get().hired_on


def test_answers_hold_for_every_line_and_are_remembered_for_the_next_file(house, read):
    scope = scope_of(house.administrator, Perm.ADMINISTER_INJURIES)
    found = read([row(Afdeling="S 4 gammel"), row(Sagsnr="A-2", Afdeling="S 4 gammel")])
    found.understand(answers={"unit": {"S 4 gammel": str(house.ward.pk)}})
    found.refresh_from_db()
    assert len(Preview(found, scope=scope, today=TODAY).good) == 2

    again = read([row(Sagsnr="A-3", Afdeling="S 4 gammel")])
    assert len(Preview(again, scope=scope, today=TODAY).good) == 1


def test_an_import_is_undone_whole_and_can_be_made_again(bring_in):
    found, _number = bring_in([full(), row(Sagsnr="A-2")])

    assert importing.undo(found, now=NOW) == 2
    assert not imported().exists()
    assert not Report.objects.filter(how="imported").exists()
    assert bring_in([full()])[1] == 1


def test_an_import_somebody_has_worked_on_is_not_undone_at_all(house, bring_in):
    found, _number = bring_in([full(), row(Sagsnr="A-2")])
    CauseAnalysis.objects.create(case=imported()[0], whys=["Fordi"], made_at=NOW, made_by=house.amr)

    with pytest.raises(RefusedError):
        importing.undo(found, now=NOW)
    assert imported().count() == 2


def test_twice_at_once_is_brought_in_once(house, bring_in):
    found, _number = bring_in([row()])

    with pytest.raises(RefusedError):
        importing.bring_in(found, scope=scope_of(house.administrator, Perm.ADMINISTER_INJURIES), now=NOW, today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [";", ",", "\t", "|"])
def test_text_files_of_every_letter_and_separator_are_read(preview, encoding, between):
    found = preview(csv([row(Hændelsesforløb="Gled på våd æøå")], head=HEAD, between=between, encoding=encoding))

    assert found.good[0].historic.texts["course"] == "Gled på våd æøå"


def test_headings_are_understood_in_three_languages():
    danish = guess(["Sagsnummer", "Skadetype", "Afsnit", "Ulykkesdato", "Fraværsdage"], FIELDS)
    swedish = guess(["Ärendenummer", "Händelsetyp", "Avdelning", "Skadedatum", "Frånvarodagar"], FIELDS)
    english = guess(["Case number", "Kind", "Unit", "Date of injury", "Days of absence"], FIELDS)

    assert danish == swedish == english == {"number": 0, "kind": 1, "unit": 2, "happened_on": 3, "absent_days": 4}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Arbejdsulykke", "accident"), ("tillbud", "near_miss"), ("Vold og trusler", "violence"), ("near_miss", "near_miss"), ("?", None)],
)
def test_kinds_are_understood_by_everyday_words(text, meaning):
    assert kind_of(text) == meaning


def test_codes_are_understood_bare_padded_with_words_or_by_words_alone():
    assert [code_of(Table.INJURY, text) for text in ("032", "32", "032 Forstuvning", "Forstuvet eller forstrakt", "sprain or strain", "zz")] == [
        "032", "032", "032", "032", "032", None,
    ]  # fmt: skip
    assert (place_of("Gang"), decision_of("Afvist")) == (Place.CORRIDOR, Decision.REJECTED)


@pytest.mark.parametrize(
    ("text", "clock"), [("14:30", "14:30"), ("kl. 7.05", "07:05"), ("1430", "14:30"), ("14:30:00", "14:30"), ("25:00", ""), ("nat", "")]
)
def test_the_time_of_day_is_read_as_people_write_it(text, clock):
    found = time_of(text)

    assert (f"{found:%H:%M}" if found else "") == clock


def test_our_own_template_comes_back_as_it_was_written(house, preview):
    with template_file(TODAY) as content:
        rows = read_sheet(content.read())
    named = [[cell.replace(rows[1][1][2], house.ward.name) for cell in cells] for _line, cells in rows[1:]]
    found = preview(xlsx(named, head=rows[0][1]))

    assert problems(found) == {}
    assert [line.historic.kind for line in found.good] == [CaseKind.ACCIDENT, CaseKind.NEAR_MISS]
    assert found.good[0].historic.health.body == ("63",)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cells, min_size=len(HEAD), max_size=len(HEAD)), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_each_line_is_a_case_or_told_what_is_wrong(house, rows):
    table = [[n, list(cells)] for n, cells in enumerate([HEAD, *rows], start=1)]
    found = CaseImport(columns=guess(HEAD, FIELDS))
    found.rows = table
    preview = Preview(found, scope=scope_of(house.administrator, Perm.ADMINISTER_INJURIES), today=TODAY)

    assert all(bool(line.historic) != bool(line.problems or line.is_left_out) for line in preview.lines)
