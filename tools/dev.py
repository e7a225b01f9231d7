#!/usr/bin/env python3
"""A newcomer's one tool: setup, demo, test, check, bench, stop. Standard library only.

python3 tools/dev.py setup          .venv with everything pinned, and the command `hangot` in it
python3 tools/dev.py demo           setup, then an invented centre in the browser
python3 tools/dev.py test [ARGS]    setup, then pytest with these arguments; without any, everything, two at a time
python3 tools/dev.py check          setup, then format, lint, arrows, types, migrations, tests
python3 tools/dev.py bench [ARGS]   setup, then the measurements
python3 tools/dev.py stop           stop this checkout's databases
python3 tools/dev.py lock           renew requirements.lock (needs pip-tools)
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "hangot-setup"
# The directories below HANGOT_HOME (or .hangot) that hold a database.
DATABASES = ("database", "tests")
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
BROWSER_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER_PATIENCE_S = 120
NO_BROWSER = """
======================================================================
 브라우저를 찾지 못했습니다. 브라우저 시험(journey)은 건너뜁니다.
 NO BROWSER FOUND: the browser journeys are SKIPPED, all else runs.
 Debian: apt-get install chromium-headless-shell fonts-noto-cjk, or set HANGOT_CHROMIUM
======================================================================
"""
OWN_BROWSER = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)
# A file stays on one core: what it set up, most of all a house with people in it, is set up once.
EVERYTHING = ("-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
STOP = (
    "import sys\n"
    "from hangot.config.cluster import home, stop\n"
    "for name in sys.argv[1:]: stop(home() / name)"
)


def main(argv: list[str]) -> int:
    """Do what the first word says; the exit status is that of the program it runs."""
    acts: dict[str, Callable[[list[str]], int]] = {
        "setup": lambda _args: setup(),
        "demo": lambda args: setup() or become("demo", args),
        "bench": lambda args: setup() or become("bench", args),
        "test": test,
        "check": check,
        "stop": lambda _args: call(PYTHON, "-c", STOP, *DATABASES),
        "lock": lambda _args: lock(),
    }
    if os.name != "posix":
        return say_no("Windows 에서는 WSL 안에서 실행하세요. / On Windows, run this inside WSL.")
    if len(argv) < 1 or argv[0] not in acts:
        sys.stderr.write(__doc__ or "")
        return 2
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        return say_no(
            f"Python 3.11 이상이 필요합니다 (지금은 {have}). 예: python3.12 tools/dev.py {argv[0]}\n"
            f"Python 3.11 or newer is needed, this is {have}. Try: python3.12 tools/dev.py {argv[0]}"
        )
    return acts[argv[0]](argv[1:])


def setup() -> int:
    """Make `.venv` as requirements.lock says. Nothing is done when that is so already."""
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted() and not moved():
        return 0
    began = time.monotonic()
    step("1/3", f"가상 환경 / virtual environment: {VENV}")
    if (moved() or not PYTHON.exists()) and (status := make_venv()):
        return status
    step("2/3", "고정된 꾸러미 설치 (1~3분) / installing pinned packages (1-3 minutes)")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    if call(*pip, "--no-deps", "--require-hashes", "--requirement", LOCK):
        return say_no("꾸러미를 설치하지 못했습니다. / The packages could not be installed.")
    step("3/3", "한곳 설치 / installing hangot: .venv/bin/hangot")
    if call(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT):
        return say_no("한곳을 설치하지 못했습니다. / Hangot itself could not be installed.")
    STAMP.write_text(wanted(), encoding="utf-8")
    step("준비됨 / ready", f"{time.monotonic() - began:.0f} s")
    return 0


def wanted() -> str:
    """What the environment must be made of: lock, project file and this place."""
    content = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(content).hexdigest()} {VENV}\n"


def moved() -> bool:
    """Was `.venv` copied from elsewhere, or has its interpreter gone? Its scripts are useless."""
    script = BIN / "pip"
    if not VENV.exists():
        return False
    if not (PYTHON.exists() and script.exists()):
        return True
    return str(VENV).encode() not in script.read_bytes()[:4096]


def make_venv() -> int:
    """`python3 -m venv`; where Debian took ensurepip out, uv if it is there, else the apt line."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode == 0:
        return 0
    uv = shutil.which("uv")
    if uv and call(uv, "venv", "--quiet", "--seed", "--python", sys.executable, VENV) == 0:
        return 0
    if "ensurepip" not in made.stdout + made.stderr:
        return say_no(made.stdout + made.stderr)
    have = f"python3.{sys.version_info.minor}-venv"
    return say_no(
        f"이 Python 에는 venv 가 없습니다: sudo apt-get install {have}\n"
        f"This Python comes without venv. Run: sudo apt-get install {have}"
    )


def become(command: str, args: list[str]) -> NoReturn:
    """Turn into `hangot COMMAND`, so that Ctrl-C reaches it and nothing else."""
    sys.stdout.flush()
    os.chdir(ROOT)
    program = str(BIN / "hangot")
    os.execv(program, [program, command, *args])  # noqa: S606 - our own environment


def test(args: list[str]) -> int:
    """Every test; the journeys too if there is a browser to drive."""
    if status := setup():
        return status
    if status := offer_browser():
        return status
    return call(PYTHON, "-m", "pytest", *(args or EVERYTHING))


def offer_browser() -> int:
    """Put a browser into HANGOT_CHROMIUM, or say HANGOT_NO_BROWSER=1 and say it loudly."""
    if os.environ.get("HANGOT_NO_BROWSER") == "1":
        sys.stderr.write(NO_BROWSER)
        return 0
    if found := find_browser() or fetch_browser():
        os.environ["HANGOT_CHROMIUM"] = found
        return 0
    sys.stderr.write(NO_BROWSER)
    if os.environ.get("CI", "").lower() in ("true", "1"):
        return say_no("CI 에는 브라우저가 있어야 합니다. / CI must have a browser.")
    os.environ["HANGOT_NO_BROWSER"] = "1"
    return 0


def find_browser() -> str:
    """The chosen browser, or one in the usual places; empty if there is none."""
    if chosen := os.environ.get("HANGOT_CHROMIUM"):
        return chosen if os.access(chosen, os.X_OK) else ""
    on_path = (shutil.which(name) for name in BROWSERS)
    in_apps = (app for app in BROWSER_APPS if os.access(app, os.X_OK))
    return next((found for found in (*on_path, *in_apps) if found), "") or own_browser()


def own_browser() -> str:
    """The browser that the test library downloaded earlier."""
    asked = subprocess.run(
        [str(PYTHON), "-c", OWN_BROWSER], capture_output=True, text=True, check=False
    )
    path = asked.stdout.strip()
    return path if path and os.access(path, os.X_OK) else ""


def fetch_browser() -> str:
    """Let the test library download its browser, with little patience."""
    step("browser", "없어서 내려받아 봅니다 / none found, trying to download one")
    command = [str(PYTHON), "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=BROWSER_PATIENCE_S)
    except subprocess.TimeoutExpired:
        return ""
    return own_browser() if done.returncode == 0 else ""


def check(args: list[str]) -> int:
    """Everything a change must pass, in the order of how fast it answers."""
    if status := setup():
        return status
    settings = ("--settings", "hangot.config.settings")
    steps: dict[str, list[str | Path]] = {
        "format": [BIN / "ruff", "format", "--check", "."],
        "lint": [BIN / "ruff", "check", "."],
        "arrows": [BIN / "lint-imports"],
        "types": [BIN / "mypy"],
        "migrations": [
            *(PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
            *settings,
        ],
    }
    failed = []
    for name, command in steps.items():
        step("check", name)
        if call(*command):
            failed.append(name)
    step("check", "tests")
    if test(args):
        failed.append("tests")
    return say_no(f"통과하지 못함 / not passed: {', '.join(failed)}") if failed else 0


def lock() -> int:
    """Write requirements.lock anew from pyproject.toml: pins and hashes, nothing of this machine."""
    options = [
        *("--extra", "dev", "--generate-hashes", "--allow-unsafe", "--strip-extras"),
        *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
        *("--no-header", "--no-annotate", "--quiet", "--output-file", str(LOCK)),
    ]
    return call(BIN / "pip-compile", *options, ROOT / "pyproject.toml")


def call(*command: str | Path) -> int:
    """Run a program in the checkout and give its exit status."""
    sys.stdout.flush()
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


def step(mark: str, words: str) -> None:
    """One line of progress: nothing that lasts is silent."""
    print(f"[{mark}] {words}", flush=True)


def say_no(words: str) -> int:
    """The reason, for the person who can act on it."""
    sys.stderr.write(words.rstrip() + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
