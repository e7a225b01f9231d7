"""Web sessions in the database, read at every request by one statement written by hand."""

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection

from hangot import clock

READ = """
select session_key, session_data, expire_date from django_session
where session_key = %s and expire_date > %s
"""


class SessionStore(Stored):
    """Django's own store but for the reading."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, clock.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return self.model(session_key=row[0], session_data=row[1], expire_date=row[2])
