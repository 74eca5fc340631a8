"""The keys of what is encrypted at rest."""

from itertools import islice

from django.db import transaction

from orgstructure import cpr, second_step
from orgstructure.models import User

BATCH = 500


def rotate_field_keys() -> int:
    """Write every encrypted number, and every secret of a second step, under the first of FIELD_KEYS; how many numbers it were."""
    waiting = iter(list(User.objects.exclude(cpr_encrypted=None).order_by("pk").values_list("pk", flat=True)))
    done = 0
    while pks := list(islice(waiting, BATCH)):
        with transaction.atomic():
            people = list(User.objects.select_for_update().filter(pk__in=pks).only("pk", "cpr_encrypted"))
            for person in people:
                person.cpr_encrypted = cpr.rotate(person.cpr_encrypted)
            User.objects.bulk_update(people, ["cpr_encrypted"])
        done += len(people)
    second_step.rotate_secrets()
    return done
