"""The closed lists a report is checked against, from the pack of the house."""

from collections.abc import Mapping

from hangot.core.packs import Profile
from hangot.core.reports.fields import Words


def words_of(pack: Profile) -> Words:
    """Codes with the words that mean them, in both languages."""
    return Words(
        risks=_spoken(pack, "report_risks"), roles=_spoken(pack, "household_roles"),
        districts=_spoken(pack, "districts"),
        investigation=tuple(
            word for one in pack.choices("investigation_words")
            for word in (one.label.ko, one.label.en)
        ),
    )  # fmt: skip


def _spoken(pack: Profile, name: str) -> Mapping[str, tuple[str, ...]]:
    return {one.id: (one.label.ko, one.label.en) for one in pack.choices(name)}
