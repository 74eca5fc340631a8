"""PDF from our own HTML, tagged (PDF/UA-1), that fetches nothing: fonts, style and pictures come with it as `data:`.

WeasyPrint needs the system library pango; where that is missing the rest of the product works, and the reader is told.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONTS = {("normal", 400): "IBMPlexSans-Regular", ("normal", 600): "IBMPlexSans-SemiBold", ("italic", 400): "IBMPlexSans-Italic"}


class PdfUnavailableError(Exception):
    """WeasyPrint cannot be loaded on this machine: a system library is missing."""


def render_pdf(html: str) -> bytes:
    """The document as a tagged PDF. `PdfUnavailableError` where WeasyPrint does not start.

    `html` names its language and title, and carries everything it shows; an address in it of any kind is left empty.
    """
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=html, base_url=None, url_fetcher=_fetcher())
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, uncompressed_pdf=False)
    return written


def data_address(content: bytes | str, media_type: str) -> str:
    """The content itself as an address."""
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{media_type};base64,{b64encode(raw).decode()}"


@cache
def font_faces() -> str:
    """The style that brings our letters along; nothing where the look is not built, and a font of the machine is used."""
    faces = []
    for (style, weight), name in FONTS.items():
        if found := finders.find(f"build/fonts/{name}.woff2"):
            address = data_address(Path(found).read_bytes(), "font/woff2")
            source = f"src: url({address}) format('woff2')"
            faces.append(f"@font-face {{ font-family: 'IBM Plex Sans'; font-style: {style}; font-weight: {weight}; {source}; }}")
    return "\n".join(faces)


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415  takes 0.7 s and a system library: only where a PDF is made
    except OSError as error:
        raise PdfUnavailableError(str(error)) from error
    return weasyprint


def _fetcher() -> "URLFetcher":
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
