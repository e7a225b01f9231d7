"""The manual from its first to its last chapter."""

from datetime import date

from hangot.core.manual import forms, people, talk, work
from hangot.core.manual.blocks import Manual
from hangot.core.packs import Profile
from hangot.core.text import Text

TITLE = Text("{name} 표준 운영매뉴얼", "{name}: standard manual")
UNDER = Text(
    "꾸러미 {pack} {version} ({mark}) · {day} 기준", "Pack {pack} {version} ({mark}) · as of {day}"
)
MARK = 8
"""So many letters of the hash tell one state of a pack from another."""


def manual(pack: Profile, *, on: date, name: Text | None = None) -> Manual:
    """The manual of a pack as it is on a day; `name` is that of one centre among several."""
    called = name or pack.label
    title = Text(TITLE.ko.format(name=called.ko), TITLE.en.format(name=called.en))
    mark = pack.hash[:MARK]
    under = UNDER.format(pack=pack.id, version=pack.version, mark=mark, day=on.isoformat())
    return Manual(title, under, (
        work.stages(pack, on), talk.first_contact(pack), talk.consent(pack), talk.clocks(pack, on),
        forms.forms(pack), people.house(pack), people.services(pack), *people.duties(pack),
        *work.lives(pack, on), talk.numbers(pack),
    ))  # fmt: skip
