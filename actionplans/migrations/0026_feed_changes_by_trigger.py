"""What a reading of the feed does to plans is kept as what it does to the organisation."""

from importlib import import_module

from django.db import migrations

watch = import_module("orgstructure.migrations.0013_feed_changes_by_trigger").watch


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0025_plan_by_unit_and_state"), ("orgstructure", "0013_feed_changes_by_trigger")]
    operations = [
        *(watch(f"actionplans_{name}", "without", "id") for name in ("handover", "handoveritem", "planplacement")),
        watch("actionplans_actionplan", "only", "unit_id", "owner_id", "evaluator_id", "confirm_by_id"),
        watch("actionplans_measure", "only", "responsible_id"),
    ]
