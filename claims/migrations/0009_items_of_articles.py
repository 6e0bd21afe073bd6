"""What a site says of its bytes; and items that stand for an article no longer hold its title, which may be hidden."""

from typing import Any

from django.db import migrations, models


def forget_titles(apps: Any, schema_editor: Any) -> None:
    items = apps.get_model("claims", "RunItem").objects.exclude(run__kind="import")
    items.exclude(path="").update(path="")


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_cancellation")]

    operations = [
        migrations.AddField(
            model_name="runitem",
            name="charset",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="What its site says that `original` is encoded in",
                max_length=40,
            ),
        ),
        migrations.RunPython(forget_titles, migrations.RunPython.noop),
    ]
