"""The names of public holidays in Korean; the library has them in English."""

from hangot.core.text import Text

NAMES = {
    "New Year's Day": "새해 첫날", "Korean New Year": "설날", "Independence Movement Day": "삼일절",
    "Labor Day": "노동절", "Children's Day": "어린이날", "Buddha's Birthday": "부처님 오신 날",
    "Memorial Day": "현충일", "Constitution Day": "제헌절", "Liberation Day": "광복절",
    "Chuseok": "추석", "National Foundation Day": "개천절", "Hangul Day": "한글날",
    "Christmas Day": "성탄절", "Temporary Public Holiday": "임시공휴일",
    "Local Election Day": "지방선거일", "Presidential Election Day": "대통령 선거일",
    "National Assembly Election Day": "국회의원 선거일",
}  # fmt: skip
AROUND = {
    "Alternative holiday for ": "{} 대체공휴일",
    "The day preceding ": "{} 전날",
    "The second day of ": "{} 다음 날",
}


def holiday_words(name: str) -> Text:
    """A holiday of the library in both languages; an unknown one as the library has it."""
    return Text(", ".join(_korean(part) for part in name.split("; ")), name)


def _korean(name: str) -> str:
    for before, words in AROUND.items():
        if name.startswith(before):
            return words.format(_korean(name.removeprefix(before)))
    return NAMES.get(name, name)
