"""From here on every plan says when a person last did something with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0006_plan_touched_at_of_old_plans")]

    operations = [
        migrations.AlterField(
            model_name="actionplan",
            name="touched_at",
            field=models.DateTimeField(editable=False, help_text="When a person last did something with the plan."),
        ),
    ]
