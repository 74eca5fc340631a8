"""The health part at rest: nothing of it can be read without FIELD_KEYS, and keys can be changed."""

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from injuries import sealing
from injuries.errors import SealBrokenError
from injuries.models import HealthPart
from injuries.reading import unsealed
from injuries.sealing import Health, Identity
from injuries.usecases.registering import seal_anew
from tests.factories import CaseFactory

WORD = "Snøfteforvridning"


@pytest.mark.django_db
def test_what_is_sealed_stands_nowhere_in_the_row_in_clear():
    case = CaseFactory(sealed=(Identity(name=WORD, cpr="0101901234"), Health(harm=WORD)))

    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM injuries_healthpart t WHERE case_id = %s", [case.pk])
        row = cursor.fetchone()[0]

    assert WORD.encode().hex() not in row
    assert b"0101901234".hex() not in row
    assert unsealed(case.pk)[1].harm == WORD


@pytest.mark.django_db
def test_a_new_text_is_sealed_under_the_same_key_and_counts_the_version():
    case = CaseFactory(sealed=True)
    key = bytes(HealthPart.objects.get().data_key)

    seal_anew(case, Identity(name="Ny"), Health(harm="Nyt"))

    part = HealthPart.objects.get()
    assert (bytes(part.data_key), part.version) == (key, 2)
    assert unsealed(case.pk) == (Identity(name="Ny"), Health(harm="Nyt"))


def test_keys_are_changed_without_touching_what_they_sealed(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    key = sealing.new_key()
    sealed = sealing.close(key, "ondt i ryggen")

    settings.FIELD_KEYS = [new, old]
    key = sealing.rewrap(key)
    settings.FIELD_KEYS = [new]

    assert sealing.opened(key, sealed) == "ondt i ryggen"


def test_without_the_key_the_seal_does_not_open(settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    key = sealing.new_key()
    sealed = sealing.close(key, "ondt i ryggen")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(SealBrokenError):
        sealing.opened(key, sealed)


def test_what_was_sealed_by_an_older_form_is_read_with_what_is_known():
    assert Health.read('{"injury": "032", "body": ["63"], "gone": 1}') == Health(injury="032", body=("63",))
