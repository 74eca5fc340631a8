import http.server
import re
import subprocess
import threading
import zlib
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from safetynet.common import pdf
from safetynet.common.charts import Line, Series, bars, share_lines, stacked_columns, whole_steps

PAGE = '<html lang="da"><head><title>Prøve</title>{head}</head><body>{body}</body></html>'
SECRET = "kaninen-sover"


@pytest.fixture
def server():
    """A server on this machine that notes who asks."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302 if "redirect" in self.path else 200)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Type", "text/css")
            self.end_headers()
            self.wfile.write(f'body::before {{ content: "{SECRET}" }}'.encode())

        def log_message(self, *args):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


def inside(written):
    """Everything in the file, its compressed streams unpacked."""
    found = [written]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", written, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"".join(found)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<img src="{address}" alt="x">'),
        ("", '<object data="{address}"></object>'),
        ("", '<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}" width="9" height="9"/></svg>'),
        ("", '<a rel="attachment" href="{address}">fil</a>'),
        ("", '<p style="background: url({address})">x</p>'),
        ("", '<p style="list-style-image: url({address})">x</p>'),
        ('<link rel="stylesheet" href="{address}">', ""),
        ('<link rel="attachment" href="{address}">', ""),
        ('<style>@import url("{address}");</style>', ""),
        ('<style>@font-face {{ font-family: x; src: url("{address}") }} p {{ font-family: x }}</style>', "<p>x</p>"),
        ('<base href="{address}"><link rel="stylesheet" href="style.css">', '<img src="picture.png" alt="x">'),
    ],
)
@pytest.mark.parametrize("kind", ["file", "http", "redirect", "internal"])
def test_a_document_fetches_nothing_and_carries_nothing_foreign(server, tmp_path, head, body, kind):
    address, asked = server
    secret = tmp_path / "secret.css"
    secret.write_text(f'body::before {{ content: "{SECRET}" }}')
    target = {
        "file": secret.as_uri(),
        "http": f"{address}/style.css",
        "redirect": f"{address}/redirect",
        "internal": "http://169.254.169.254/latest",
    }[kind]

    written = pdf.render_pdf(PAGE.format(head=head.format(address=target), body=body.format(address=target)))
    assert asked == []
    assert SECRET.encode() not in inside(written)
    assert b"/EmbeddedFile" not in inside(written)


def test_a_picture_given_as_data_is_drawn():
    picture = pdf.data_address(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>', "image/svg+xml"
    )
    with_one = pdf.render_pdf(PAGE.format(head="", body=f'<img src="{picture}" alt="firkant">'))

    assert b"firkant" in inside(with_one) or "firkant".encode("utf-16-be") in inside(with_one)


def test_a_picture_inside_a_picture_fetches_nothing_either(server):
    address, asked = server
    inner = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/a.png" width="9" height="9"/><style>@import "{address}/b.css";</style></svg>'

    pdf.render_pdf(PAGE.format(head="", body=f'<img src="{pdf.data_address(inner, "image/svg+xml")}" alt="x">'))
    assert asked == []


def test_a_document_is_tagged_and_names_its_language_and_title(tmp_path):
    written = pdf.render_pdf(PAGE.format(head=f"<style>{pdf.font_faces()}</style>", body="<h1>Overblik</h1>"))
    file = tmp_path / "x.pdf"
    file.write_bytes(written)
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout if _has_pdfinfo() else ""

    assert b"/Lang (da)" in inside(written)
    assert b"pdfuaid" in inside(written)
    assert not told or "Tagged:          yes" in told


def _has_pdfinfo():
    import shutil

    return shutil.which("pdfinfo") is not None


def test_where_pango_is_missing_a_named_error_says_so(monkeypatch):
    import builtins

    ordinary = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return ordinary(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(pdf.PdfUnavailableError, match="pango"):
        pdf.render_pdf(PAGE.format(head="", body=""))


def test_words_in_a_chart_are_words_and_never_markup():
    series = Series("over <b>tid</b>", "!", "#fff", "#000", (1,))

    drawn = bars(["<script>alert(1)</script>"], [series]) + stacked_columns(["<i>1. kv.</i>"], [series])
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "<i>" not in drawn


def test_a_series_is_told_by_its_letter_and_its_value_stands_in_the_bar():
    drawn = stacked_columns(["1. kv."], [Series("løst", "L", "#0b5a6b", "#fff", (7,)), Series("værre", "F", "#b3261e", "#fff", (0,))])

    assert "L = løst" in drawn
    assert "F = værre" in drawn
    assert "7 L" in drawn
    assert "0 F" not in drawn


def test_a_value_that_has_no_room_upon_its_bar_stands_in_the_table_alone():
    drawn = bars(["Afsnit 1"], [Series("til tiden", "", "#fff", "#000", (60,)), Series("for sent", "!", "#fff", "#000", (2,))])

    assert ">60<" in re.sub(r"\s+", "", drawn)
    assert ">2!<" not in re.sub(r"\s+", "", drawn)


def test_the_letters_of_a_chart_are_drawn_with_room_around_them():
    """Text that is filled and stroked, though the stroke is not seen: readers cut what is only filled to the box of its letters."""
    drawn = bars(["Det er gjort"], [Series("løst", "L", "#0b5a6b", "#fff", (7,))])
    written = inside(pdf.render_pdf(PAGE.format(head="", body=f'<img src="{pdf.data_address(drawn, "image/svg+xml")}" alt="x">')))

    assert b"2 Tr" in written
    assert b"0 Tr" not in written


def test_a_tables_title_stands_with_its_first_rows_and_its_last_row_never_alone():
    rows = [f"<tr><th>r{number}.</th></tr>" for number in range(20)]
    table = f"<table><thead><tr><th>Hvad</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    titled = [table.replace("<table>", f"<table><caption>Tabel{number}.</caption>") for number in range(24)]
    spaced = [f'<div style="break-before: page; height: {40 + 9 * number}mm"></div>{one}' for number, one in enumerate(titled)]
    html = render_to_string("pdf/base.html").replace("</body>", f"{''.join(spaced)}</body>")
    told = [page.extract_text() for page in PdfReader(BytesIO(pdf.render_pdf(html))).pages]

    assert [text for text in told if "Tabel" in text and not ("r0." in text and "r1." in text)] == []
    assert [text for text in told if "r19." in text and "r18." not in text] == []
    assert sum("Tabel" in text and "r19." not in text for text in told) > 5


def test_the_lines_differ_by_a_dash_and_leave_a_gap_where_there_is_no_share():
    drawn = share_lines(["a", "b", "c"], [Line("med", (50, None, 70)), Line("uden", (40, 45, 50), is_main=False)])

    assert "50 %" in drawn
    assert "70 %" in drawn
    assert "45 %" not in drawn
    assert "stroke-dasharray" in drawn


@pytest.mark.parametrize(
    ("highest", "marks"), [(0, [0]), (1, [0, 1]), (6, [0, 1, 2, 3, 4, 5, 6]), (7, [0, 2, 4, 6]), (43, [0, 10, 20, 30, 40])]
)
def test_an_axis_that_counts_has_whole_numbers(highest, marks):
    assert whole_steps(highest) == marks
