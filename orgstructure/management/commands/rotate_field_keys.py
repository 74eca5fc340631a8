"""`manage.py rotate_field_keys`: write every encrypted CPR number anew under the first of FIELD_KEYS."""

from typing import Any

from django.core.management import BaseCommand

from orgstructure.usecases.keys import rotate_field_keys


class Command(BaseCommand):
    """Put the new key first in FIELD_KEYS, restart, run this, then take the old key away. Safe to stop and run again."""

    help = "Write every encrypted CPR number anew under the first of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells how many, never whose."""
        self.stdout.write(f"{rotate_field_keys()} numbers written under the first key.")
