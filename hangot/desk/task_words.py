"""What each task asks for, on Today and on the case page: a verb, a button, and where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hangot.cases.turns import KINDS
from hangot.core.text import Text
from hangot.desk.links import link
from hangot.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Words:
    """Title, button, name of the page, and whose id its address needs: case, thing, subject or none.

    `by_hand`: no page finishes it; whoever did it says so. `line` explains it on the case page.
    """

    title: Text
    act: Text
    page: str = ""
    needs: str = ""
    more: tuple[str, ...] = ()
    by_hand: bool = False
    line: Text | None = None


OPEN = Text("열기", "Open")
ANSWER = Text("답하기", "Answer")
CHECK = Text("확인하기", "Check")
DECIDE = Text("결정하기", "Decide")
CONSENT = Text("동의표", "Consent")
PLAN = Text("계획", "Plan")
SAME_WAY = Text(
    "연락처가 바뀐 뒤에도 같은 시간과 방법인지",
    "Whether time and way are still the same after the change",
)
OLD_ADDRESS = Text(
    "법원과 경찰은 아직 옛 주소로 알고 있습니다", "Court and police still know the old address"
)

TASKS: Mapping[str, Words] = {
    "notice.start": Words(Text("전화하고 초기상담 시작하기", "Call and start first counselling"), OPEN, "notice", "thing"),
    "notice.reach": Words(Text("다시 전화하기", "Call again"), Text("전화하기", "Call"), "notice", "thing"),
    "notice.open": Words(Text("초기상담 마무리하기", "Finish first counselling"), OPEN, "notice", "thing"),
    "notice.not_reached": Words(Text("여러 번 닿지 않은 접수 살펴보기", "Look at a contact nobody could reach"), CHECK, "notice", "thing"),
    "notice.way_letter": Words(Text("안전한 편지 보내기", "Send a safe letter"), OPEN, "notice", "thing"),
    "notice.way_visit": Words(Text("두 사람이 찾아가서 만나기", "Go there in a pair"), OPEN, "notice", "thing"),
    "notice.way_police": Words(Text("센터가 닿지 못한 집의 안부 확인하기", "Check on a home the centre cannot reach"), ANSWER, "report", "thing"),
    "clock.notice": Words(Text("기한이 지난 접수를 담당자와 살펴보기", "Look with its post at a contact whose time ran out"), CHECK, "notice", "subject", by_hand=True),
    "clock.case": Words(Text("기한이 지난 사례를 담당자와 살펴보기", "Look with its post at a case whose time ran out"), CHECK, "case", "case", by_hand=True),
    "case.assess": Words(Text("욕구·위기도 조사 시작하기", "Start the needs and risk survey"), OPEN, "case_move", "case", ("assess",)),
    "case.convene": Words(Text("사례회의에 올리기", "Bring to the conference"), OPEN, "case_move", "case", ("convene",)),
    "case.select": Words(Text("회의에서 선정 결정하기", "Let a conference decide the selection"), OPEN, "case_conference", "case"),
    "case.plan": Words(Text("계획 단계로 옮기기", "Move on to the plan"), OPEN, "case_move", "case", ("plan",)),
    "case.check": Words(Text("정기 점검하기", "Do the regular check"), OPEN, "case_checks", "case"),
    "check.read": Words(Text("점검에서 알린 것 결정하기", "Decide what a check found"), DECIDE, "case_checks", "case", by_hand=True),
    "case.resume": Words(Text("멈춘 사례를 이어 갈지 살펴보기", "See whether a suspended case can go on"), OPEN, "case_move", "case", ("resume",)),
    "case.aftercare": Words(Text("사후관리로 안부 살피기", "Do the aftercare check"), OPEN, "case_checks", "case"),
    "case.ratify": Words(Text("긴급 선정 추인하기", "Ratify an urgent selection"), DECIDE, "case", "case"),
    "case.confirm_urgent": Words(Text("긴급 선정에 함께했는지 확인하기", "Confirm that you agreed to an urgent selection"), CHECK, "case", "case", by_hand=True),
    "accompaniment.go": Words(Text("동행하기", "Go along"), OPEN, "case_accompany", "case"),
    "order.ask": Words(Text("긴급조치 청구하기", "Ask the court after an emergency measure"), OPEN, "case_orders", "case"),
    "order.ending": Words(Text("보호조치가 끝나기 전에 연장 살펴보기", "See to an extension before a protective order ends"), OPEN, "case_orders", "case"),
    "order.missed": Words(Text("청구 기한이 지난 긴급조치 확인하기", "Look at an emergency measure nobody asked for in time"), CHECK, "case_orders", "case"),
    "removal.look": Words(Text("부탁받은 것 다시 확인하기", "Look again at what was asked for"), CHECK, "case_removals", "case"),
    "removal.tell": Words(Text("부탁받은 일의 결과 알리기", "Tell the result of what was asked for"), OPEN, "case_removals", "case"),
    "lending.overdue": Words(Text("빌려 드린 것 돌려받거나 연장하기", "Take back or extend what was lent"), OPEN, "case_support", "case"),
    "lending.ending": Words(Text("빌려 드린 것을 돌려받거나 연장할 날 정하기", "Settle when to take back or extend what was lent"), OPEN, "case_support", "case"),
    "lending.free": Words(Text("빈 것이 생겨 대기하던 분께 예약해 드리기", "One is free: reserve it for who waited"), OPEN, "case_support", "case"),
    "measure.ask": Words(Text("긴급조치 청구하고 적기", "Ask the court after an emergency measure, and record it"), OPEN, "report", "subject"),
    "measure.missed": Words(Text("청구가 적히지 않은 긴급조치를 경찰에 확인하기", "Ask the police about a measure nobody recorded as asked for"), CHECK, "report", "subject", by_hand=True),
    "debt.exempt": Words(Text("면제재산 신청하기", "Apply for exempt property"), OPEN, "case_debts", "case"),
    "plan.part": Words(Text("합동계획에서 우리 창구가 할 일 적기", "Write what your desk does for the joint plan"), PLAN, "case_copy", "case"),
    "work.report": Words(Text("실업인정 받기", "Recognition of unemployment"), OPEN, "case_work", "case"),
    "work.check": Words(Text("일 시작한 뒤 안부 확인하기", "Ask how it goes at work"), OPEN, "case_work", "case"),
    "home_visit.go": Words(Text("가정방문 가기", "Go on a home visit"), OPEN, "home_visit", "thing"),
    "home_visit.again": Words(Text("집에 없어 다시 방문 잡기", "Nobody was at home: plan another visit"), OPEN, "case_home_visits", "case", by_hand=True),
    "home_visit.not_back": Words(Text("가정방문에서 돌아오지 않음: 지금 확인하기", "Not back from a home visit: find out now"), CHECK, "home_visit", "thing"),
    "visit.replan": Words(Text("늦어진 방문의 남은 예약 다시 잡기", "Book anew what is left of a visit that runs late"), OPEN, "visit", "thing"),
    "appointment.offer_again": Words(Text("취소된 예약의 새 시간 찾기", "Find a new time for a cancelled appointment"), OPEN, "case_times", "case"),
    "appointment.time_free": Words(Text("빈 시간이 생겼으니 못 잡은 예약 다시 찾기", "A time is free again: look once more for what had none"), OPEN, "case_times", "case"),
    "plan.write": Words(Text("계획 쓰기", "Write the plan"), PLAN, "case_plan", "case"),
    "plan.approve": Words(Text("계획 결재하기", "Decide on the plan"), DECIDE, "case_plan", "case"),
    "plan.start": Words(Text("계획 시작하기", "Start the plan"), PLAN, "case_plan", "case"),
    "closure.decide": Words(Text("종결 결정하기", "Decide on the closing"), DECIDE, "case_close", "case"),
    "consent.answer": Words(Text("동의 답 받아 적기", "Record the answers on consent"), CONSENT, "consents", "case"),
    "consent.renew": Words(Text("동의 기간이 끝나기 전에 다시 묻기", "Ask again before the consent ends"), CONSENT, "consents", "case"),
    "disclosure.review": Words(Text("무효인 동의로 준 것 살펴보기", "Look at what a void consent gave away"), CHECK, "disclosures", "case", by_hand=True),
    "basis.decide": Words(Text("법적 근거 결정하기", "Decide on a legal basis"), DECIDE, "bases"),
    "referral.consent": Words(Text("의뢰에 필요한 동의 묻기", "Ask the consent a referral waits for"), CONSENT, "consents", "case"),
    "referral.send": Words(Text("동의를 받았으니 의뢰 보내기", "The consent is there: send the referral"), Text("보내기", "Send"), "referral", "thing"),
    "referral.answer": Words(Text("의뢰에 답하기", "Answer a referral"), ANSWER, "referral", "thing"),
    "referral.begin": Words(Text("서비스 시작하기", "Begin the service"), OPEN, "referral", "thing"),
    "referral.complete": Words(Text("결과 적고 마치기", "Record the outcome and finish"), OPEN, "referral", "thing"),
    "referral.resend": Words(Text("의뢰 보완하기", "Complete a referral"), Text("보완하기", "Complete"), "referral", "thing"),
    "referral.acknowledge": Words(Text("회신 확인하고 마무리하기", "Check the reply and finish"), CHECK, "referral", "thing"),
    "referral.late": Words(Text("답이 늦은 의뢰 살펴보기", "Look at a referral without an answer"), CHECK, "referral", "thing"),
    "referral.outside": Words(Text("밖의 기관이 답하는지 챙기기", "See that the agency outside answers"), OPEN, "referral", "thing"),
    "referral.link": Words(Text("잠긴 답 링크 새로 만들기", "Make a new answer link: the last one is locked"), OPEN, "referral", "thing"),
    "benefit.check": Words(Text("지원금 심사 시작하기", "Begin to check a benefit"), OPEN, "benefit", "thing"),
    "benefit.decide": Words(Text("지원금 결정하기", "Decide on a benefit"), DECIDE, "benefit", "thing"),
    "benefit.proof": Words(Text("이번 달 구직활동 확인하기", "See this month's proof of looking for work"), CHECK, "benefit", "thing", by_hand=True),
    "benefit.pay": Words(Text("지원금 지급하기", "Pay a benefit"), OPEN, "benefit", "thing"),
    "benefit.settle": Words(Text("지원금 정산하기", "Settle a benefit"), OPEN, "benefit", "thing"),
    "benefit.appeal": Words(Text("부결에 이의신청할지 여쭙기", "Ask whether to appeal a refusal"), OPEN, "benefit", "thing"),
    "benefit.told": Words(Text("지원금 결정을 본인에게 알리기", "Tell the person of the decision"), OPEN, "benefit", "thing", by_hand=True),
    "benefit.report": Words(Text("달라진 사실을 결정 기관에 알리기", "Report a changed fact to the deciding agency"), OPEN, "benefit", "thing", by_hand=True),
    "conference.contribute": Words(Text("회의에 낼 의견 쓰기", "Write a contribution to a conference"), OPEN, "conferences"),
    "training.answer": Words(Text("교육 초대에 답하기", "Answer an invitation to a training"), ANSWER, "training", "thing"),
    "action_item.do": Words(Text("회의에서 맡은 과제 하기", "Do what a conference gave you"), OPEN, "conference_action", "thing"),
    "alarm.safety": Words(Text("양식의 경보 살피기", "Look at an alarm of a form"), OPEN, "alarm", "thing"),
    "alarm.supervisor": Words(Text("양식의 경보를 함께 살피기", "See to an alarm of a form"), OPEN, "alarm", "thing"),
    "alarm.author": Words(Text("양식의 경보에 한 일 적기", "Record what was done after an alarm"), OPEN, "alarm", "thing"),
    "alarm.report": Words(Text("법에 따라 신고하고 적기", "Report as the law demands, and record it"), OPEN, "alarm", "thing"),
    "message.decide": Words(Text("알림을 보내도 되는지 살펴보기", "See whether a message may go"), CHECK, "message", "thing"),
    "message.confirm": Words(Text("긴급 발송 함께 확인하기", "Confirm an urgent message"), CHECK, "message", "thing"),
    "message.call": Words(Text("전화로 알리기", "Tell it on the phone"), OPEN, "message", "thing"),
    "message.print": Words(Text("편지 인쇄해서 보내기", "Print and post a letter"), OPEN, "message", "thing"),
    "message.otherwise": Words(Text("보내지 못한 알림 다른 방법으로 전하기", "Tell in another way what did not go"), OPEN, "message", "thing"),
    "message.unsure": Words(Text("보냈는지 모르는 알림 확인하기", "Check a message that perhaps went"), CHECK, "message", "thing"),
    "appointment.tell": Words(Text("바뀐 예약 시간을 직접 알리기", "Tell the person of the new time"), OPEN, "case_times", "case", by_hand=True),
    "break_glass.review": Words(Text("긴급열람 검토하기", "Review an emergency access"), Text("검토하기", "Review"), "glass_review", "thing"),
    "break_glass.incident": Words(Text("긴급열람 침해 대응하기", "Handle a misuse of emergency access"), OPEN, "glass_review", "thing", by_hand=True),
    "break_glass.told": Words(Text("긴급열람이 있었음을 확인하기", "Note that there was an emergency access"), CHECK, "case_log", "case", by_hand=True),
    "link.decide": Words(Text("같은 분인지 판단하기", "Decide whether it is one person"), DECIDE, "safety"),
    "separation.meet": Words(Text("만나면 안 되는 두 분의 시간 살펴보기", "Look at two who would meet"), CHECK, "safety", by_hand=True),
    "safety.ask": Words(Text("안전 연락 다시 묻기", "Ask the safe contact again"), Text("묻기", "Ask"), "case_safety", "case", line=SAME_WAY),
    "order.change": Words(Text("보호조치의 주소 변경 신청하기", "Apply to change the address in the protective order"), OPEN, "case_orders", "case", by_hand=True, line=OLD_ADDRESS),
    "figures.hand_in": Words(Text("지난해 운영 실적 보고하기", "Hand in the report of the past year"), OPEN, "house_figures", by_hand=True),
    **{what: Words(title, OPEN, "case", "case", by_hand=True) for what, title in KINDS.items()},
}  # fmt: skip
OTHER = Words(Text("할 일 확인하기", "Look at a task"), OPEN, "case", "case", by_hand=True)
CALL = "notice.reach"


def words(what: str) -> Words:
    """The words of one task; a task of a kind nobody named still has a line."""
    return TASKS.get(what, OTHER)


def url(what: str, *, thing: UUID, case: UUID | None) -> str:
    """Where the task is done; empty when the page needs a case that one may not see."""
    found = words(what)
    if found.needs == "case":
        return link(found.page, case, *found.more) if case else ""
    page = link(found.page, *((thing,) if found.needs in ("thing", "subject") else ()))
    return f"{page}#call" if what == CALL else page


def _named(task: Task, found: Words) -> UUID:
    """Whose id the address of its page has."""
    return task.subject_id if found.needs == "subject" else task.thing_id


def used(task: Task, now: datetime) -> float | None:
    """The part of its time that is over; None for a task without a date."""
    if task.due is None or task.due <= task.created_at:
        return None
    return (now - task.created_at) / (task.due - task.created_at)


def drawn(task: Task, *, case: UUID | None, now: datetime) -> dict[str, Any]:
    """What every list of tasks shows of one: until when, what, where; the lists add for whom."""
    found = words(task.what)
    return {
        "title": found.title, "act": found.act, "due": task.due, "soft": task.soft,
        "used": used(task, now), "late": bool(task.due and task.due < now and not task.soft),
        "url": url(task.what, thing=_named(task, found), case=case), "by_hand": found.by_hand,
    }  # fmt: skip


def on_case(task: Task, case_id: UUID, *, now: datetime) -> dict[str, Any]:
    """One open task as a line of the case page; no address when that is the page one is on."""
    found = words(task.what)
    line = drawn(task, case=case_id, now=now)
    return {
        **line, "line": found.line, "suffix": found.title,
        "url": "" if found.page == "case" else line["url"],
        "done_url": link("task_done", task.pk) if found.by_hand else "",
    }  # fmt: skip
