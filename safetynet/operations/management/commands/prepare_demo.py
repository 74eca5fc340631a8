"""Brings the demo's database to where the code is: made, made again, or left as it is."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from orgstructure.models import DemoPersona
from safetynet.common.local import places

COMPLETE = "complete SafetyNet demo"


class Command(BaseCommand):
    """Idempotent. The mark of a finished set-up is the comment on the schema: it goes when the schema goes."""

    help = "Make the demo's database, or make it again where it is half finished or older than the code (demo mode only)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses outside the demo, and in a database it did not make."""
        if not settings.DEMO:
            raise CommandError("Only the demo is prepared like this. Production: manage.py migrate")
        finished = _comment() == COMPLETE
        if not (finished and _migrations_agree()):
            self._make(finished=finished)
        for persona in DemoPersona.objects.select_related("user"):
            self.stdout.write(f"    {persona.get_code_display()}: {persona.user.get_full_name()}")

    def _make(self, *, finished: bool) -> None:
        if connection.introspection.table_names():
            self._say_why_again(finished=finished)
            _empty_the_database()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.stdout.write("  tables made")
        _fill()
        _execute(f"COMMENT ON SCHEMA public IS '{COMPLETE}'")

    def _say_why_again(self, *, finished: bool) -> None:
        if connection.settings_dict["OPTIONS"].get("host") != str(places.postgres(test=False).socket):
            raise CommandError("OWNER_DATABASE_URL names a database that holds something else. The demo needs an empty one.")
        reason = "is older than the code" if finished else "is half finished"
        self.stdout.write(f"  The demo's database {reason}: it is made again.")


def _fill() -> None:
    call_command("seed", scale="demo")


def _migrations_agree() -> bool:
    """True when exactly the migrations in the code have been applied."""
    loader = MigrationLoader(connection)
    return set(loader.applied_migrations) == set(loader.graph.nodes)


def _comment() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace)")
        (comment,) = cursor.fetchone()
        return comment  # type: ignore[no-any-return]


def _empty_the_database() -> None:
    _execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
