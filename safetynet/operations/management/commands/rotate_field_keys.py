"""`manage.py rotate_field_keys`: write everything that is encrypted at rest anew under the first of FIELD_KEYS."""

from typing import Any

from django.core.management import BaseCommand

from injuries.usecases.rewrapping import rewrap_all
from orgstructure.usecases.keys import rotate_field_keys


class Command(BaseCommand):
    """Put the new key first in FIELD_KEYS, restart, run this, then take the old key away. Safe to stop and run again."""

    help = "Write every encrypted CPR number, every key of an injury case and every draft anew under the first of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells how many, never whose."""
        self.stdout.write(f"{rotate_field_keys()} numbers written under the first key.")
        self.stdout.write(f"{rewrap_all()} keys and drafts of injury cases written under the first key.")
