"""A measurement run as its own command, small, on the private cluster of the tests."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hangot.config import cluster

ROOT = Path(__file__).parents[2]


def found(module: str, folder: Path, *words: str) -> dict[str, Any]:
    """What the command wrote; it must end well."""
    home, out = cluster.home() / "tests", folder / "found.json"
    cluster.ensure(home, throwaway=True)
    done = subprocess.run(
        [sys.executable, "-m", module, *words, "--out", str(out), "--cluster", str(home)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    written: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return written
