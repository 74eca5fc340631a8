"""The keys of a survey: what links a person to an answer exists nowhere, what opens an answer lies with two people.

- A *token* is the respondent's authority: HMAC-SHA256 of the invitation's id under the round's token key, 130 bits as 26
  letters and digits. Only the worker can make it (`SURVEY_TOKEN_KEY`); the database holds its SHA-256.
- A *draft* is encrypted under a key derived from the token.
- An *answer* is sealed (X25519, SealedBox) to the round's public key. The private key is the XOR of two halves, each shown
  once to one person. A half on its way waits sealed to the worker's own key.

Nothing here reads settings or the database. Bytes go in and out; tokens are text.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from apv.errors import KeyMismatchError

TOKEN_LENGTH = 26
KEY_BYTES = 32
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_TO_CROCKFORD = str.maketrans(_BASE32, _CROCKFORD)
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})


# --- Tokens ---------------------------------------------------------------------------------------------
def round_token_key(worker_secret: bytes, round_id: UUID) -> bytes:
    """The key under which the worker makes the tokens of one round."""
    return _derived(worker_secret, b"round", round_id.bytes)


def token_of(token_key: bytes, invitation_id: UUID, *, is_named: bool = False) -> str:
    """The person's code for the anonymous part, or the other one for the named part: neither can be worked out from the other."""
    label = b"named" if is_named else b"anonymous"
    code = base64.b32encode(_derived(token_key, label, invitation_id.bytes)).decode().lower()
    return code.translate(_TO_CROCKFORD)[:TOKEN_LENGTH]


def read_token(typed: str) -> str:
    """What somebody typed or followed, as a token: spaces and dashes gone, misread letters put right; "" when it is none."""
    token = "".join(typed.split()).replace("-", "").lower().translate(_MISREAD)
    return token if len(token) == TOKEN_LENGTH and set(token) <= set(_CROCKFORD) else ""


def in_groups(token: str) -> str:
    """The token as one reads and types it: capitals in groups of four, the last of two."""
    return " ".join(token[at : at + 4] for at in range(0, TOKEN_LENGTH, 4)).upper()


def hash_of(token: str) -> bytes:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).digest()


# --- Drafts ---------------------------------------------------------------------------------------------
def seal_draft(token: str, draft: Mapping[str, object]) -> bytes:
    """The draft as kept, readable with the token only."""
    return bytes(SecretBox(_draft_key(token)).encrypt(_padded(draft)))


def open_draft(token: str, sealed: bytes) -> dict[str, object]:
    """The draft again; empty when it was sealed under another token or damaged."""
    try:
        return _unpadded(SecretBox(_draft_key(token)).decrypt(sealed))
    except CryptoError:
        return {}


# --- Answers and halves ---------------------------------------------------------------------------------
def new_half() -> bytes:
    """Half a private key: by itself it tells nothing."""
    return secrets.token_bytes(KEY_BYTES)


def written_half(half: bytes) -> str:
    """The half as printed: 52 letters and digits in groups of four, and four to check them by."""
    text = base64.b32encode(half + _checksum(half)).decode().rstrip("=").lower().translate(_TO_CROCKFORD).upper()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def read_half(typed: str) -> bytes | None:
    """The half that was typed, or None when a letter is wrong, missing or one too many."""
    text = "".join(typed.split()).replace("-", "").lower().translate(_MISREAD)
    if not set(text) <= set(_CROCKFORD):
        return None
    plain = text.translate(str.maketrans(_CROCKFORD, _BASE32)).upper()
    try:
        whole = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError:
        return None
    half, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    return half if len(half) == KEY_BYTES and hmac.compare_digest(check, _checksum(half)) else None


def joined(one: bytes, other: bytes) -> bytes:
    """The private key of two halves."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def public_key_of(private_key: bytes) -> bytes:
    """What the server keeps."""
    return bytes(PrivateKey(private_key).public_key)


def seal(public_key: bytes, answer: Mapping[str, object]) -> bytes:
    """The answer sealed to the key; padded, so that its length does not tell how much was written."""
    return SealedBox(PublicKey(bytes(public_key))).encrypt(_padded(answer))


def open_sealed(private_key: bytes, sealed: bytes) -> dict[str, object]:
    """The answer again. Raises `KeyMismatchError` when the key is another round's, or the halves were not a pair."""
    try:
        return _unpadded(SealedBox(PrivateKey(private_key)).decrypt(bytes(sealed)))
    except CryptoError as error:
        raise KeyMismatchError from error


def seal_half(worker_public_key: bytes, half: bytes) -> bytes:
    """A half on its way to the worker."""
    return SealedBox(PublicKey(worker_public_key)).encrypt(half)


def open_half(worker_private_key: bytes, sealed: bytes) -> bytes:
    """The half in the worker's hands. Raises `KeyMismatchError`."""
    try:
        return SealedBox(PrivateKey(worker_private_key)).decrypt(bytes(sealed))
    except CryptoError as error:
        raise KeyMismatchError from error


def _derived(key: bytes, label: bytes, what: bytes) -> bytes:
    return hmac.new(key, label + b"\0" + what, hashlib.sha256).digest()


def _draft_key(token: str) -> bytes:
    return _derived(token.encode(), b"draft", b"")


def _checksum(half: bytes) -> bytes:
    return hashlib.sha256(b"half" + half).digest()[:3]


_BLOCK = 1024


def _padded(value: Mapping[str, object]) -> bytes:
    """JSON, filled up with spaces to whole blocks."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)


def _unpadded(plain: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(plain)
    return found
