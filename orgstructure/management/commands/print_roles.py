"""Print what each role may do, as docs/roles.md holds it."""

from typing import Any

from django.core.management.base import BaseCommand

from orgstructure.role_table import role_document


class Command(BaseCommand):
    """`print_roles > docs/roles.md`."""

    help = "Print the table of roles as a readable page."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """To standard output."""
        self.stdout.write(role_document(), ending="")
