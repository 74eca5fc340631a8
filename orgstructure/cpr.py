"""The CPR number: read, matched by keyed hash, encrypted at rest, masked on screen (R66). Nothing else handles it.

No modulus-11 check: numbers without a control digit have been given out since 2007.
"""

import hashlib
import hmac
import re
from datetime import date

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

SHAPED = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")
DIGITS = 10
# The seventh digit and the two of the year decide the century: (digits, last year of the first century, it, the other).
_CENTURIES = ((range(4), 99, 1900, 1900), (range(4, 5), 36, 2000, 1900), (range(5, 9), 57, 2000, 1800), (range(9, 10), 36, 2000, 1900))


class NotACprNumberError(ValueError):
    """Not ten digits that begin with a date. Its text never holds the value."""


def normalise(text: str) -> str:
    """Ten digits, without the hyphen people write; raises NotACprNumberError."""
    number = text.strip().replace("-", "").replace(" ", "")
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()):
        raise NotACprNumberError("A CPR number is ten digits.")
    born_on(number)
    return number


def born_on(number: str) -> date:
    """The birth date in the number, by the rule of the seventh digit; raises NotACprNumberError."""
    day, month, year, seventh = int(number[:2]), int(number[2:4]), int(number[4:6]), int(number[6])
    century = next(first if year <= last else other for digits, last, first, other in _CENTURIES if seventh in digits)
    try:
        return date(century + year, month, day)
    except ValueError as error:
        raise NotACprNumberError("A CPR number begins with a date.") from error


def hashed(number: str) -> bytes:
    """What the person is matched by: HMAC-SHA256 under CPR_HASH_KEY, never the number itself."""
    return hmac.new(settings.CPR_HASH_KEY.encode(), number.encode(), hashlib.sha256).digest()


def encrypt(number: str) -> bytes:
    """Under the first of FIELD_KEYS."""
    return _cipher().encrypt(number.encode())


def decrypt(ciphertext: bytes) -> str:
    """Under whichever of FIELD_KEYS it was written; for the statutory report only."""
    return _cipher().decrypt(bytes(ciphertext)).decode()


def rotate(ciphertext: bytes) -> bytes:
    """The same number under the first of FIELD_KEYS."""
    return _cipher().rotate(bytes(ciphertext))


def seal(text: str) -> str:
    """Another secret at rest under the same keys: that of a second step at sign-in."""
    return encrypt(text).decode()


def unseal(sealed: str) -> str:
    """Under whichever of FIELD_KEYS it was written."""
    return decrypt(sealed.encode())


def reseal(sealed: str) -> str:
    """The same secret under the first of FIELD_KEYS."""
    return rotate(sealed.encode()).decode()


def mask(number: str) -> str:
    """`180283-••••`: enough for the person to know it, too little for anybody else."""
    return f"{number[:6]}-••••"


def masked_in(text: str) -> str:
    """The text with everything CPR-shaped in it masked, for messages that quote a file."""
    return SHAPED.sub("••••••-••••", text)


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_KEYS])
