"""Plain search tokens of a name: two names are alike when a token is equal, nothing else.

The vault turns every token into a keyed 64-bit number before it is stored, so the database
compares numbers and never sees a letter. A typo is found without any distance function: both
sides list what is left after taking one letter away (symmetric deletion), and one wrong, missing
or extra letter leaves at least one equal rest. Long names are listed by their two ends instead:
one typo can spoil only one of them. A token is its kind and its text: "n:한서윤".
"""

from dataclasses import dataclass

from hangot.core.korean.names import choseong, fold, is_choseong, is_hangul, jamo

MOST_TOKENS = 40
PAIR = 2  # syllables of most given names
MOST_SYLLABLES = 5  # beyond, a wrong syllable is no longer looked for
MOST_BIGRAMS = 6
MOST_WORDS = 4
MOST_NEAR_WORDS = 3

EXACT, GIVEN, BIGRAM, NEAR, SYLLABLES, SORTED, CHOSEONG = "n:", "g:", "b:", "j:", "s:", "w:", "c:"


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """One way of being found: any of these tokens, equal, is enough."""

    kind: str
    any_of: tuple[str, ...]


def name_tokens(name: str) -> frozenset[str]:
    """Every token a stored name is found by: fewer than 40, none for an unreadable name."""
    words = _words(name)
    if any(is_hangul(char) for word in words for char in word):
        return _korean_tokens(words)
    return _foreign_tokens(words)


def query_tokens(name: str) -> tuple[TokenGroup, ...]:
    """How to look for a typed name: most precise first; empty for an unreadable one."""
    words = _words(name)
    if not words:
        return ()
    korean = any(is_hangul(char) for word in words for char in word)
    groups = _korean_groups(words) if korean else _foreign_groups(words)
    return tuple(TokenGroup(kind, tuple(sorted(tokens))) for kind, tokens in groups if tokens)


def _words(name: str) -> list[str]:
    folded = fold(name).replace("'", "").replace("’", "")
    words = "".join(char if char.isalnum() else " " for char in folded).split()
    return words or folded.split()


def _korean_tokens(words: list[str]) -> frozenset[str]:
    whole = "".join(words)
    parts = _given_parts(whole) | {word for word in words[:MOST_WORDS] if len(words) > 1}
    initials = {choseong(part) for part in (whole, *_given_parts(whole))} - {""}
    return frozenset(
        {EXACT + whole, SORTED + "".join(sorted(whole))}
        | _kind(GIVEN, parts)
        | _kind(BIGRAM, _bigrams(whole))
        | _kind(NEAR, _near(jamo(whole), shortest=4, longest=16, end=7))
        | _kind(SYLLABLES, _syllables(whole, MOST_SYLLABLES))
        | _kind(CHOSEONG, initials)
    )


def _foreign_tokens(words: list[str]) -> frozenset[str]:
    if not words:
        return frozenset()
    alike = {rest for word in words[:MOST_NEAR_WORDS] for rest in _near_word(word)}
    parts = set(words[:MOST_WORDS])
    whole = {EXACT + "".join(words), SORTED + " ".join(sorted(words))}
    return frozenset(whole | _kind(GIVEN, parts) | _kind(NEAR, alike))


def _korean_groups(words: list[str]) -> list[tuple[str, set[str]]]:
    whole = "".join(words)
    initials = choseong(whole) if is_choseong(whole) or _starts_typed(whole) else ""
    alike = _kind(NEAR, _near(jamo(whole), shortest=4, longest=16, end=7))
    return [
        ("exact", {EXACT + whole}),
        ("given", {GIVEN + whole} if len(whole) > 1 else set()),
        ("choseong", {CHOSEONG + initials} if len(initials) > 1 else set()),
        ("typo", alike | _kind(SYLLABLES, _syllables(whole, MOST_SYLLABLES + 1))),
        ("swapped", {SORTED + "".join(sorted(whole))} if len(whole) > 1 else set()),
        ("part", _kind(BIGRAM, _inner(whole))),
    ]


def _foreign_groups(words: list[str]) -> list[tuple[str, set[str]]]:
    alike = {rest for word in words[:MOST_WORDS] for rest in _near_word(word)}
    return [
        ("exact", {EXACT + "".join(words)}),
        ("swapped", {SORTED + " ".join(sorted(words))}),
        ("given", _kind(GIVEN, set(words[:MOST_WORDS]))),
        ("typo", _kind(NEAR, alike)),
    ]


def _kind(prefix: str, texts: set[str]) -> set[str]:
    return {prefix + text for text in texts}


def _given_parts(whole: str) -> set[str]:
    """서윤 of 한서윤; 한윤 of 한윤; 민수 and 궁민수 of 남궁민수."""
    if len(whole) <= PAIR:
        return {whole} if len(whole) == PAIR else set()
    return {whole[-PAIR:], whole[1 : MOST_SYLLABLES + 1]}


def _bigrams(whole: str) -> set[str]:
    inner = {whole[i : i + PAIR] for i in range(min(len(whole) - 1, MOST_BIGRAMS))}
    return inner | {"^" + whole[0], whole[-1] + "$"}


def _inner(whole: str) -> set[str]:
    """Two syllables anywhere in a name; one syllable at its start or end."""
    if len(whole) == 1:
        return {"^" + whole, whole + "$"}
    return {whole} if len(whole) == PAIR else set()


def _syllables(whole: str, longest: int) -> set[str]:
    """The name and what is left without one syllable, down to two."""
    if not PAIR <= len(whole) <= longest:
        return set()
    shorter = range(len(whole)) if len(whole) > PAIR else range(0)
    return {whole} | {whole[:i] + whole[i + 1 :] for i in shorter}


def _near_word(word: str) -> set[str]:
    return _near(word, shortest=3, longest=8, end=4)


def _near(letters: str, *, shortest: int, longest: int, end: int) -> set[str]:
    """What one typo in `letters` cannot destroy; `longest` is at least twice `end`."""
    alike = {letters}
    if shortest <= len(letters) <= longest:
        alike |= {letters[:i] + letters[i + 1 :] for i in range(len(letters))}
    if len(letters) >= longest:
        alike |= {letters[:end] + "…", "…" + letters[-end:]}
    return alike


def _starts_typed(whole: str) -> bool:
    """한ㅅㅇ: whole syllables and bare first consonants mixed."""
    bare = [is_choseong(char) for char in whole]
    return any(bare) and all(
        "가" <= char <= "힣" or is_bare for char, is_bare in zip(whole, bare, strict=True)
    )
