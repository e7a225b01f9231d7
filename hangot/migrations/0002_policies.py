"""Row-level security, signed context, audit chain and search: frozen SQL."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).with_name("0002_policies.sql")


def run(apps: object, editor: object) -> None:
    with editor.connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(SQL.read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("hangot", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("axes", "0010_accessattemptexpiration"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations: ClassVar = [migrations.RunPython(run, migrations.RunPython.noop)]
