"""What may be uploaded is judged by its content; pictures come out without what hides in them; a scanner is asked if there is one."""

import io
import socket
import struct
import threading
import zipfile

import pytest
from PIL import Image

from safetynet.common.malware import InfectedError, ScannerUnavailableError, scan
from safetynet.common.uploads import LARGEST, RefusedFileError, checked

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def picture(form="JPEG", size=(60, 40), **more):
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, form, **more)
    return written.getvalue()


def packed(*names, text=b"x"):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Vejledning.PDF", PDF),
        ("stue 4.png", picture("PNG")),
        ("stue 4.jpeg", picture()),
        ("referat.docx", packed("word/document.xml")),
        ("tal.xlsx", packed("xl/workbook.xml")),
    ],
)
def test_the_five_kinds_are_taken_in_under_their_own_name(name, content):
    found = checked(name, content)

    assert found.name.lower().replace("jpeg", "jpg") == name.lower().replace("jpeg", "jpg")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lift.pdf", b""),
        ("lift.exe", b"MZ\x90"),
        ("lift", PDF),
        ("lift.html", b"<script>alert(1)</script>"),
        ("lift.pdf", b"<script>alert(1)</script>"),
        ("lift.png", picture("JPEG")),
        ("lift.png", b"\x89PNG\r\n\x1a\n" + b"0" * 400),
        ("lift.jpg", picture()[:200]),
        ("lift.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("lift.docx", packed("xl/workbook.xml")),
        ("lift.docx", b"PK\x03\x04 no zip at all"),
        ("lift.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("lift.docm", packed("word/document.xml")),
        ("lift.pdf", b"%PDF-1.7" + b"0" * LARGEST),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_with_a_sentence(name, content):
    with pytest.raises(RefusedFileError) as refused:
        checked(name, content)

    assert len(str(refused.value)) > 20


def test_a_document_that_unpacks_to_far_more_than_it_should_is_refused_without_unpacking_it():
    bomb = packed(*(["word/document.xml"] + [f"word/media/{n}" for n in range(25)]), text=b"\0" * 10_000_000)

    assert len(bomb) < LARGEST
    with pytest.raises(RefusedFileError):
        checked("bombe.docx", bomb)


def test_a_picture_of_too_many_pixels_is_refused():
    with pytest.raises(RefusedFileError):
        checked("stor.png", picture("PNG", size=(8000, 6000)))


def test_a_picture_loses_its_position_and_camera_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, "Hemmeligt kamera", "Kvabbelsnask"
    exif.get_ifd(0x8825)[1] = "N"

    made = Image.open(io.BytesIO(checked("stue.jpg", picture(size=(60, 40), exif=exif, comment=b"Kvabbelsnask")).content))

    assert made.size == (40, 60)
    assert dict(made.getexif()) == {}
    assert b"Kvabbelsnask" not in checked("stue.jpg", picture(exif=exif, comment=b"Kvabbelsnask")).content


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\Temp\\passwd.pdf", "a\r\nSet-Cookie: x/passwd.pdf", "\u202epasswd.pdf"])
def test_a_name_that_wants_out_of_its_folder_keeps_only_its_last_part(name):
    assert checked(name, PDF).name == "passwd.pdf"


class Scanner:
    """A daemon that speaks INSTREAM and says what it is told to."""

    def __init__(self, says: bytes) -> None:
        self.says, self.got = says, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def _serve(self) -> None:
        connection, _peer = self.server.accept()
        self.server.close()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.got += stream.read(length)
            connection.sendall(self.says)


def test_the_scanner_gets_the_whole_file_and_its_word_counts(settings):
    content = bytes(range(256)) * 1000
    clean, found = Scanner(b"stream: OK\0"), Scanner(b"stream: Eicar-Test-Signature FOUND\0")

    settings.CLAMAV_ADDRESS = clean.address
    assert scan(content) is True
    assert clean.got == content
    settings.CLAMAV_ADDRESS = found.address
    with pytest.raises(InfectedError):
        scan(content)


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_a_scanner_that_does_not_say_clean_has_not_said_clean(settings, says):
    settings.CLAMAV_ADDRESS = Scanner(says).address

    with pytest.raises(ScannerUnavailableError):
        scan(b"lift")


def test_without_a_scanner_the_file_is_not_scanned_and_one_that_is_gone_takes_nothing_in(settings, tmp_path):
    settings.CLAMAV_ADDRESS = ""
    assert scan(b"lift") is False
    for gone in ("127.0.0.1:1", str(tmp_path / "scanner.sock")):
        settings.CLAMAV_ADDRESS = gone
        with pytest.raises(ScannerUnavailableError):
            scan(b"lift")
