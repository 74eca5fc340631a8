"""`manage.py local_account NAME`: an account without an employment, for when the region's own sign-in is down."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from orgstructure import second_step, sessions
from orgstructure.models import User


class Command(BaseCommand):
    """Makes the account, or gives it a new password, which ends its sessions. Holds no rights: those are given by hand, with a reason."""

    help = "Make a local account, or give it a new password; with --forget-second-step its code is set up anew at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--forget-second-step", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks for the password, which is never an argument: those stand in the list of processes."""
        found = User.objects.filter(username=options["name"]).first()
        if found is not None and found.engagements.exists():
            raise CommandError("That name belongs to somebody with an employment. A local account has none.")
        if options["forget_second_step"]:
            return self._forget(found)
        password = getpass("Password: ")
        if password != getpass("Again: "):
            raise CommandError("The two are not the same.")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        names = {key: options[key] for key in ("first_name", "last_name") if options[key]}
        account = found or User.objects.create_user(options["name"], **names)
        account.set_password(password)
        account.save(update_fields=["password"])
        sessions.end_all(account)
        self.stdout.write(f"Local account {account.pk} is ready.")
        return None

    def _forget(self, account: User | None) -> None:
        if account is None or not second_step.forget(account):
            raise CommandError("There is no such account, or it has no second step.")
        sessions.end_all(account)
        self.stdout.write("The code is set up anew at the next sign-in.")
