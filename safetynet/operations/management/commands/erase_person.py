"""`manage.py erase_person KEY`: erase somebody who is past the time of everything kept. As the owner of the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgstructure.models import User
from safetynet.common import clock
from safetynet.operations import erasing


class Command(BaseCommand):
    """Says why not, when something still needs the person."""

    help = "Erase one person, by the key that stands in the address of the person's page."

    def add_arguments(self, parser: CommandParser) -> None:
        """The key, never a name: the command line is kept in shells' histories."""
        parser.add_argument("key", type=int)

    def handle(self, *_args: Any, key: int, **_options: Any) -> None:
        """Keys only."""
        person = User.objects.filter(pk=key).first()
        if person is None:
            message = "There is no such person."
            raise CommandError(message)
        try:
            erasing.erase(person, today=clock.today(), now=clock.now())
        except erasing.NotYetError as error:
            message = f"Not yet: {error}."
            raise CommandError(message) from error
        self.stdout.write(f"Person {key} is erased and stands in the ledger.")
