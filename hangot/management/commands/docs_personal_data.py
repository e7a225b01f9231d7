"""`docs_personal_data`: the register of personal data, written from the models themselves."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Model

from hangot.access.policies import TABLES
from hangot.access.policy_words import PREFIX
from hangot.vault.fields import SealedText

PLACE = Path("docs") / "personal-data.md"
KEPT = {
    "case": "as long as the case, then destroyed with its key",
    "audit": "as long as the log (5 years unless set otherwise)",
    "house": "as long as the house needs it; it names nobody who comes",
    "worker": "as long as the account and the log name it",
}
HEAD = """# Personal data: what is kept where (개인정보 파일대장)

Written by `hangot docs_personal_data` from the models; a test fails when it is out of date.
*Identifies* says who a person is, *content* says something about them. Sealed columns are
encrypted with the person's own key; the rest are ids, dates, codes and states.

"""


class Command(BaseCommand):
    """Write the register, or say whether it is up to date."""

    help = "개인정보 대장을 씁니다 / write the register of personal data"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; 1 when out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.ROOT) / PLACE
        if options["check"]:
            if path.read_text(encoding="utf-8") != register():
                raise SystemExit(1)
            return
        path.write_text(register(), encoding="utf-8")
        self.stdout.write(f"{PLACE}\n")


def register() -> str:
    """The whole page."""
    found = [model for model in models() if hasattr(model, "Personal")]
    rows = [_row(model) for model in found]
    table = (
        "| Table | What it is | Identifies | Content | Sealed | Kept |\n|---|---|---|---|---|---|\n"
    )
    without = [f"`{m._meta.db_table}`" for m in models() if m not in found]
    return (
        f"{HEAD}{table}{''.join(rows)}\n## Tables without personal text\n\n{', '.join(without)}\n"
    )


def models() -> Iterator[type[Model]]:
    """Our models, in the order of their tables."""
    ours = apps.get_app_config("hangot").get_models()
    yield from sorted(ours, key=lambda model: model._meta.db_table)


def sealed(model: type[Model]) -> list[str]:
    """The columns of a model that are encrypted."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, SealedText)]


def _row(model: type[Model]) -> str:
    personal: Any = model.Personal  # type: ignore[attr-defined]
    words = (model.__doc__ or "").strip().splitlines()[0].replace("|", "/")
    cells = [
        f"`{model._meta.db_table}`", words, _list(personal.identifies), _list(personal.content),
        _list(sealed(model)), KEPT[personal.kept],
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |\n"


def _list(names: Any) -> str:
    return ", ".join(names) or "-"


def unlisted() -> list[str]:
    """Tables of ours without a policy; the database check says the same."""
    return [
        m._meta.db_table for m in models() if m._meta.db_table.removeprefix(PREFIX) not in TABLES
    ]
