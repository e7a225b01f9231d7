"""`hangot worker add`: a new worker in an open centre; prints the first password once."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hangot import clock
from hangot.access.context import acting
from hangot.access.founding import centre_of, clockwork
from hangot.access.posts import seated
from hangot.access.workers import Entry, add
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.directory.models import Centre
from hangot.directory.queries import House, house
from hangot.packs.active import profile

FIELDS = {
    "agency": Text("기관", "agency"),
    "post": Text("직위 (없으면 빈칸)", "post (empty for none)"),
    "name": Text("이름", "name"),
    "account": Text("계정", "account"),
}
ASKED = ("agency", "name", "account")
SEVERAL = (
    "센터가 여럿입니다. --centre 로 정해 주세요 (hangot centre list). /"
    " There are several centres: choose one with --centre (hangot centre list)."
)
INCOMPLETE = "적어 주세요 / please give: {names}"
DONE = (
    "\n  계정 / account: {account}\n  첫 비밀번호 / first password: {password}\n\n"
    "  다시 보여 드리지 않습니다. 본인에게 직접 전하세요. 처음 들어오면 두 번째 인증을 정하고 비밀번호를 바꿉니다.\n"
    "  It is not shown again. Hand it to that person and nobody else. At the first sign-in they set up\n"
    "  a second factor and choose another password."
)


class Command(BaseCommand):
    help = "직원을 등록한다 / add a worker"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--centre", default="", help="센터 (여럿일 때) / centre, where there are several"
        )
        for name, label in FIELDS.items():
            parser.add_argument(f"--{name}", default="", help=f"{label.ko} / {label.en}")

    def handle(self, *args: Any, **options: Any) -> None:
        by = clockwork(chosen(options["centre"]))
        given = {name: options[name] for name in FIELDS}
        if sys.stdin.isatty() and not all(given[name] for name in ASKED):
            self.ask(given, by)
        lacking = [name for name in ASKED if not given[name]]
        if lacking:
            raise CommandError(INCOMPLETE.format(names=", ".join(f"--{name}" for name in lacking)))
        try:
            with acting(by):
                worker, password = add(Entry(**given), by=by, at=clock.now())
        except Missing as no:
            raise CommandError(f"{no.sentence.ko} / {no.sentence.en}") from None
        self.stdout.write(DONE.format(account=worker.account, password=password))

    def ask(self, given: dict[str, str], by: Actor) -> None:
        """One question after the other, with what can be answered shown before."""
        with acting(by):
            rooms = house(by.centre)
            taken = frozenset(seated(by.centre, at=clock.now()))
        self.show(f"{one.slug:<32} {one.label.ko} · {one.label.en}" for one in rooms.desks)
        given["agency"] = given["agency"] or _answer("agency")
        self.show(empty_posts(rooms, given["agency"], taken, by))
        for name in ("post", "name", "account"):
            given[name] = given[name] or _answer(name)

    def show(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(f"  {line}")


def chosen(slug: str) -> Centre:
    """The centre that was named; the only one needs no name."""
    if not slug and Centre.objects.count() > 1:
        raise CommandError(SEVERAL)
    try:
        return centre_of(slug)
    except LookupError as no:
        raise CommandError(str(no)) from None


def empty_posts(rooms: House, agency: str, taken: Iterable[object], by: Actor) -> list[str]:
    """The posts of an agency that nobody sits on, with their duties."""
    labels = {duty.letter: duty.label for duty in profile(by.profile).duties.values()}
    return [
        f"{post.slug:<32} {', '.join(labels[one].ko for one in post.duties)}"
        f" · {', '.join(labels[one].en for one in post.duties)}"
        for one in rooms.desks
        if one.slug == agency
        for post in rooms.posts_of(one.pk)
        if post.pk not in taken
    ]


def _answer(name: str) -> str:
    label = FIELDS[name]
    return input(f"{label.ko} / {label.en}: ").strip()
