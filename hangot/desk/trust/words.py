"""The log in words: acts, reasons and refusals as the screens say them."""

from collections.abc import Mapping

from hangot.audit.models import AuditEntry
from hangot.core.access import Section, by_number
from hangot.core.packs import Profile
from hangot.core.rights import SENTENCES
from hangot.core.text import Text

KINDS: Mapping[str, Text] = {
    "read": Text("보기", "Reading"),
    "write": Text("적기·고치기", "Writing"),
    "export": Text("내보내기", "Export"),
    "refused": Text("거부", "Refused"),
}
ACTS: Mapping[str, Text] = {
    "case.see": Text("사례 보기", "Case opened"),
    "case.find": Text("사례 목록", "List of cases"),
    "section.see": Text("구역 보기", "Section opened"),
    "contact.reveal": Text("연락처·주소 보기(60초)", "Contact or address shown for 60 seconds"),
    "contact.write": Text("연락처 적기", "Contact written"),
    "safety.write": Text("안전 연락 적기", "Safe contact written"),
    "person.write": Text("인적사항 적기", "Identity written"),
    "person.find": Text("사람 찾기", "Look-up"),
    "relationship.write": Text("관계 적기", "Relation written"),
    "need.write": Text("욕구 적기", "Needs written"),
    "note.write": Text("기록 쓰기", "Note written"),
    "file.write": Text("문서 올리기", "Document added"),
    "file.see": Text("문서 열기", "Document opened"),
    "task.write": Text("할 일 보내기", "Task given"),
    "task.done": Text("할 일 마침", "Task done"),
    "delivery.write": Text("드린 서비스 적기", "Service recorded"),
    "accompaniment.write": Text("동행 적기", "Going along planned"),
    "accompaniment.done": Text("동행 마침", "Going along done"),
    "order.take": Text("긴급조치 적기", "Emergency measure recorded"),
    "order.apply": Text("보호조치 청구 적기", "Application for an order recorded"),
    "order.record": Text("보호조치 적기", "Protective order recorded"),
    "order.ask": Text("보호조치 청구함", "Protective order asked for"),
    "order.grant": Text("보호조치 결정됨", "Protective order made"),
    "order.refuse": Text("보호조치 기각됨", "Protective order refused"),
    "order.extend": Text("보호조치 연장됨", "Protective order extended"),
    "order.change": Text("보호조치 내용 바뀜", "Terms of a protective order changed"),
    "order.lift": Text("보호조치 끝남", "Protective order lifted"),
    "removal.see": Text("요청 목록 보기", "Requests opened"),
    "removal.tell": Text("본인에게 진행 알림", "Told the person how it goes"),
    "lending.see": Text("물품·자리 지원 보기", "Support in kind opened"),
    "upkeep.see": Text("시설 관리 보기", "Upkeep opened"),
    "security_check.write": Text("보안 점검 적기", "Security check recorded"),
    "stock.see": Text("물품·자리 보기", "Stock opened"),
    "debt.see": Text("빚과 살림 보기", "Debts and budget opened"),
    "plan.copy": Text("계획 사본 보기", "Copy of the plan opened"),
    "plan.part": Text("계획에서 창구 몫 적기", "Part of a desk in the plan written"),
    "employment.see": Text("구직 정보 보기", "Search for work opened"),
    "employment.write": Text("구직 정보 적기", "Search for work written"),
    "vacancy.see": Text("일자리·훈련 보기", "Jobs and courses opened"),
    "vacancy.write": Text("일자리·훈련 올리기", "Jobs and courses written"),
    "debt.write": Text("빚과 살림 적기", "Debts and budget written"),
    "home_visit.plan": Text("가정방문 잡기", "Home visit planned"),
    "home_visit.set_round": Text("가정방문 동선 정하기", "Home visit put into a round"),
    "home_visit.depart": Text("가정방문 출발", "Left for a home visit"),
    "home_visit.arrive": Text("가정방문 도착", "Arrived at the home"),
    "home_visit.delay": Text("가정방문 복귀 늦춤", "Back later from a home visit"),
    "home_visit.come_back": Text("가정방문 복귀", "Safely back from a home visit"),
    "home_visit.cancel": Text("가정방문 취소", "Home visit cancelled"),
    "seat.move": Text("담당석 바꾸기", "Team changed"),
    "plan.see": Text("계획 보기", "Plan opened"),
    "plan.settle": Text("할 일을 했는지 적기", "Action ticked off"),
    "plan.write": Text("계획 고치기", "Plan changed"),
    "consent.see": Text("동의표 보기", "Consents opened"),
    "consent.print": Text("동의표 인쇄", "Consents printed"),
    "disclosure.see": Text("준 목록 보기", "Disclosures opened"),
    "referral.see": Text("의뢰 보기", "Referral opened"),
    "referral.find": Text("의뢰함", "List of referrals"),
    "answer_link.make": Text("답 링크 만들기", "Answer link made"),
    "answer_link.end": Text("답 링크 끊기", "Answer link ended"),
    "answer_link.open": Text("답 링크 열기", "Answer link opened"),
    "outside.write": Text("밖의 기관 적기", "Agency outside written down"),
    "log.find": Text("사례 번호로 기록 열기", "Log opened by case number"),
    "log.see": Text("누가 봤나 보기", "This log opened"),
    "log.print": Text("본인에게 드릴 기록 인쇄", "Log printed for the person"),
    "audit.see": Text("기록 점검", "Log review"),
    "audit.review": Text("점검 결과 적기", "Result of a review"),
    "audit.begin": Text("한 달 점검 시작", "Review of a month begun"),
    "audit.close": Text("한 달 점검 마감", "Review of a month closed"),
    "destruction.find": Text("보존과 파기 화면", "Page of retention"),
    "destruction.carry_out": Text("기록 파기", "Record destroyed"),
    "retention.replay": Text("되살린 사본에서 다시 파기", "Destroyed again after a restore"),
    "legal_hold.write": Text("보존유예", "Legal hold"),
    "legal_hold.lift": Text("보존유예 풀기", "Legal hold lifted"),
    "export.find": Text("자료 반출 화면", "Page of exports"),
    "export.fetch": Text("반출 파일 받음", "Export fetched"),
    "audit.bundle": Text("심사 증적 묶음 내려받기", "Evidence bundle taken"),
    "notice.see": Text("접수 보기", "Notice opened"),
    "notice.write": Text("접수 적기", "Notice written"),
    "break_glass.write": Text("긴급열람 시도", "Emergency access asked"),
    "break_glass.find": Text("긴급열람 검토", "Emergency access reviewed"),
    "rules.see": Text("지원 기준 수치 보기", "Figures of the rules opened"),
    "rules.count": Text("수치 고치기: 영향받는 사람 수 세기", "Change of a figure: people counted"),
    "rule_change.find": Text("수치 고치기 보기", "Changes of figures opened"),
    "post.move": Text("직위 넘기기", "Post handed over"),
    "worker.add": Text("직원 등록", "Worker added"),
    "factor.add": Text("본인 확인 수단 더하기", "Second factor added"),
    "factor.remove": Text("본인 확인 수단 지우기", "Second factor removed"),
    "factor.reset": Text("복구 코드 새로 만들기", "Recovery codes made anew"),
    "factor.prove": Text("본인 확인", "Second factor"),
    "password.change": Text("비밀번호 바꾸기", "Password changed"),
    "keys.rotate": Text("열쇠 바꾸기", "Keys changed"),
    "backup.take": Text("자료 전체의 사본 만들기", "Copy of everything made"),
    "backup.restore": Text("사본으로 되살리기", "Put back from a copy"),
}
BECAUSE: Mapping[str, Text] = {
    "link_locked": Text("코드를 여러 번 틀려 잠김", "Locked after wrong codes"),
    "wrong_code": Text("코드가 맞지 않음", "Wrong code"),
    "hidden": Text("볼 수 있는 근거 없음", "No ground to see it"),
    "stale": Text("그 사이에 바뀜", "Changed meanwhile"),
    "wrong_state": Text("지금 단계에서 할 수 없음", "Not possible at this stage"),
    "nothing_found": Text("결과 없음", "Nothing found"),
    "too_many": Text("조회 횟수 초과", "Too many look-ups"),
    "has_fresh_factor": Text("본인 확인이 오래됨", "Second factor too old"),
    "missing_gate_covers": Text("동의나 법적 근거 없음", "No consent or legal basis"),
    "missing_referrals_ended": Text("끝나지 않은 의뢰가 있음", "Referrals still open"),
}
NO_DUTY = Text("직위로 할 수 없는 일", "Not a duty of the post")
INCOMPLETE = Text("빠진 것이 있음", "Something was missing")
UNKNOWN_DANGER = Text("기타", "Other")
UNKNOWN = Text("처리", "Act")


def act(entry: AuditEntry, pack: Profile) -> Text:
    """What was done: the act or the step of a life, with its section where that says more."""
    known = ACTS.get(entry.act) or _step(entry.act, pack)
    if entry.kind == "read" and entry.act.endswith((".write", ".move")):
        known = Text(f"{known.ko}: 화면만 봄", f"{known.en}: page opened only")
    if entry.section in (None, Section.OVERVIEW.number):
        return known
    section = pack.sections[by_number(entry.section or 1)].label
    return Text(f"{section.ko} · {known.ko}", f"{section.en} · {known.en}")


def _step(name: str, pack: Profile) -> Text:
    life, _, event = name.partition(".")
    if life not in pack.lives:
        return UNKNOWN
    table = pack.life(life)
    labels = {step.event: step.label for step in table.steps}
    label = labels.get(event)
    if label is None:
        return table.title
    return Text(f"{table.title.ko}: {label.ko}", f"{table.title.en}: {label.en}")


def why(entry: AuditEntry, pack: Profile) -> Text:
    """The reason that was given, else the purpose of the door."""
    if entry.reason:
        for name, entries in pack.lists.items():
            if name.endswith(("_reasons", "_codes")) and entry.reason in entries:
                return entries[entry.reason].label
    return purpose(entry, pack)


def purpose(entry: AuditEntry, pack: Profile) -> Text:
    """What the door that was used is for."""
    purposes = {one.value: label for one, label in pack.purposes.items()}
    return purposes.get(entry.purpose, Text(entry.purpose, entry.purpose))


def danger(code: str, pack: Profile) -> Text:
    """The kind of danger of an emergency access; a word the pack does not know hides no line."""
    known = pack.lists["break_glass_reasons"].get(code)
    return known.label if known else UNKNOWN_DANGER


def because(entry: AuditEntry) -> Text | None:
    """Why it was refused or what came of it; None when there is nothing to say."""
    code = entry.because
    if not code:
        return None
    if code in BECAUSE:
        return BECAUSE[code]
    if code in SENTENCES:
        return SENTENCES[code]
    if code.startswith("holds_duty"):
        return NO_DUTY
    return INCOMPLETE if entry.kind == "refused" else None


DOORS: tuple[tuple[str, Text], ...] = (
    ("case", Text("사례 화면", "Case page")),
    ("section", Text("사례 화면", "Case page")),
    ("referral", Text("의뢰 화면", "Referral page")),
    ("consent", Text("동의표 화면", "Consent page")),
    ("notice", Text("접수 화면", "Contact page")),
    ("contact", Text("사례 화면", "Case page")),
    ("plan", Text("계획 화면", "Plan page")),
    ("glass", Text("긴급열람 화면", "Emergency page")),
    ("log", Text("누가 봤나 화면", "Log page")),
    ("file", Text("문서 화면", "Documents")),
    ("answer", Text("답 링크", "Answer link")),
    ("command", Text("명령", "Command")),
)


def door(entry: AuditEntry) -> Text | None:
    """From which page, by the first word of the door's name."""
    return next((label for start, label in DOORS if entry.door.startswith(start)), None)
