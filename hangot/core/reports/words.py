"""What is said of a report that cannot be taken: the field, what was expected, never the value."""

from dataclasses import dataclass

from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to correct; `field` names its place, such as `members/0/birth`."""

    field: str
    sentence: Text


NEEDED = Text("꼭 있어야 하는 칸입니다.", "This field is needed.")
NOT_TAKEN = Text(
    "받지 않는 칸입니다. 지우고 다시 보내 주세요.",
    "This field is not taken. Leave it out and send again.",
)
NOT_TEXT = Text("글로 적어 주세요.", "Give this as text.")
TOO_LONG = Text("{most}자까지 적을 수 있습니다.", "Up to {most} characters fit.")
NOT_A_NUMBER = Text(
    "보낸 기관의 번호를 숫자, 한글, 영문, -로 40자까지 적어 주세요.",
    "Give your own number in digits, letters and hyphens, up to 40.",
)
NOT_A_VERSION = Text(
    "읽어 드린 글의 판을 v1처럼 영문과 숫자 12자까지 적어 주세요.",
    "Give the version of what was read out, such as v1: up to 12 letters and digits.",
)
NOT_A_MOMENT = Text(
    "날짜와 시각으로 읽지 못했습니다. 2026-10-08 23:40처럼 적어 주세요.",
    "This could not be read as a moment. Write it like 2026-10-08 23:40.",
)
NO_ZONE = Text(
    "시간대를 함께 적어 주세요. 예: 2026-10-08T23:40:00+09:00",
    "Give the time zone too, for example 2026-10-08T23:40:00+09:00.",
)
IN_THE_FUTURE = Text("아직 오지 않은 때입니다.", "This moment has not come yet.")
NOT_A_BIRTH = Text(
    "날짜로 읽지 못했습니다. 1997-03-09처럼 적어 주세요.",
    "This could not be read as a date. Write it like 1997-03-09.",
)
NOT_A_PHONE = Text(
    "전화번호로 읽지 못했습니다. 010-1234-5678처럼 적어 주세요.",
    "This could not be read as a phone number. Write it like 010-1234-5678.",
)
NOT_A_TIME = Text(
    "시각으로 읽지 못했습니다. 09:30처럼 적어 주세요.",
    "This could not be read as a time. Write it like 09:30.",
)
BOTH_HOURS = Text(
    "시작과 끝을 모두 적고, 서로 다른 시각으로 해 주세요.",
    "Give both the start and the end, at different times.",
)
NOT_ON_THE_LIST = Text("정해진 말 가운데 하나로 적어 주세요: {known}", "Give one of these: {known}")
YES_OR_NO = Text("예 또는 아니오로 적어 주세요.", "Answer yes or no.")
NOT_MEMBERS = Text(
    "가구원은 20명까지, 한 사람마다 관계·이름·생년월일로 적어 주세요.",
    "Up to 20 members, each with role, name and birth date.",
)
INVESTIGATION = Text(
    "수사 내용으로 보이는 말(‘{word}’)이 있습니다. 지우고 다시 보내 주세요. 수사 내용은 경찰만 보는 칸에만 적습니다.",
    "This reads like content of an investigation (“{word}”). Remove it: that belongs to what only the police see.",
)
RESIDENT_NUMBER = Text(
    "주민등록번호는 받지 않습니다. 지우고 다시 보내 주세요.",
    "Resident numbers are not taken. Remove it and send again.",
)
NOT_AGREED = Text(
    "본인이 연락받는 데 동의한 집만 받습니다. 이 신고는 보관하지 않았습니다.",
    "Only homes that agreed to be contacted are taken. Nothing of this report was kept.",
)
NO_WAY_TO_CALL = Text(
    "안전한 전화번호가 없으면 바라는 것에 연락 방법을 적어 주세요.",
    "Without a safe phone, write in the wish how to get in touch.",
)
