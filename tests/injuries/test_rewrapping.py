"""A change of FIELD_KEYS takes every case's key and every draft along, and the old key opens nothing afterwards (A3-18)."""

import time
import uuid

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from injuries import sealing
from injuries.errors import SealBrokenError
from injuries.models import HealthPart, ReportDraft
from injuries.reading import unsealed
from injuries.usecases.rewrapping import rewrap_all
from tests.factories import NOW, SPRAIN, CaseFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_after_the_rotation_the_new_key_alone_opens_cases_and_drafts(settings):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    case = CaseFactory(sealed=True)
    draft = ReportDraft.objects.create(
        user=UserFactory(), submission_id=uuid.uuid4(), kind="accident", content=sealing.close_own("kladde"), touched_at=NOW
    )
    sealed = bytes(HealthPart.objects.get().health)

    settings.FIELD_KEYS = [new, old]
    call_command("rotate_field_keys")

    settings.FIELD_KEYS = [new]
    draft.refresh_from_db()
    assert unsealed(case.pk)[1] == SPRAIN
    assert sealing.open_own(draft.content) == "kladde"
    assert bytes(HealthPart.objects.get().health) == sealed
    settings.FIELD_KEYS = [old]
    with pytest.raises(SealBrokenError):
        unsealed(case.pk)


@pytest.mark.slow
def test_the_keys_of_six_thousand_cases_are_wrapped_anew_within_ten_minutes(settings):
    parts = [HealthPart(case=case, data_key=sealing.new_key(), identity=b"x", health=b"x") for case in CaseFactory.create_batch(1000)]
    HealthPart.objects.bulk_create(parts)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    began = time.monotonic()
    assert rewrap_all() == 1000
    took = time.monotonic() - began

    print(f"1,000 keys in {took:.1f} s")
    assert took * 6 < 600
