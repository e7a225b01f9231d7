"""The line icons of the screens: the inside of a 24 x 24 SVG, by what the icon stands for."""

from django.utils.safestring import SafeString, mark_safe

_SHAPES = {
    "home": '<path d="M4 11.5 12 5l8 6.5V20H4z"/><path d="M10 20v-5h4v5"/>',
    "reception": (
        '<path d="M3 17h18M5 17v3M19 17v3"/><path d="M6 17v-2a6 6 0 0 1 12 0v2"/>'
        '<path d="M12 9V6.5M10.5 6.5h3"/>'
    ),
    "plus": '<circle cx="12" cy="12" r="8.5"/><path d="M12 8.5v7M8.5 12h7"/>',
    "case": '<path d="M4 6.5h6l2 2.5h8v10H4z"/>',
    "inbox": '<path d="M4 13 6.5 5.5h11L20 13v5.5H4z"/><path d="M4 13h4.5l1.5 2.5h4l1.5-2.5H20"/>',
    "outbox": '<path d="M4 13v5.5h16V13"/><path d="M12 15V5M8.5 8.5 12 5l3.5 3.5"/>',
    "calendar": (
        '<path d="M4 6.5h16V20H4zM4 10.5h16M8.5 4v4M15.5 4v4"/><path d="M8 14h4M8 17h7"/>'
    ),
    "services": (
        '<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10'
        'c0 5.4-7.5 10-7.5 10z"/>'
    ),
    "people": (
        '<circle cx="8.5" cy="9" r="3"/><circle cx="16.5" cy="10" r="2.3"/>'
        '<path d="M3 19c.5-3 2.7-4.7 5.5-4.7S13.5 16 14 19M16 14.5c2.6 0 4.3 1.5 4.8 4"/>'
    ),
    "person": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6"/>',
    "check": '<path d="M5 12.5 10 17.5 19.5 7"/>',
    "chart": '<path d="M4 20h16M7 20v-6M12 20V6M17 20v-9"/>',
    "eye": (
        '<path d="M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12z"/>'
        '<circle cx="12" cy="12" r="2.7"/>'
    ),
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "hide": ('<rect x="3.5" y="5" width="17" height="12" rx="1.5"/><path d="M9 20h6M7 8l10 6"/>'),
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3"/><path d="M7 14h10v6H7z"/>',
    "phone": (
        '<path d="M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2.2 2'
        'A15.5 15.5 0 0 1 4 6.2 2 2 0 0 1 6 4z"/>'
    ),
    "lock": (
        '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>'
    ),
    "warn": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.8v.1"/>',
    "exit": '<path d="M14 4h5v16h-5M4 12h10M10.5 8.5 14 12l-3.5 3.5"/>',
    "door": '<path d="M6 20V4h9v16M4 20h16"/><path d="M12 12v.5"/>',
    "key": '<circle cx="8" cy="15.5" r="3.5"/><path d="m10.5 13 8.5-8.5M16 7.5l2.5 2.5"/>',
    "pen": '<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z"/><path d="M13.5 7l3.5 3.5"/>',
    "file": '<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4M9 12h6M9 15.5h6"/>',
    "swap": '<path d="M4 8h15M15.5 4.5 19 8l-3.5 3.5M20 16H5M8.5 12.5 5 16l3.5 3.5"/>',
    "book": '<path d="M5 4.5h11a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3z"/><path d="M9 9h6M9 12.5h6"/>',
    "shield": '<path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z"/>',
    "law": (
        '<path d="M12 4v16M8 20h8M5 7h14"/>'
        '<path d="M2.5 14 5.5 7l3 7a3 3 0 0 1-6 0zM15.5 14l3-7 3 7a3 3 0 0 1-6 0z"/>'
    ),
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "next": '<path d="M5 12h14M13.5 6.5 19 12l-5.5 5.5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h7M15 17h5"/>'
    '<circle cx="15" cy="7" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="13" cy="17" r="2"/>',
}

ICONS: dict[str, SafeString] = {
    name: mark_safe(  # noqa: S308 - our own constants
        f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>'
    )
    for name, shape in _SHAPES.items()
}
