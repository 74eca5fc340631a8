"""Files that went through another system: characters and separators are recognised and told, and never silently wrong."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgstructure.feed.problems import FeedError
from orgstructure.feed.reader import COLUMNS, read_feed
from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS
from orgstructure.feed.shapes import UnreadableTextError, decode
from tests.orgstructure.feeds import CPRS, code

SHORT = {UNITS: "units", ENGAGEMENTS: "engagements", COMMITTEES: "committees", SEATS: "seats"}
NAME = "Kæbekirurgi Østfløj, Åbenrå; “sengeafsnit”"
PLAIN = "Kæbekirurgi Østfløj, Åbenrå; sengeafsnit"


def saved(feed, delimiter="||", charset="utf-8", newline="\n") -> dict[str, bytes]:
    """The four files as another program would save them."""
    out = {}
    for file, short in SHORT.items():
        if delimiter == "||":
            text = feed.text(file)
        else:
            written = io.StringIO()
            writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
            writer.writerows([COLUMNS[file], *(row.values() for row in feed.tables[file])])
            text = written.getvalue()
        out[short] = text.replace("\n", newline).encode(charset)
    return out


def problems_of(folder) -> list[tuple[str, int, str]]:
    with pytest.raises(FeedError) as caught:
        read_feed(folder)
    return [(p.file, p.line, p.code) for p in caught.value.problems]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", ["||", ";", ",", "\t"])
@pytest.mark.parametrize(
    ("charset", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),
    ],
)
def test_every_name_is_right_whatever_the_characters_and_separators(feed, charset, told, delimiter, newline):
    feed.change(UNITS, "Klinik", Afdelingsnavn=PLAIN).change(ENGAGEMENTS, "301", Fornavn="Søren Ægir", Efternavn="Ångström-Müller")

    read = read_feed(feed.write(**saved(feed, delimiter, charset, newline)))

    assert read.units[3].name == PLAIN
    assert (read.engagements[3].first_name, read.engagements[3].last_name) == ("Søren Ægir", "Ångström-Müller")
    assert (len(read.units), len(read.engagements), len(read.committees), len(read.seats)) == (4, 4, 3, 3)
    # ASCII alone is the same in UTF-8 and CP1252, and is called UTF-8.
    expected = {told} if told != "cp1252" else {"cp1252", "utf-8"}
    assert {shape.charset for shape in read.shapes} <= expected
    assert {(s.file, s.charset, s.delimiter) for s in read.shapes} >= {(UNITS, told, delimiter), (ENGAGEMENTS, told, delimiter)}


def test_each_file_may_be_written_in_its_own_way(feed):
    files = saved(feed) | {"units": saved(feed, ";", "cp1252")["units"]}

    read = read_feed(feed.write(**files))

    assert {s.file for s in read.shapes if not s.is_the_exporters} == {UNITS}


@pytest.mark.parametrize("charset", ["cp850", "cp865", "cp437", "mac_roman"])
def test_other_single_byte_files_are_refused_and_never_taken_for_windows(feed, charset):
    text = feed.text(COMMITTEES).replace("AMG 1", "AMG Lærergård")

    assert (COMMITTEES, 1, "encoding") in problems_of(feed.write(committees=text.encode(charset)))


@pytest.mark.parametrize(("name", "charset"), [("Łódź", "iso8859-2"), ("Mała", "iso8859-2"), ("Ñandú 10 £", "cp1252"), ("Ørsted", "cp850")])
def test_signs_that_no_name_holds_are_a_doubt_and_refuse_the_file(feed, name, charset):
    raw = feed.text(SEATS).encode("ascii", "ignore").replace(b"AMR", name.encode(charset))

    assert (SEATS, 3, "encoding") in problems_of(feed.write(seats=raw))


def test_a_file_of_two_charsets_is_refused_with_the_line_where_the_second_begins(feed):
    raw = feed.text(UNITS).replace("Klinik", "Rødt afsnit").encode()
    mixed = raw.replace("Rødt".encode(), "Rødt".encode("cp1252"))

    assert problems_of(feed.write(units=mixed)) == [(UNITS, 5, "encoding")]


@given(st.text("æøåÆØÅäöüéÄÖÜabc 12", min_size=1))
def test_text_comes_back_as_written_or_is_refused(words):
    for charset in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        raw = f"Afdelingsnavn||Forældreafdelingskode\n{words}".encode(charset)
        try:
            text, _charset = decode(raw)
        except UnreadableTextError:
            assert charset == "cp1252"  # never the exporter's own
        else:
            assert text.split("\n")[1] == words


def test_a_value_with_separator_quote_and_line_break_is_whole_in_a_spreadsheets_file(feed):
    feed.change(UNITS, "Klinik", Afdelingsnavn='Øre; "næse",\nhals')

    for delimiter in (";", ",", "\t"):
        assert read_feed(feed.write(**saved(feed, delimiter))).units[3].name == 'Øre; "næse", hals'


def test_a_quote_that_is_never_closed_refuses_the_file_and_swallows_no_row(feed):
    broken = saved(feed, ";")["engagements"].decode().replace("Fornavn301", '"Fornavn301')

    found = problems_of(feed.write(**saved(feed, ";") | {"engagements": broken.encode()}))

    assert {kind for _file, _line, kind in found} >= {"unreadable"}
    assert {file for file, _line, _kind in found} == {ENGAGEMENTS}


def test_a_row_with_a_stray_separator_is_named_with_its_line(feed):
    files = saved(feed, ";")
    files["seats"] = files["seats"].replace(b";AMR;", b";AMR;;")

    assert problems_of(feed.write(**files)) == [(SEATS, 3, "too_many_fields")]


@pytest.mark.parametrize("delimiter", ["||", ";"])
def test_rows_in_which_nothing_stands_are_passed_over(feed, delimiter):
    files = saved(feed, delimiter)
    files["units"] += b"\n   \n" + delimiter.encode() * 4 + b"\n\n"

    assert len(read_feed(feed.write(**files)).units) == 4


def test_five_rows_show_the_letters_and_no_cpr_number(feed):
    for number in range(10):
        feed.employ(f"4{number}", CPRS[4], "Klinik", name="Plain")
    feed.employ("500", CPRS[5], "Klinik", name="Søren").change(ENGAGEMENTS, "500", Titel=f"Læge {CPRS[5]}")

    shape = next(s for s in read_feed(feed.write()).shapes if s.file == ENGAGEMENTS)

    assert len(shape.rows) == 5
    assert "Søren" in shape.rows[0]
    assert not any(number in repr(shape) for number in CPRS)
    assert shape.rows[0][1] == "••••••-••••"


def test_a_unit_that_is_renamed_and_moved_at_once_is_read_as_it_is(feed):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium", Forældreafdelingskode=code("Afsnit"))

    read = read_feed(feed.write())

    assert (read.units[3].name, str(read.units[3].parent)) == ("Ambulatorium", code("Afsnit"))


def test_a_unit_whose_parent_has_gone_is_named_with_every_other_fault_at_once(feed):
    for number in range(60):
        feed.unit(f"Forældreløs {number}", "Findes ikke").unit(f"Rod {number}", "")

    found = problems_of(feed.write())

    assert len(found) == 120
    assert {kind for _file, _line, kind in found} == {"unknown_parent", "two_roots"}


def test_a_ring_of_three_is_named_once_and_its_members_are_no_orphans(feed):
    feed.unit("A", "C").unit("B", "A").unit("C", "B")

    assert problems_of(feed.write()) == [(UNITS, 6, "cycle")]
