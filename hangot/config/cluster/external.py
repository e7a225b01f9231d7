"""A PostgreSQL that somebody else runs, named by addresses in the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from hangot.config.cluster.model import APP, AUDITOR, BACKUP, OWNER
from hangot.config.cluster.problem import ClusterProblem

VARIABLES = {
    APP: "DATABASE_URL",
    OWNER: "OWNER_DATABASE_URL",
    AUDITOR: "AUDITOR_DATABASE_URL",
    BACKUP: "BACKUP_DATABASE_URL",
}
SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class External:
    """The addresses given, by role. The same two questions as `Cluster` can be asked."""

    urls: Mapping[str, str]

    def settings(self, role: str, database: str = "") -> dict[str, Any]:
        """One entry of Django's DATABASES; without `database`, the one in the address."""
        parts = urlsplit(self._given(role))
        options = dict(parse_qsl(parts.query))
        host = options.pop("host", unquote(parts.hostname or ""))
        port = options.pop("port", str(parts.port or ""))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database or unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or role),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": port,
            "OPTIONS": options,
        }

    def url(self, role: str, database: str = "") -> str:
        """The address for libpq, with another database if one is named."""
        given = self._given(role)
        if not database:
            return given
        parts = urlsplit(given)
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.scheme}://{parts.netloc}/{quote(database)}{query}"

    def _given(self, role: str) -> str:
        if role in self.urls:
            return self.urls[role]
        name = VARIABLES.get(role, role)
        raise ClusterProblem(
            f"{role} 역할의 데이터베이스 주소가 없습니다. 환경 변수 {name} 을(를) 정해 주세요.",
            f"There is no database address for the role {role}. Set {name} in the environment.",
        )


def external(environ: Mapping[str, str] = os.environ) -> External | None:
    """The outside database if DATABASE_URL is set (or DATABASE_URL_FILE, a file holding it)."""
    urls = {role: found for role, name in VARIABLES.items() if (found := _read(environ, name))}
    if APP not in urls:
        return None
    for role, url in urls.items():
        _check(VARIABLES[role], url)
    return External(urls)


def _read(environ: Mapping[str, str], name: str) -> str:
    if value := environ.get(name, "").strip():
        return value
    file = environ.get(f"{name}_FILE", "")
    return Path(file).read_text(encoding="utf-8").strip() if file else ""


def _check(name: str, url: str) -> None:
    """The address is never repeated in the message: it may hold a password."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in SCHEMES and parts.path.strip("/") != "" and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ClusterProblem(
            f"{name} 은(는) postgresql://사용자:암호@서버:포트/데이터베이스 모양이어야 합니다.",
            f"{name} must look like postgresql://user:password@host:port/database.",
        )
