"""The rules a centre uses now, and those of an old answer."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from uuid import UUID

from django.conf import settings

from hangot.access.context import current
from hangot.core.eligibility.engine import Engine
from hangot.core.eligibility.rules import Rules
from hangot.core.eligibility.trace import Tracer
from hangot.core.refusal import Hidden
from hangot.eligibility.models import RuleUse, RuleVersion
from hangot.packs.active import rules
from hangot.packs.rules.loader import build, texts


@dataclass(frozen=True, slots=True)
class Ruling:
    """A pack of rules ready to be asked and to give its reasons."""

    rules: Rules
    engine: Engine
    tracer: Tracer


@cache
def packaged(pack: str) -> Ruling:
    """The rules this installation came with."""
    return _ready(rules(pack))


def in_use(centre: UUID, pack: str) -> Ruling:
    """The rules of a centre now: those approved last, else those this installation came with."""
    known = current().read
    if pack not in known:
        uses = RuleUse.objects.filter(centre_id=centre, pack=pack).order_by("-since", "-id")
        known[pack] = uses.values_list("rules", flat=True).first()
    return packaged(pack) if known[pack] is None else of_version(known[pack], pack)


def of_version(version: str, pack: str) -> Ruling:
    """Rules by their version, packaged or kept; Hidden for an unknown one."""
    found = packaged(pack)
    return found if found.rules.version == version else kept(version)


@lru_cache(maxsize=4)
def kept(version: str) -> Ruling:
    """The rules of an old answer, from the text that was kept; Hidden for an unknown version."""
    row = RuleVersion.objects.filter(version=version).first()
    if row is None:
        raise Hidden
    return _ready(build(unpacked(bytes(row.files))))


def keep(ruling: Ruling, pack: str, *, at: datetime) -> None:
    """Keep the text of rules that an answer was found with, once."""
    version = ruling.rules.version
    if not RuleVersion.objects.filter(version=version).exists():
        keep_text(version, files_of(version, pack), pack, at=at)


def keep_text(version: str, files: Mapping[str, bytes], pack: str, *, at: datetime) -> None:
    """Keep the text of a version, if it is not kept yet."""
    row = RuleVersion(version=version, pack=pack, files=packed(files), kept_at=at)
    RuleVersion.objects.bulk_create([row], ignore_conflicts=True)


def files_of(version: str, pack: str) -> Mapping[str, bytes]:
    """The text of a version, packaged or kept; Hidden for an unknown one."""
    if packaged(pack).rules.version == version:
        return texts(settings.HANGOT_RULES / pack)
    row = RuleVersion.objects.filter(version=version).first()
    if row is None:
        raise Hidden
    return unpacked(bytes(row.files))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files of rules as one compressed value."""
    plain = {path: data.decode() for path, data in sorted(files.items())}
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode())


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files again, byte for byte."""
    return {path: text.encode() for path, text in json.loads(zlib.decompress(data)).items()}


def _ready(found: Rules) -> Ruling:
    return Ruling(found, Engine(found), Tracer(found))
