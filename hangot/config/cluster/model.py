"""A running cluster and the names everybody agrees on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

ADMIN = "hangot_admin"
OWNER = "hangot_owner"
APP = "hangot_app"
AUDITOR = "hangot_auditor"
SEARCH = "hangot_search"
BACKUP = "hangot_backup"
LOGINS = (ADMIN, OWNER, APP, AUDITOR, BACKUP)
DATABASE = "hangot"
# A file name more than a port: the server listens on a socket in its own directory only.
PORT = 5432


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that answers.

    `directory` holds everything of it, `socket` the directory of its socket, `version` reads
    "18.4", `binaries` is the `bin` it runs from. `account` is the operating-system user id of
    the server.
    """

    directory: Path
    socket: Path
    port: int
    version: str
    binaries: Path
    account: int
    throwaway: bool = False

    def settings(self, role: str, database: str = DATABASE) -> dict[str, Any]:
        """One entry of Django's DATABASES for this role; the socket proves who connects."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "USER": role,
            "PASSWORD": "",
            "HOST": str(self.socket),
            "PORT": str(self.port),
        }

    def url(self, role: str, database: str = DATABASE) -> str:
        """The same as an address for libpq: psql, pg_dump, psycopg."""
        place = urlencode({"host": str(self.socket), "port": self.port}, quote_via=quote)
        return f"postgresql://{quote(role)}@/{quote(database)}?{place}"
