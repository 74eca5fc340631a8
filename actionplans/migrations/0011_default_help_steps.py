"""The ladder by help as a region starts with it; from then on it is its own."""

from django.db import migrations

from actionplans.defaults import HELP_OFFER, HELP_STEPS


def bring_in(apps, schema_editor):
    step = apps.get_model("actionplans", "HelpStep")
    for code, days, target in HELP_STEPS:
        text = HELP_OFFER if code == "offer" else {}
        step.objects.get_or_create(code=code, defaults={"days": days, "target": target, "text": text})


def take_out(apps, schema_editor):
    apps.get_model("actionplans", "HelpStep").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0010_help_ladder")]

    operations = [migrations.RunPython(bring_in, take_out)]
