"""A zip that is the same, byte for byte, whenever it is made of the same content."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

THEN = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
Piece = tuple[str, Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a package: its name, size and SHA-256."""

    name: str
    size: int
    digest: str


def packed(
    pieces: Iterable[Piece], out: BinaryIO, *, index: Callable[[list[Packed]], list[Piece]]
) -> list[Packed]:
    """Write the files in their order, an index made of what they are, and their hashes.

    Nothing is held in memory but the part at hand.
    """
    done: list[Packed] = []
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in pieces:
            done.append(_write(package, name, content))
        done += [_write(package, name, content) for name, content in index(list(done))]
        _write(package, SUMS, _sums(done))
    return done


def _write(package: ZipFile, name: str, content: Iterable[bytes]) -> Packed:
    info = ZipInfo(name, THEN)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
    digest, size = sha256(), 0
    with package.open(info, "w") as target:
        for part in content:
            target.write(part)
            digest.update(part)
            size += len(part)
    return Packed(name, size, digest.hexdigest())


def _sums(done: Iterable[Packed]) -> Iterator[bytes]:
    """In the form that `sha256sum --check` reads."""
    for one in done:
        yield f"{one.digest}  {one.name}\n".encode()
