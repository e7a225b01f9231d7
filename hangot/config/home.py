"""Where this installation keeps its data; apart from the cluster, which a web process never starts."""

import os
from collections.abc import Mapping
from pathlib import Path

HOME = "HANGOT_HOME"
CHECKOUT = Path(__file__).resolve().parents[2]


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The directory of this installation's data: HANGOT_HOME, `.hangot` of the checkout, or
    the user's data directory when the package is installed without a checkout.
    """
    if chosen := environ.get(HOME):
        return Path(chosen).expanduser().absolute()
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / ".hangot"
    data = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "hangot"
