"""The seal of the health part: a key of each case's own, wrapped by FIELD_KEYS. Nothing else opens or closes it.

A dump without FIELD_KEYS tells nothing of anybody's health; `rewrap` follows a change of FIELD_KEYS without touching what is
sealed; throwing a case's wrapped key away makes its content unreadable in every copy.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from injuries.errors import SealBrokenError


@dataclass(frozen=True)
class Sealed:
    """What is kept sealed as one text; unknown keys of an older or newer form are left out when it is read."""

    def told(self) -> str:
        """As text to seal."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """From what was sealed."""
        known = {one.name for one in fields(cls)}
        kept: dict[str, Any] = json.loads(text)
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in known})


@dataclass(frozen=True)
class Identity(Sealed):
    """Of the injured, what the report needs beside `Case.injured` (BEK 799/2022, annex 1): CPR or sex, age, nationality (R45)."""

    name: str = ""
    cpr: str = ""
    sex: str = ""  # "f", "m" or "x"
    age: int | None = None
    nationality: str = ""
    address: str = ""
    occupation: str = ""
    employment: str = ""  # employment status: a key of injuries.words.EMPLOYMENT
    phone: str = ""
    safety_representative: str = ""  # who was told, where the law wants it noted (R57)


@dataclass(frozen=True)
class Health(Sealed):
    """What happened to the body or the mind: ESAW type and parts, and people's own words."""

    injury: str = ""  # ESAW type of injury
    body: tuple[str, ...] = ()  # ESAW parts of the body, the worst first
    side: str = ""  # "left", "right" or "both"
    harm: str = ""  # in the words of whoever reported it
    treatment: str = ""
    expected_absence: str = ""  # a key of injuries.words.EXPECTED_ABSENCE
    note: str = ""  # the administrator's
    exposure_days: int | None = None  # how long it went on; an accident is sudden or within five days (R46)


def new_key() -> bytes:
    """A data key for one case, wrapped under the first of FIELD_KEYS."""
    return _wrapper().encrypt(Fernet.generate_key())


def close(wrapped: bytes, text: str) -> bytes:
    """Seal the text with the case's key."""
    return _lock(wrapped).encrypt(text.encode())


def close_bytes(wrapped: bytes, content: bytes) -> bytes:
    """Seal a document with the case's key."""
    return _lock(wrapped).encrypt(content)


def open_bytes(wrapped: bytes, sealed: "bytes | memoryview[int]") -> bytes:
    """The document again; raises SealBrokenError."""
    try:
        return _lock(wrapped).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise SealBrokenError from error


def opened(wrapped: bytes, sealed: "bytes | memoryview[int]") -> str:
    """The text again; raises SealBrokenError."""
    return open_bytes(wrapped, sealed).decode()


def rewrap(wrapped: bytes) -> bytes:
    """The same data key under the first of FIELD_KEYS: what it sealed stays as it is."""
    return _wrapper().rotate(bytes(wrapped))


def close_own(text: str) -> bytes:
    """Seal a draft, which has no case yet, under the first of FIELD_KEYS."""
    return _wrapper().encrypt(text.encode())


def open_own(sealed: "bytes | memoryview[int]") -> str:
    """The draft again; raises SealBrokenError."""
    try:
        return _wrapper().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SealBrokenError from error


def _lock(wrapped: bytes) -> Fernet:
    try:
        return Fernet(_wrapper().decrypt(bytes(wrapped)))
    except InvalidToken as error:
        raise SealBrokenError from error


def _wrapper() -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_KEYS])
