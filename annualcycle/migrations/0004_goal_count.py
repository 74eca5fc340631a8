import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annualcycle", "0003_adopted_in_a_discussion"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalCount",
            fields=[
                (
                    "goal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="counted",
                        serialize=False,
                        to="annualcycle.goal",
                    ),
                ),
                ("counted_on", models.DateField()),
                ("goal_version", models.PositiveIntegerField(help_text="A goal that is written anew is counted anew.")),
                (
                    "years",
                    models.JSONField(help_text="Year, figure as text or null where it is hidden or not known, and where it comes from."),
                ),
            ],
        ),
    ]
