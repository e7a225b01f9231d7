"""What signing in counts, shared by all processes of the house: a limit for each would be no limit.

Values are kept as JSON: whoever can write into the table makes no program run.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import Q

from hangot import clock
from hangot.accounts.models import Counted


class Shared(BaseCache):
    """Django's cache in one table; for what is counted at the door, never for a page."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _key(self, key: str, version: int | None) -> str:
        return sha256(self.make_key(key, version=version).encode()).hexdigest()

    def _row(self, key: str, value: Any, timeout: Any, version: int | None) -> Counted:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        until = None if seconds is None else clock.now() + timedelta(seconds=float(seconds))
        return Counted(key=self._key(key, version), held=value, until=until)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep it if nothing is kept under the key; True for the one who was first."""
        row = self._row(key, value, timeout, version)
        Counted.objects.filter(pk=row.key, until__lte=clock.now()).delete()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        live = Q(until=None) | Q(until__gt=clock.now())
        row = Counted.objects.filter(live, pk=self._key(key, version)).first()
        return default if row is None else row.held

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        row = self._row(key, value, timeout, version)
        fields = ["held", "until"]
        Counted.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["key"], update_fields=fields
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        gone, _ = Counted.objects.filter(pk=self._key(key, version)).delete()
        return bool(gone)

    def clear(self) -> None:
        Counted.objects.all().delete()
