"""The command `hangot`: plain words in front of the management commands."""

import os
import sys
from collections.abc import Sequence

from hangot.config.cluster import ClusterProblem

USAGE = 2
# What people type, and what it is for; every other management command works under its own name.
COMMANDS = {
    "demo": ("시연용 센터를 만들고 연다", "make and serve the invented centre"),
    "serve": ("센터를 연다", "serve the centre"),
    "seed": ("지어낸 사람과 사례를 넣는다", "fill in invented people and cases"),
    "tick": ("시간이 되어 생기는 일을 처리한다", "do what the passing of time causes"),
    "db check": ("데이터베이스의 빈틈을 찾는다", "look for holes in the database"),
    "access matrix": ("누가 무엇을 할 수 있는지 보인다", "print who may do what"),
    "audit verify": ("기록이 바뀌지 않았는지 본다", "prove that no entry was changed"),
    "audit anchor": ("기록의 머리를 밖에 적어 둔다", "keep the heads of the log outside"),
    "keys rotate": ("열쇠를 새것으로 바꾼다", "change the keys"),
    "pack check": ("꾸러미를 검사한다: pack check DIR", "check a pack: pack check DIR"),
    "bench": ("빠르기를 잰다", "measure the speed"),
}
LONGEST = 2


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
            return execute(found)
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
    """Every management command there is, ours and Django's."""
    import django  # noqa: PLC0415 - the list of commands must show before Django is configured
    from django.core.management import get_commands  # noqa: PLC0415

    django.setup()
    return frozenset(get_commands())


def execute(words: Sequence[str]) -> int:
    """Hand the words to Django; its exit status is ours."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["hangot", *words])
    return 0


def listing() -> str:
    """The commands in both languages, one a line."""
    rows = [f"  hangot {name:<14} {ko} · {en}\n" for name, (ko, en) in COMMANDS.items()]
    return "쓰는 법 / usage: hangot COMMAND [--help]\n\n" + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
