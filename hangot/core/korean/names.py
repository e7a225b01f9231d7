"""Names as people write them, and the letters (jamo) they are made of."""

import unicodedata

LONGEST_NAME = 100
# A Korean name has up to four syllables and no space: "한 서윤" is "한서윤".
KOREAN_SYLLABLES = 4

_LEADING = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TRAILING: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_CONJOINING = {
    **{0x1100 + i: letter for i, letter in enumerate(_LEADING)},
    **{0x1161 + i: letter for i, letter in enumerate(_VOWELS)},
    **{0x11A7 + i: letter for i, letter in enumerate(_TRAILING)},
}
# Letters by category, yet nobody can see them: Hangul fillers and the empty braille cell.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
# Control, format (zero width, direction), surrogate, private use.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean_text(text: str, limit: int) -> str:
    """NFC, one space between words, nothing invisible, at most `limit` characters."""
    seen = "".join(_visible(char) for char in text[: limit * 20])
    words = unicodedata.normalize("NFC", seen).split()
    return " ".join(words)[:limit].rstrip()


def clean_name(text: str, limit: int = LONGEST_NAME) -> str:
    """A name fit to be stored and shown; empty when nothing readable is left."""
    name = clean_text(text, limit)
    joined = name.replace(" ", "")
    short = len(joined) <= KOREAN_SYLLABLES and all(map(is_hangul, joined))
    return joined if short else name


def is_hangul(char: str) -> bool:
    """A whole syllable or a single letter of the Korean script."""
    return "가" <= char <= "힣" or "ㄱ" <= char <= "ㅣ"


def fold(name: str) -> str:
    """The name without case, accents and width: what two spellings of one name share."""
    plain = "".join(_plain(char) for char in clean_name(name).casefold())
    return unicodedata.normalize("NFC", plain.casefold()).translate(_CONJOINING)


def jamo(name: str) -> str:
    """The letters in writing order: 한서윤 gives ㅎㅏㄴㅅㅓㅇㅠㄴ; Lan gives lan."""
    return "".join(_letters(char) for char in fold(name) if not char.isspace())


def choseong(name: str) -> str:
    """The first consonant of every syllable: 한서윤 gives ㅎㅅㅇ. Other scripts give nothing."""
    return "".join(_leading(char) for char in fold(name))


def is_choseong(name: str) -> bool:
    """Whether somebody typed first consonants only, as in ㅎㅅㅇ."""
    letters = fold(name).replace(" ", "")
    return bool(letters) and all(char in _LEADING for char in letters)


def mask_name(name: str) -> str:
    """한서윤 gives 한*윤, 한윤 gives 한*, Lan Nguyen gives L** N*****."""
    cleaned = clean_name(name)
    first, middle, last = cleaned[:1], cleaned[1:-1], cleaned[-1:]
    if middle and all(map(is_hangul, cleaned)):
        return first + "*" * len(middle) + last
    return " ".join(_mask_word(word) for word in cleaned.split())


def _mask_word(word: str) -> str:
    return word[0] + "*" * (len(word) - 1) if len(word) > 1 else "*"


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    hidden = char in _INVISIBLE or unicodedata.category(char) in _DROPPED
    return "" if hidden else char


def _plain(char: str) -> str:
    if is_hangul(char):
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _letters(char: str) -> str:
    if not "가" <= char <= "힣":
        return char
    place = ord(char) - 0xAC00
    return _LEADING[place // 588] + _VOWELS[place % 588 // 28] + _TRAILING[place % 28]


def _leading(char: str) -> str:
    if "가" <= char <= "힣":
        return _LEADING[(ord(char) - 0xAC00) // 588]
    return char if char in _LEADING else ""
