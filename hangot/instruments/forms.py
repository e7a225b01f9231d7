"""Which forms a centre uses, and every version that was ever used, by its digest."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from hangot.core.access import Actor
from hangot.core.instruments.form import Instrument
from hangot.core.refusal import Hidden
from hangot.instruments.models import FormChange, FormText
from hangot.packs.active import profile
from hangot.packs.instruments.loader import load


def in_use(by: Actor) -> Mapping[str, Instrument]:
    """The forms of the pack and those the centre published, the newest version of each."""
    found = dict(profile(by.profile).instruments)
    rows = FormChange.objects.filter(centre_id=by.centre, state="published").order_by("number")
    for row in rows.values_list("digest", flat=True):
        form = of_digest(row, by)
        if form.code not in found or found[form.code].version < form.version:
            found[form.code] = form
    return found


def of_digest(digest: str, by: Actor) -> Instrument:
    """The form with this text; Hidden for a text nobody kept."""
    for form in profile(by.profile).instruments.values():
        if form.digest == digest:
            return form
    rows = FormText.objects.filter(centre_id=by.centre, digest=digest)
    text = rows.values_list("body", flat=True).first()
    if text is None:
        raise Hidden
    return read(text)


def keep(form: Instrument, *, by: Actor, at: datetime) -> None:
    """Keep the text of a form that is used, so that old answers can be read for ever."""
    row = FormText(centre_id=by.centre, digest=form.digest, body=form.text, kept_at=at)
    FormText.objects.bulk_create([row], ignore_conflicts=True)


@lru_cache(maxsize=256)
def read(text: str) -> Instrument:
    """The form in a text that was kept."""
    return load(text.encode(), "form.yaml")
