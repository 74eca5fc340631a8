"""The CPR number: read, matched, encrypted, masked."""

from datetime import date

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command

from orgstructure import cpr
from orgstructure.models import User

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("0101990001", date(1999, 1, 1)),
        ("0101003999", date(1900, 1, 1)),
        ("0101364000", date(2036, 1, 1)),
        ("0101374000", date(1937, 1, 1)),
        ("0101575000", date(2057, 1, 1)),
        ("0101588999", date(1858, 1, 1)),
        ("0101369000", date(2036, 1, 1)),
        ("0101379999", date(1937, 1, 1)),
        ("2902000000", None),
        ("2902004000", date(2000, 2, 29)),
    ],
)
def test_the_seventh_digit_tells_the_century(number, born):
    if born is None:
        with pytest.raises(cpr.NotACprNumberError):
            cpr.born_on(number)
    else:
        assert cpr.born_on(number) == born


@pytest.mark.parametrize("text", ["180283-6105", " 1802836105 ", "180283 6105"])
def test_a_number_is_read_as_people_write_it(text):
    assert cpr.normalise(text) == "1802836105"


@pytest.mark.parametrize("text", ["", "18028361", "18028361055", "180283610x", "3113836105", "١٨٠٢٨٣٦١٠٥", "1802836１05"])
def test_anything_else_is_refused_without_being_quoted(text):
    with pytest.raises(cpr.NotACprNumberError) as caught:
        cpr.normalise(text)
    assert not text or text not in str(caught.value)


def test_the_hash_depends_on_the_key(settings):
    first = cpr.hashed("1802836105")
    settings.CPR_HASH_KEY = "another key"

    assert len(first) == 32
    assert cpr.hashed("1802836105") != first


def test_a_mask_shows_the_birth_date_alone():
    assert cpr.mask("1802836105") == "180283-••••"
    assert cpr.masked_in("Fnr. 180283-6105, tlf. 12345678") == "Fnr. ••••••-••••, tlf. 12345678"


@pytest.mark.django_db
def test_rotating_leaves_every_number_readable_with_the_new_key_alone(settings, feed, capsys):
    settings.FIELD_KEYS = [OLD]
    feed.bring_in()
    before = {user.pk: cpr.decrypt(user.cpr_encrypted) for user in User.objects.all()}
    settings.FIELD_KEYS = [NEW, OLD]

    call_command("rotate_field_keys")

    settings.FIELD_KEYS = [NEW]
    assert {user.pk: cpr.decrypt(user.cpr_encrypted) for user in User.objects.all()} == before
    assert capsys.readouterr().out.startswith("4 numbers")
    settings.FIELD_KEYS = [OLD]
    with pytest.raises(InvalidToken):
        cpr.decrypt(User.objects.first().cpr_encrypted)
