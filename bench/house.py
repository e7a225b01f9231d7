"""A large house as a pack: sixty agencies, six hundred posts. Data only, like every other house."""

import json
from pathlib import Path
from typing import Any

NAME = "bench_house"
BASE_AGENCIES = 15
BASE_POSTS = 29
HOME = "intake-desk"
HOME_POSTS = (("counsellor", 60), ("case_manager", 50), ("reception", 10))


def write(folder: Path, *, agencies: int = 60, posts: int = 600) -> None:
    """Write the pack; it extends the crime-victim centre by more desks of the same kind."""
    here = folder / NAME
    here.mkdir(parents=True, exist_ok=True)
    more = [f"desk-{number:02}" for number in range(BASE_AGENCIES + 1, agencies + 1)]
    files = {
        "profile": _profile(),
        "agencies": {slug: _agency(slug) for slug in more},
        "services": {f"{slug}-help": _service(slug) for slug in more},
        "posts": _posts(more, posts),
    }
    for name, content in files.items():
        # JSON is YAML; one entry a line keeps the file readable.
        lines = [f"{json.dumps(key)}: {json.dumps(one)}" for key, one in content.items()]
        (here / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _profile() -> dict[str, Any]:
    return {
        "id": NAME, "extends": "crime_victim", "version": "1", "home_agency": HOME,
        "label": _pair("측정용 큰 집", "Large house for measuring"),
        "short_label": _pair("큰 집", "Large house"),
    }  # fmt: skip


def _agency(slug: str) -> dict[str, Any]:
    return {
        "label": _pair(f"협력기관 {slug[-2:]}", f"Partner agency {slug[-2:]}"),
        "short": _pair(f"기관 {slug[-2:]}", f"Agency {slug[-2:]}"),
        "phone_ext": f"4{slug[-2:]}", "domain": "welfare",
        "asks": ["overview", "identity", "welfare"],
        "asks_why": _pair("도움을 드리려고", "To help"),
    }  # fmt: skip


def _service(slug: str) -> dict[str, Any]:
    return {
        "agency": slug, "label": _pair(f"도움 {slug[-2:]}", f"Help {slug[-2:]}"),
        "description": _pair("도움을 준다", "Gives help"), "domain": "welfare",
        "audience": "all_victims", "channels": ["visit"], "minutes": 30,
        "minutes_assumption": True, "source": "측정용",
    }  # fmt: skip


def _posts(agencies: list[str], wanted: int) -> dict[str, Any]:
    found = {
        f"large-{duty.replace('_', '-')}-{number}": _post(HOME, duty, number)
        for duty, count in HOME_POSTS
        for number in range(1, count + 1)
    }
    number = 0
    while len(found) + BASE_POSTS < wanted:
        slug = agencies[number % len(agencies)]
        found[f"{slug}-{number // len(agencies) + 1}"] = _post(slug, "agency_worker", number)
        number += 1
    return found


def _post(agency: str, duty: str, number: int) -> dict[str, Any]:
    return {"agency": agency, "label": _pair(f"담당 {number}", f"Post {number}"), "duties": [duty]}


def _pair(ko: str, en: str) -> dict[str, str]:
    return {"ko": ko, "en": en}
