"""Every address of this installation and the door it leads to, walked from the root."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

from hangot.desk.door import Door


def doors() -> Mapping[str, Door | None]:
    """Every named address of this installation, and its door if it has one."""
    return {name: getattr(one.callback, "door", None) for name, one in addresses()}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name, walked from the root."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: object, route: str) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:  # type: ignore[attr-defined]
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{route}{one.pattern}")
        else:
            yield one.name or f"{route}{one.pattern}", one
