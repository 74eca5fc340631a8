"""Every problem a feed can have, with file, line and reason, all at once."""

import csv
import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgstructure.feed.problems import REASONS, FeedError, Problem
from orgstructure.feed.reader import COLUMNS, read_feed
from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS
from orgstructure.feed.tables import read_table
from tests.orgstructure.feeds import CPRS, code, encoded


def problems_of(folder) -> list[tuple[str, int, str]]:
    with pytest.raises(FeedError) as caught:
        read_feed(folder)
    for problem in caught.value.problems:
        assert problem.reason, problem
    return [(p.file, p.line, p.code) for p in caught.value.problems]


def test_the_small_feed_is_good(feed):
    read = read_feed(feed.write())

    assert [row.name for row in read.units] == ["Region", "Hospital", "Afsnit", "Klinik"]
    assert read.units[2].covered_by[0] == read.committees[2].key
    assert read.notes == ()


def test_byte_order_mark_and_carriage_returns_are_read_as_nothing(feed):
    crlf = {
        name: ("\ufeff" + feed.text(file)).replace("\n", "\r\n")
        for name, file in {"units": UNITS, "engagements": ENGAGEMENTS, "committees": COMMITTEES, "seats": SEATS}.items()
    }

    read = read_feed(feed.write(**crlf))

    assert (len(read.units), len(read.engagements), len(read.committees), len(read.seats)) == (4, 4, 3, 3)
    assert read.seats[1].word == "AMR"


@pytest.mark.parametrize(
    "name",
    [
        "Drift|Teknik",
        "Slash\\",
        "\\|",
        "To || streger",
        "\"Citat\" og 'apostrof'",
        "Æble; ø, å\tog mellemrum",
        "|",
        "a\\|b\\\\",
        "To\nlinjer",
    ],
)
def test_a_value_comes_back_as_the_exporter_wrote_it(feed, name):
    feed.change(UNITS, "Afsnit", Afdelingsnavn=name)

    read = read_feed(feed.write())

    assert read.units[2].name == " ".join(name.split())
    assert len(read.units) == 4


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"], max_codepoint=0x2FF), min_size=1), min_size=2, max_size=5))
def test_reading_is_the_reverse_of_the_exporter(tmp_path_factory, values):
    assume(any(value.strip() for value in values))  # a line of blanks is no line
    folder = tmp_path_factory.mktemp("feed")
    names = [f"K{number}" for number in range(len(values))]
    (folder / "x.csv").write_text(encoded([names, values]), newline="")
    problems: list[Problem] = []

    rows = read_table(folder, "x.csv", names, problems)

    assert [list(row.fields.values()) for row in rows] == [values]
    assert problems == []


def test_columns_are_read_by_name_and_the_managers_cpr_is_let_lie(feed):
    columns = [*COLUMNS[ENGAGEMENTS][:9], "LedersCPR", *COLUMNS[ENGAGEMENTS][9:]]
    rows = [[row.get(column, CPRS[0]) for column in columns] for row in feed.tables[ENGAGEMENTS]]

    read = read_feed(feed.write(engagements=encoded([columns, *rows])))

    assert [(row.number, row.username) for row in read.engagements] == [("100", "u100"), ("200", "u200"), ("300", "u300"), ("301", "u301")]
    assert CPRS[0] not in repr(read.engagements[1])


def test_the_line_of_the_first_unreadable_byte_is_named(feed):
    raw = feed.text(UNITS).replace("Afsnit", "Rødt afsnit").encode("cp1252").replace("Forældre".encode("cp1252"), "Forældre".encode())
    raw = raw.replace("Arbejdsmiljø".encode("cp1252"), "Arbejdsmiljø".encode())

    assert problems_of(feed.write(units=raw)) == [(UNITS, 4, "encoding")]


def test_text_that_was_converted_twice_is_refused(feed):
    folder = feed.write(units=feed.text(UNITS).replace("Klinik", "Rødt".encode().decode("cp1252")))

    assert problems_of(folder) == [(UNITS, 5, "mojibake")]


def test_nul_characters_as_in_utf16_are_told_as_such(feed):
    assert problems_of(feed.write(units=feed.text(UNITS).replace("Klinik", "K\0l\0"))) == [(UNITS, 5, "nul")]


BROKEN = {
    "missing column": (UNITS, lambda f: f.text(UNITS).replace("Pnummer", "P-nummer"), [(UNITS, 1, "missing_column")]),
    "column twice": (COMMITTEES, lambda f: f.text(COMMITTEES).replace("Afdelingsnavn||", "Afdelingskode||Afdelingsnavn||", 1), [(COMMITTEES, 1, "double_column")]),
    "too few fields": (SEATS, lambda f: f.text(SEATS).replace("||AMR||", "||AMR"), [(SEATS, 3, "too_few_fields")]),
    "too many fields": (SEATS, lambda f: f.text(SEATS).replace("||AMR||", "||AMR||||"), [(SEATS, 3, "too_many_fields")]),
    "a single bar": (SEATS, lambda f: f.text(SEATS).replace("||AMR||", "|AMR||"), [(SEATS, 3, "lone_bar")]),
    "an empty file": (SEATS, lambda f: "", [(SEATS, 1, "empty_file")]),
    "blank lines only": (SEATS, lambda f: "\n\n\n", [(SEATS, 1, "empty_file")]),
    "a header only": (SEATS, lambda f: f.text(SEATS).splitlines()[0] + "\n", [(SEATS, 1, "empty_file")]),
    "colons": (SEATS, lambda f: f.text(SEATS).replace("||", ":"), [(SEATS, 1, "missing_column")] * 6),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_its_line(feed, case):
    file, broken, expected = BROKEN[case]
    short = {UNITS: "units", COMMITTEES: "committees", SEATS: "seats"}[file]

    assert problems_of(feed.write(**{short: broken(feed)})) == expected


def test_a_missing_file_is_named(feed):
    (feed.write() / SEATS).unlink()

    assert problems_of(feed.folder) == [(SEATS, 0, "missing_file")]


WRONG = {
    "bad UUID": (UNITS, "Klinik", {"Afdelingskode": "4711"}, [(UNITS, 5, "bad_uuid")]),
    "bad parent UUID": (UNITS, "Klinik", {"Forældreafdelingskode": "x"}, [(UNITS, 5, "bad_uuid")]),
    "no name": (UNITS, "Klinik", {"Afdelingsnavn": " "}, [(UNITS, 5, "missing_value")]),
    "too long a name": (UNITS, "Klinik", {"Afdelingsnavn": "x" * 201}, [(UNITS, 5, "too_long")]),
    "unknown parent": (UNITS, "Klinik", {"Forældreafdelingskode": code("?")}, [(UNITS, 5, "unknown_parent")]),
    "own parent": (UNITS, "Klinik", {"Forældreafdelingskode": code("Klinik")}, [(UNITS, 5, "own_parent")]),
    "two roots": (UNITS, "Klinik", {"Forældreafdelingskode": ""}, [(UNITS, 5, "two_roots")]),
    "no root and a cycle": (UNITS, "Region", {"Forældreafdelingskode": code("Afsnit")}, [(UNITS, 1, "no_root"), (UNITS, 2, "cycle")]),
    "same code twice": (UNITS, "Klinik", {"Afdelingskode": code("Afsnit")}, [(UNITS, 5, "duplicate_code")]),
    "unknown committee of a unit": (UNITS, "Klinik", {"Arbejdsmiljøorganisationkode": code("?")}, [(UNITS, 5, "unknown_committee")]),
    "cycle among committees": (COMMITTEES, "LMU", {"Forældreafdelingskode": code("AMG 1")}, [(COMMITTEES, 3, "cycle")]),
    "unknown unit": (ENGAGEMENTS, "301", {"Afdelingskode": code("?")}, [(ENGAGEMENTS, 5, "unknown_unit")]),
    "end before start": (ENGAGEMENTS, "301", {"Slutdato": "2014-12-31"}, [(ENGAGEMENTS, 5, "ends_before_start")]),
    "bad date": (ENGAGEMENTS, "301", {"Startdato": "01-02-2020"}, [(ENGAGEMENTS, 5, "bad_date")]),
    "29 February": (ENGAGEMENTS, "301", {"Startdato": "2027-02-29"}, [(ENGAGEMENTS, 5, "bad_date")]),
    "no start": (ENGAGEMENTS, "301", {"Startdato": ""}, [(ENGAGEMENTS, 5, "missing_value")]),
    "no number": (ENGAGEMENTS, "301", {"Medarbejdernummer": ""}, [(ENGAGEMENTS, 5, "missing_value")]),
    "no name at all": (ENGAGEMENTS, "301", {"Fornavn": "", "Efternavn": ""}, [(ENGAGEMENTS, 5, "missing_value")]),
    "number used twice": (ENGAGEMENTS, "301", {"Medarbejdernummer": "300"}, [(ENGAGEMENTS, 5, "duplicate_engagement")]),
    "CPR too short": (ENGAGEMENTS, "301", {"CPR": "180283610"}, [(ENGAGEMENTS, 5, "bad_cpr")]),
    "CPR without a date": (ENGAGEMENTS, "301", {"CPR": "3102836105"}, [(ENGAGEMENTS, 5, "bad_cpr")]),
    "seat without CPR": (SEATS, "AMR", {"CPR": ""}, [(SEATS, 3, "missing_value")]),
    "seat in an unknown committee": (SEATS, "AMR", {"Afdelingskode": code("?")}, [(SEATS, 3, "unknown_committee")]),
    "seat without a role": (SEATS, "AMR", {"Hverv": ""}, [(SEATS, 3, "missing_value")]),
    "the same seat twice": (SEATS, "AMR", {"CPR": CPRS[2], "Hverv": "arbejdsmiljøleder"}, [(SEATS, 3, "duplicate_seat")]),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_named_with_its_line(feed, case):
    file, where, values, expected = WRONG[case]

    assert problems_of(feed.change(file, where, **values).write()) == expected


def test_a_tree_of_fifty_levels_is_refused_and_not_followed_for_ever(feed):
    for depth in range(50):
        feed.unit(f"Niveau {depth}", "Klinik" if depth == 0 else f"Niveau {depth - 1}")

    found = problems_of(feed.write())

    assert {kind for _file, _line, kind in found} == {"too_deep"}
    assert len(found) == 33


def test_all_problems_are_told_at_once(feed):
    for number in range(120):
        feed.employ(str(number), "123", "Afsnit", starts="i går")
    feed.change(UNITS, "Klinik", Forældreafdelingskode="").change(SEATS, "AMR", Hverv="")

    found = problems_of(feed.write())

    assert len(found) == 120 * 2 + 2
    assert {file for file, _line, _kind in found} == {ENGAGEMENTS, UNITS, SEATS}


def test_a_lost_row_is_not_told_again_as_an_unknown_unit(feed):
    feed.change(UNITS, "Afsnit", Afdelingskode="4711")

    assert problems_of(feed.write()) == [(UNITS, 4, "bad_uuid")]


def test_a_number_without_control_digit_is_accepted(feed):
    read = read_feed(feed.change(ENGAGEMENTS, "301", CPR="010158-5001").drop(SEATS, CPRS[3]).write())

    assert read.engagements[3].cpr == "0101585001"


def test_the_last_day_is_part_of_the_employment(feed):
    read = read_feed(feed.change(ENGAGEMENTS, "301", Slutdato="2026-11-22").write())

    assert read.engagements[3].ends == date(2026, 11, 23)
    assert read.engagements[3].holds_on(date(2026, 11, 22))


def test_an_unusable_mail_address_is_told_and_stops_nothing(feed):
    read = read_feed(feed.change(ENGAGEMENTS, "301", Mail="ikke en mail").write())

    assert [(p.line, p.code) for p in read.notes] == [(5, "bad_mail")]
    assert read.engagements[3].email == ""


def test_text_is_kept_in_one_form_without_invisible_characters(feed):
    read = read_feed(feed.change(UNITS, "Klinik", Afdelingsnavn="Ha\u030andkirurgi\u202e \u200b afd.").write())

    assert read.units[3].name == "Håndkirurgi afd."


def test_what_is_quoted_from_a_file_never_holds_a_cpr_number(feed):
    feed.change(ENGAGEMENTS, "301", Startdato=CPRS[3], Slutdato=f"{CPRS[3][:6]}-{CPRS[3][6:]}", Afdelingskode=CPRS[3])

    with pytest.raises(FeedError) as caught:
        read_feed(feed.write())

    told = " ".join(f"{p.reason} {p.as_json()}" for p in caught.value.problems)
    assert len(caught.value.problems) == 3
    assert not re.search(r"\d{6}-?\d{4}", told)


def test_the_field_limit_of_csv_is_told_and_not_raised(feed):
    folder = feed.write(units=feed.text(UNITS).replace("Klinik", "x" * (csv.field_size_limit() + 1)))

    assert (UNITS, 5, "unreadable") in problems_of(folder)


def test_every_problem_has_a_sentence_in_danish_and_swedish():
    from django.utils.translation import override

    for kind, english in REASONS.items():
        with override("en"):
            plain = str(english)
        for language in ("da", "sv"):
            with override(language):
                assert str(english) != plain, (language, kind)
