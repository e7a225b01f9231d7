"""Web sessions in the database, read at every request together with who sits where."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.base_session import AbstractBaseSession

from hangot import clock
from hangot.accounts.models import Login, Sitting
from hangot.accounts.queries import login, sittings


class SessionStore(Stored):
    """Django's own store but for the reading, and for whose a session is."""

    seated: tuple[UUID, list[Sitting]] | None = None

    @classmethod
    def get_model_class(cls) -> type[Login]:
        return Login

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        if isinstance(row, Login) and SESSION_KEY in data:
            row.worker_id = UUID(data[SESSION_KEY])
        return row

    def seats(self, worker: UUID, *, at: datetime) -> list[Sitting]:
        """The posts on which the worker of this session sits, as read with it a moment ago."""
        if self.seated and self.seated[0] == worker:
            return self.seated[1]
        return sittings(worker, at=at)

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = login(self.session_key or "", at=clock.now())
        if found is None:
            self._session_key = None
            return None
        row, seats = found
        self.seated = (row.worker_id, seats) if row.worker_id else None
        return row
