"""A text column that holds ciphertext and reads as text."""

from typing import TYPE_CHECKING, Any

from django.db import models

from hangot.vault import keyring
from hangot.vault.sealing import seal, unseal

GONE = "파기됨 / destroyed"
"""What is read where the key is destroyed: old lists still have a row, and nothing in it."""


class Sealed(bytes):
    """Ciphertext as it lies in the database; opened only when somebody reads the attribute."""


if TYPE_CHECKING:
    TextColumn = models.Field[Any, Any]
else:
    TextColumn = models.Field


class SealedText(TextColumn):
    """Text sealed with the data key of the row's `seal_subject`, bound to table, column and row."""

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Opening(self, name))

    def place(self, row: Any) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{row.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        row: Any = model_instance
        number, key = keyring.key(row.seal_subject)
        return Sealed(seal(key, number, value.encode(), self.place(row)))

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name}: plain text never goes into a query")
        return None if value is None else bytes(value)


class _Opening:
    """Opens the value on first reading and keeps it on the instance."""

    def __init__(self, field: SealedText, name: str) -> None:
        self.field = field
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self.field
        if self.name not in row.__dict__:
            row.refresh_from_db(fields=[self.name])
        value = row.__dict__[self.name]
        if not isinstance(value, Sealed):
            return value
        opened = row.__dict__.setdefault("_opened", {})
        if self.name not in opened:
            try:
                _, key = keyring.key(row.seal_subject)
            except keyring.NoKey:
                return GONE
            opened[self.name] = unseal(key, value, self.field.place(row)).decode()
        return opened[self.name]

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.name] = value
        row.__dict__.get("_opened", {}).pop(self.name, None)
