"""The command `hangot`: plain words in front of the management commands."""

import importlib.util
import os
import secrets
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from hangot.config import cluster
from hangot.config.cluster import binaries, place
from hangot.config.cluster.external import VARIABLES
from hangot.config.cluster.model import ADMIN
from hangot.config.cluster.problem import ClusterProblem
from hangot.config.installed import INSTALLED_APPS

USAGE = 2
# What people type, and what it is for; every other management command works under its own name.
COMMANDS = {
    "install": ("표와 열쇠와 센터를 만든다", "make tables, keys and a centre"),
    "demo": ("시연용 센터를 만들고 연다", "make and serve the invented centre"),
    "training": (
        "교육용을 연다, 되돌린다: training [reset]",
        "open training mode, or begin it again: training [reset]",
    ),
    "serve": ("센터를 연다", "serve the centre"),
    "seed": ("지어낸 사람과 사례를 넣는다", "fill in invented people and cases"),
    "tick": ("시간이 되어 생기는 일을 처리한다", "do what the passing of time causes"),
    "db check": ("데이터베이스의 빈틈을 찾는다", "look for holes in the database"),
    "worker add": ("직원을 등록한다", "add a worker"),
    "centre add": ("센터를 하나 더 연다", "open one more centre"),
    "centre list": ("이 설치의 센터를 보인다", "list the centres of this installation"),
    "centre answer": ("센터가 건수를 알릴 곳을 정한다", "say whom a centre tells its counts"),
    "access matrix": ("누가 무엇을 할 수 있는지 보인다", "print who may do what"),
    "backup": ("자료 전체의 사본을 만든다: backup FILE", "copy everything: backup FILE"),
    "restore": ("사본을 빈 곳에 되살린다", "put a copy back into an empty place"),
    "audit verify": ("기록이 바뀌지 않았는지 본다", "prove that no entry was changed"),
    "audit anchor": ("기록의 머리를 밖에 적어 둔다", "keep the heads of the log outside"),
    "audit bundle": (
        "심사 증적 묶음을 만든다: --month 2026-10 FILE",
        "evidence of a month for an inspection: --month 2026-10 FILE",
    ),
    "audit export": ("기록을 파일로 내보낸다", "write the log to a file"),
    "keys rotate": ("열쇠를 새것으로 바꾼다", "change the keys"),
    "pack check": ("꾸러미를 검사한다: pack check DIR", "check a pack: pack check DIR"),
    "pack draw": ("업무 흐름을 그린다: pack draw DIR", "draw the workflows: pack draw DIR"),
    "pack manual": ("운영매뉴얼을 만든다: pack manual DIR", "make the manual: pack manual DIR"),
    "instrument check": (
        "양식을 검사한다: instrument check DIR|FILE",
        "check forms: instrument check DIR|FILE",
    ),
    "instrument import": (
        "엑셀 양식을 들여온다: FILE.xlsx --out FILE.yaml",
        "bring in a form: FILE.xlsx --out FILE.yaml",
    ),
    "instrument export": (
        "양식을 엑셀로 내보낸다: FILE.yaml --out FILE.xlsx",
        "write a form as a spreadsheet: FILE.yaml --out FILE.xlsx",
    ),
    "itinerary solve": ("파일의 방문 일정을 짠다", "plan the visits in a file"),
    "eligibility check": (
        "한 사람이 받을 수 있는 것을 본다: --facts FILE --on DATE",
        "what one person may get: --facts FILE --on DATE",
    ),
    "eligibility test": ("자격 규칙의 표 시험을 돌린다", "run the table tests of the rules"),
    "retention replay": (
        "사본과 함께 돌아온 파기 기록을 다시 파기한다",
        "destroy again what a backup brought back",
    ),
    "indicators audit": ("가린 수를 되찾을 수 있는지 본다", "try to undo hidden figures"),
    "bench": ("빠르기를 잰다", "measure the speed"),
}
LONGEST = 2
# These need no database, so none is started for them.
WITHOUT_DATABASE = frozenset(
    {
        "pack_check",
        "pack_draw",
        "pack_manual",
        "access_matrix",
        "itinerary_solve",
        "eligibility_check",
        "eligibility_test",
        "instrument_check",
        "instrument_import",
        "instrument_export",
        "makemigrations",
        "help",
        "version",
    }
)
# These run PostgreSQL's own programs; only the second acts as the administrator of the database.
COPYING = frozenset({"backup", "restore"})
RESTORE, ADMIN_ADDRESS = "restore", "ADMIN_DATABASE_URL"
COMMON = "django.core"
TRAINING = "training"
# What training mode takes over from the real house: nothing that leads to it.
SHARED = frozenset({"HANGOT_PACKS", "HANGOT_RULES", "HANGOT_POOL", binaries.CHOICE})
PRIVATE = "HANGOT_PRIVATE_DATABASE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 2 with a list of commands when the words name none."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hangot.config.settings")
    if not words or words[0] in ("help", "-h", "--help"):
        sys.stdout.write(listing())
        return 0 if words else USAGE
    try:
        found = resolve(words, known())
        if found is not None:
            prepare(found[0], os.environ)
            try:
                return execute(found)
            finally:
                finish(found[0], os.environ)
    except ClusterProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stderr.write(f"'{' '.join(words[:LONGEST])}'?\n\n{listing()}")
    return USAGE


def resolve(words: Sequence[str], names: frozenset[str]) -> list[str] | None:
    """The longest beginning that, joined by underscores, is a command; the rest are arguments."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        name = "_".join(words[:length])
        if name in names:
            return [name, *words[length:]]
    return None


def known() -> frozenset[str]:
    """Every management command there is, ours and Django's; found without any settings."""
    from django.core.management import find_commands  # noqa: PLC0415 - `hangot help` is quick

    names: set[str] = set()
    for package in (COMMON, *INSTALLED_APPS):
        spec = importlib.util.find_spec(package)
        for root in (spec.submodule_search_locations or ()) if spec else ():
            names.update(find_commands(str(Path(root) / "management")))
    return frozenset(names)


def prepare(command: str, environ: MutableMapping[str, str]) -> None:
    """Have a database for the command: the one of the environment, or our own private one.

    Addresses and the secret of web sessions must stand before Django reads its settings.
    """
    if command in WITHOUT_DATABASE:
        return
    if command == TRAINING:
        apart(environ)
    keep_secret(cluster.home() / "secret-key", environ)
    if cluster.external(environ) is None:
        found = cluster.ensure(cluster.home() / "database")
        for role, variable in VARIABLES.items():
            environ[variable] = found.url(role)
        environ[PRIVATE] = "1"
        if command == RESTORE:
            environ[ADMIN_ADDRESS] = found.url(ADMIN)
    if command in COPYING:
        environ.setdefault(binaries.CHOICE, str(binaries.find(environ).bin))


def apart(environ: MutableMapping[str, str]) -> None:
    """Training mode has a home of its own: no address, key or way out of the real house is left.

    So whatever is done there, nothing reaches a real database and no message a real person.
    """
    home = cluster.home() / TRAINING
    ours = {name for role in VARIABLES.values() for name in (role, f"{role}_FILE")}
    for name in list(environ):
        if name in ours or (name.startswith("HANGOT_") and name not in SHARED):
            del environ[name]
    environ.update(HANGOT_HOME=str(home), HANGOT_TRAINING="1", HANGOT_WAYS='{"*": "file"}')


def finish(command: str, environ: Mapping[str, str]) -> None:
    """The demo leaves no server behind, unless somebody else is connected to it."""
    if command not in ("demo", TRAINING) or PRIVATE not in environ:
        return
    hang_up()
    if not others(environ["DATABASE_URL"]):
        cluster.stop(cluster.home() / "database")


def hang_up() -> None:
    """End the connections of this command itself, those that wait in its pool, too."""
    from django.db import connections  # noqa: PLC0415 - settings are read only now

    for connection in connections.all(initialized_only=True):
        connection.close()
        if close := getattr(connection, "close_pool", None):
            close()


def others(address: str) -> bool:
    """Is anybody else connected to this server, such as a second command?"""
    import psycopg  # noqa: PLC0415 - only the demo asks

    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select count(*) from pg_stat_activity"
            " where backend_type = 'client backend' and pid <> pg_backend_pid()"
        ).fetchone()
    return bool(row and row[0])


def keep_secret(path: Path, environ: MutableMapping[str, str]) -> None:
    """Make the secret of this installation once, readable by its owner only.

    Where nothing can be kept, it lasts as long as this command and what it starts.
    """
    if environ.get("HANGOT_SECRET_KEY") or environ.get("HANGOT_SECRET_KEY_FILE") or path.exists():
        return
    made = secrets.token_urlsafe(48)
    try:
        place.make(path.parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(made + "\n")
    except OSError:
        environ["HANGOT_SECRET_KEY"] = made


def execute(words: Sequence[str]) -> int:
    """Hand the words to Django; its exit status is ours."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["hangot", *words])
    return 0


def listing() -> str:
    """The commands in both languages, one a line."""
    rows = [f"  hangot {name:<16} {ko} · {en}\n" for name, (ko, en) in COMMANDS.items()]
    return "쓰는 법 / usage: hangot COMMAND [--help]\n\n" + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
