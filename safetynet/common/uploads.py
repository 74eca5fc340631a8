"""What a file from outside may be, judged by its content; pictures are made anew, so that nothing hidden comes along."""

import io
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from safetynet.common.letters import one_line

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 100
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3000
MOST_PARTS = 5000
MOST_UNPACKED = 200 * 1024 * 1024
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
PICTURES = {"png": "PNG", "jpg": "JPEG"}
SAME = {"jpeg": "jpg"}
UNREADABLE = (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError, OSError, ValueError, SyntaxError)


class RefusedFileError(Exception):
    """The file is not taken in; the message says to a person why, and what to do."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its kind, a name that is safe to show, and its content, for pictures made anew."""

    kind: str
    name: str
    content: bytes


def checked(name: str, content: bytes) -> CheckedFile:
    """The file as it may be kept, or `RefusedFileError`. Its name's ending must say what its content is."""
    if not content:
        raise RefusedFileError(_("The file is empty. Choose another one."))
    if len(content) > LARGEST:
        raise RefusedFileError(_("The file is larger than 10 MB. Make it smaller, or share it where you keep large files."))
    path = PurePath(one_line(name, 1000).replace("\\", "/").rpartition("/")[2])
    ending = path.suffix.lower().lstrip(".")
    kind = SAME.get(ending, ending)
    if kind not in MEDIA_TYPES:
        raise RefusedFileError(_("Choose a file of one of these kinds: PDF, PNG, JPG, DOCX, XLSX."))
    if not _is(kind, content):
        raise RefusedFileError(_("The file's content is not what its name says. Open it, save it anew, and choose it again."))
    if kind in OFFICE:
        _refuse_hollow(content)
    if kind in PICTURES:
        content = _made_anew(content, PICTURES[kind])
    return CheckedFile(kind, f"{path.stem[:LONGEST_NAME] or 'fil'}.{kind}", content)


def _is(kind: str, content: bytes) -> bool:
    """By the file's own marks; an office file must hold the part that makes it one."""
    if kind in OFFICE:
        return _holds(content, OFFICE[kind])
    try:
        found = puremagic.from_string(content).lstrip(".").lower()
    except (puremagic.PureError, ValueError):
        return False
    return {"jpeg": "jpg", "jfif": "jpg"}.get(found, found) == kind


def _holds(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return part in packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _refuse_hollow(content: bytes) -> None:
    """Programs inside, and sizes that no document has, are refused by what the file declares; nothing is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if any(part.filename.lower().endswith(("vbaproject.bin", ".exe", ".js")) for part in parts):
        raise RefusedFileError(_("The file contains macros or programs. Save it without macros, and choose it again."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedFileError(_("The file unpacks to far more than it should. Save it anew, and choose it again."))


def _made_anew(content: bytes, form: str) -> bytes:
    """The same picture without position, camera and comments, upright, and no larger than a screen needs."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, form)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise RefusedFileError(_("The picture cannot be read, or is far too large. Save it anew, and choose it again.")) from error


def _drawn(content: bytes, form: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[form]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(picture.size)
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGB" if form == "JPEG" or upright.mode not in ("RGBA", "LA", "P", "L") else "RGBA")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info.clear()
    written = io.BytesIO()
    plain.save(written, form, **({"quality": 85} if form == "JPEG" else {"optimize": True}))
    return written.getvalue()
