"""What each task asks for: a verb, the words of its button, and the page where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from hangot.core.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """Title, button, name of the page, and whose id its address needs: case, thing or nothing."""

    title: Text
    act: Text
    page: str = ""
    needs: str = ""
    more: tuple[str, ...] = ()


OPEN = Text("열기", "Open")
ANSWER = Text("답하기", "Answer")
CHECK = Text("확인하기", "Check")
DECIDE = Text("결정하기", "Decide")
CONSENT = Text("동의표", "Consent")
PLAN = Text("계획", "Plan")

TASKS: Mapping[str, Words] = {
    "notice.start": Words(Text("전화하고 초기상담 시작하기", "Call and start first counselling"), OPEN, "notice", "thing"),
    "notice.reach": Words(Text("다시 전화하기", "Call again"), Text("전화하기", "Call"), "notice", "thing"),
    "notice.open": Words(Text("초기상담 마무리하기", "Finish first counselling"), OPEN, "notice", "thing"),
    "notice.not_reached": Words(Text("여러 번 닿지 않은 접수 살펴보기", "Look at a contact nobody could reach"), CHECK, "notice", "thing"),
    "case.assess": Words(Text("욕구·위기도 조사 시작하기", "Start the needs and risk survey"), OPEN, "case_move", "case", ("assess",)),
    "case.convene": Words(Text("사례회의에 올리기", "Bring to the conference"), OPEN, "case_move", "case", ("convene",)),
    "case.select": Words(Text("선정 결과 적기", "Record the selection"), OPEN, "case_move", "case", ("select",)),
    "case.plan": Words(Text("계획 단계로 옮기기", "Move on to the plan"), OPEN, "case_move", "case", ("plan",)),
    "case.check": Words(Text("정기 점검하기", "Do the regular check"), OPEN, "case", "case"),
    "case.ratify": Words(Text("긴급 선정 추인하기", "Ratify an urgent selection"), DECIDE, "case", "case"),
    "accompaniment.go": Words(Text("동행하기", "Go along"), OPEN, "case_accompany", "case"),
    "plan.write": Words(Text("계획 쓰기", "Write the plan"), PLAN, "case_plan", "case"),
    "plan.approve": Words(Text("계획 결재하기", "Decide on the plan"), DECIDE, "case_plan", "case"),
    "plan.start": Words(Text("계획 시작하기", "Start the plan"), PLAN, "case_plan", "case"),
    "closure.decide": Words(Text("종결 결정하기", "Decide on the closing"), DECIDE, "case_close", "case"),
    "consent.answer": Words(Text("동의 답 받아 적기", "Record the answers on consent"), CONSENT, "consents", "case"),
    "consent.renew": Words(Text("동의 기간이 끝나기 전에 다시 묻기", "Ask again before the consent ends"), CONSENT, "consents", "case"),
    "basis.decide": Words(Text("법적 근거 결정하기", "Decide on a legal basis"), DECIDE, "bases"),
    "basis.confirm": Words(Text("먼저 쓴 법적 근거 확인하기", "Confirm a basis that was used at once"), DECIDE, "bases"),
    "referral.consent": Words(Text("의뢰에 필요한 동의 묻기", "Ask the consent a referral waits for"), CONSENT, "consents", "case"),
    "referral.send": Words(Text("동의를 받았으니 의뢰 보내기", "The consent is there: send the referral"), Text("보내기", "Send"), "referral", "thing"),
    "referral.answer": Words(Text("의뢰에 답하기", "Answer a referral"), ANSWER, "referral", "thing"),
    "referral.begin": Words(Text("서비스 시작하기", "Begin the service"), OPEN, "referral", "thing"),
    "referral.complete": Words(Text("결과 적고 마치기", "Record the outcome and finish"), OPEN, "referral", "thing"),
    "referral.resend": Words(Text("의뢰 보완하기", "Complete a referral"), Text("보완하기", "Complete"), "referral", "thing"),
    "referral.acknowledge": Words(Text("회신 확인하고 마무리하기", "Check the reply and finish"), CHECK, "referral", "thing"),
    "referral.late": Words(Text("답이 늦은 의뢰 살펴보기", "Look at a referral without an answer"), CHECK, "referral", "thing"),
    "break_glass.review": Words(Text("긴급열람 검토하기", "Review an emergency access"), Text("검토하기", "Review"), "glass_review", "thing"),
    "break_glass.incident": Words(Text("긴급열람 침해 대응하기", "Handle a misuse of emergency access"), OPEN, "glass_review", "thing"),
    "break_glass.told": Words(Text("긴급열람이 있었음을 확인하기", "Note that there was an emergency access"), CHECK, "case_log", "case"),
    "link.decide": Words(Text("같은 분인지 판단하기", "Decide whether it is one person"), DECIDE, "safety"),
    "safety.ask": Words(Text("안전 연락 다시 묻기", "Ask the safe contact again"), Text("묻기", "Ask"), "case_safety", "case"),
    "order.change": Words(Text("보호조치의 주소 변경 신청하기", "Apply to change the address in the protective order"), OPEN, "case", "case"),
}  # fmt: skip
OTHER = Words(Text("할 일 확인하기", "Look at a task"), OPEN, "case", "case")
CALL = "notice.reach"
BY_HAND = frozenset({"break_glass.told", "order.change", "case.check", "break_glass.incident"})
"""Tasks that no page finishes: whoever did it says so."""


def words(what: str) -> Words:
    """The words of one task; a task of a kind nobody named still has a line."""
    return TASKS.get(what, OTHER)


def url(what: str, *, thing: UUID, case: UUID | None) -> str:
    """Where the task is done; empty when the page needs a case that one may not see."""
    found = words(what)
    if found.needs == "case":
        return reverse(found.page, args=[case, *found.more]) if case else ""
    page = reverse(found.page, args=[thing] if found.needs == "thing" else [])
    return f"{page}#call" if what == CALL else page


def by_hand(what: str) -> bool:
    """Is it ticked off by hand?"""
    return what in BY_HAND or what not in TASKS
