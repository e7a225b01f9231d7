"""How Koreans and foreigners are written down: names, phones, dates, and how they are found.

Everything here takes any text at all and never raises. Nothing here reads the clock.
"""

from hangot.core.korean.dates import parse_birth, parse_day, parse_time
from hangot.core.korean.names import choseong, clean_name, fold, is_choseong, jamo, mask_name
from hangot.core.korean.phones import format_phone, mask_phone, phone_digits
from hangot.core.korean.tokens import TokenGroup, name_tokens, query_tokens

__all__ = [
    "TokenGroup",
    "choseong",
    "clean_name",
    "fold",
    "format_phone",
    "is_choseong",
    "jamo",
    "mask_name",
    "mask_phone",
    "name_tokens",
    "parse_birth",
    "parse_day",
    "parse_time",
    "phone_digits",
    "query_tokens",
]
