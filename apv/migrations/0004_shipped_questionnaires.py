"""The two questionnaires that come with the product."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.db import migrations

from apv.usecases.questionnaires import SHIPPED, install_shipped

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("Questionnaire", "Section", "Dimension", "Question")


def bring_in(apps, schema_editor):
    install_shipped(MADE_AT, models=SimpleNamespace(**{name: apps.get_model("apv", name) for name in NAMES}))


def take_out(apps, schema_editor):
    taken = apps.get_model("apv", "Questionnaire").objects.filter(family__in=[one.family for one in SHIPPED], version=1, rounds=None)
    apps.get_model("apv", "Question").objects.filter(questionnaire__in=taken).delete()
    taken.delete()


class Migration(migrations.Migration):
    dependencies = [("apv", "0003_questionnaire_edited")]

    operations = [migrations.RunPython(bring_in, take_out)]
