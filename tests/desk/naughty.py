"""Words that break programs: one or two of every kind, written by ourselves."""

KINDS: dict[str, tuple[str, ...]] = {
    "nothing": ("", " ", "\t", "\n", "　", "undefined", "null", "None", "NaN", "-", "0", "false"),
    "control": ("한\x00서윤", "\x00", "\x1b[31m빨강\x1b[0m", "한\x07서\x08윤", "\x7f", "줄\r\n바꿈", "\v\f"),
    "invisible": ("\u200b", "한\u200b서\u200b윤", "\ufeff한서윤", "\u2060", "\u00ad", "\u3164", "\u115f"),
    "direction": ("\u202e윤서한", "\u2066한서윤\u2069", "مرحبا بالعالم", "שלום עולם", "abc \u202b123\u202c"),
    "half pairs": ("\ud800", "한\udfff서윤", "\udc80"),
    "far planes": ("𠜎𠜱", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👋🏽", "\U0010ffff", "\ufffe"),
    "old Korean": ("ᄒ\u1161ᆫ", "ㅎㅏㄴ", "ㄱㄱㄱ", "ﾡﾢ", "뷁뛟쀍", "각" * 3),
    "accents": ("Z\u0351\u036b\u0343a\u0314l\u0360g\u0321o\u0322", "Ｆｕｌｌ", "ﬁ ß İ ı", "nǐ hǎo"),
    "commands to a database": ("'; drop table hangot_person; --", "' or '1'='1", "\\'; select 1; --", "%s %(name)s"),
    "commands to a page": (
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea><b>", "&lt;b&gt; &amp; &#0;",
        "javascript:alert(1)",
    ),
    "commands to a template": ("{{ 7|add:7 }}", "{% now 'Y' %}", "{0.__class__}", "{ko}", "${jndi:ldap://x}"),
    "commands to a shell": ("$(rm -rf /)", "`id`", "../../etc/passwd", "| cat", "=1+1", "@sum(1)"),
    "numbers": ("9" * 40, "1e309", "-0.0", "٣٤٥", "Ⅳ½", "010-7734-0182", "970309-2000000"),
    "long": ("가" * 101, "가" * 20_001, "a b " * 3_000, "\u0300" * 500),
}  # fmt: skip
ALL = [word for words in KINDS.values() for word in words]


def many(number: int) -> list[str]:
    """So many different odd words: each as it is, inside a name, doubled, reversed, cased."""
    shapes = (
        lambda w: w,
        lambda w: f"한{w}윤",
        lambda w: f"{w} {w}",
        lambda w: w[::-1],
        lambda w: w.upper(),
        lambda w: f"{w}\u200b님",
        lambda w: f"\u202e{w}",
        lambda w: f"'{w}\"<",
    )
    found = dict.fromkeys(shape(word) for shape in shapes for word in ALL)
    return list(found)[:number]
