"""A zip that opens with a code alone: AES-256 (WinZip AE-2), as a Korean office can open it.

Bandizip, Alzip and 7-Zip open it; the plain zip encryption that every system opens is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pyzipper


@contextmanager
def locked_zip(out: IO[bytes], name: str, code: str) -> Iterator[IO[bytes]]:
    """One file inside, written as a stream; the code is told to the recipient another way."""
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as package:
        package.setpassword(code.encode())
        package.setencryption(pyzipper.WZ_AES, nbits=256)
        with package.open(name, "w", force_zip64=True) as target:
            yield target
