"""Invented material for the gallery, the page that shows every component in every state."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from hangot.core.text import Text
from hangot.templatetags.moments import SEOUL

STAGE = 5
NOW = datetime(2026, 10, 19, 10, 24, tzinfo=SEOUL)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the drawn line."""

    at: date
    label: Text
    kind: str = "done"


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label="성명 · Name", help_text="가명도 괜찮습니다. · An alias is fine.", required=False
    )
    phone = forms.CharField(label="전화번호 · Phone")
    story = forms.CharField(label="본인의 말 · Own words", widget=forms.Textarea(attrs={"rows": 3}))
    purpose = forms.ChoiceField(label="목적 · Purpose", choices=[("", "고르세요 · Choose")])
    safe = forms.ChoiceField(
        label="지금 안전한가요? · Safe now?",
        widget=forms.RadioSelect,
        choices=[("yes", "예 · Yes"), ("no", "아니오 · No"), ("unknown", "확인 안 됨 · Unknown")],
    )
    needs = forms.MultipleChoiceField(
        label="필요한 것 · Needs",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("safety", "안전 · Safety"),
            ("health", "건강 · Health"),
            ("money", "경제 · Money"),
        ],
        required=False,
    )
    quiet = forms.BooleanField(label="문자 보내지 않기 · No text messages", required=False)


def samples() -> dict[str, Any]:
    """The whole context of `gallery.html`."""
    broken = SampleForm({"needs": ["safety"], "quiet": "on", "name": "한서윤"})
    broken.is_valid()
    return {
        "now": NOW, "sample_form": SampleForm(auto_id="ok_%s"), "broken_form": broken,
        "clocks": _clocks(), "header": _header(), "sections": _sections(), "rows": _rows(),
        "steps": _steps(), "entries": _entries(), "happenings": _happenings(),
        "points": range(2), "referrals": _referrals(), "runs": _runs(),
        "links": [("#", Text("드린 서비스 적기", "Record a service"))],
        "conflict": _conflict(), "reasons": _reasons(),
        "emergency": {"number": "26-0209", "until": NOW + timedelta(hours=3), "end_url": "#"},
    }  # fmt: skip


def _clocks() -> list[dict[str, Any]]:
    days = [(29, 0.1), (8, 0.4), (2, 0.7), (0.2, 0.9), (-0.7, 1), (-9, 1)]
    return [{"due": NOW + timedelta(days=left), "used": used} for left, used in days]


def _header() -> dict[str, Any]:
    tabs = [("case", Text("사례", "Case")), ("consent", Text("동의표", "Consent")),
            ("referrals", Text("의뢰", "Referrals")), ("notes", Text("상담기록", "Notes")),
            ("plan", Text("계획·점검", "Plan")), ("log", Text("누가 봤나", "Who looked"))]  # fmt: skip
    return {
        "name": Text("한서윤 님", "Han Seoyun"), "alias": "가람", "age": 29, "number": "26-0209",
        "number_label": Text("사례", "Case"), "since": date(2026, 9, 3),
        "lead": Text("사례관리 2", "Case management 2"), "lead_worker": "오세린",
        "state": {"label": Text("제공·점검", "Service"), "mine": True},
        "act": {"url": "#", "label": Text("기록 쓰기", "Write a note")},
        "safety": [Text("12:00~13:00에만 전화", "Call 12:00-13:00 only"),
                   Text("문자 금지", "No texts"),
                   Text("기관 이름 말하지 않기", "Do not name the agency")],
        "safety_due": NOW + timedelta(hours=5), "safety_url": "#",
        "tabs": [{"key": key, "url": "#", "label": label} for key, label in tabs],
    }  # fmt: skip


def _sections() -> list[dict[str, Any]]:
    desk = Text("금융 창구 담당석, 내선 305", "finance desk, extension 305")
    return [
        {"level": 3, "guarded": False, "title": Text("개요", "Overview"), "url": "#",
         "body": Text("목표 3개 중 1개 이룸.", "1 of 3 goals reached.")},
        {"level": 3, "guarded": True, "title": Text("신변보호", "Protection"), "url": "#",
         "body": Text("조치 2건 진행 중.", "2 measures are running.")},
        {"level": 3, "guarded": True, "title": Text("연락·주소", "Contact"), "url": "#", "contact_card": True},
        {"level": 2, "guarded": True, "title": Text("건강·심리", "Health"), "url": "#",
         "body": Text("상담 6회 중 3회 진행.", "3 of 6 sessions held.")},
        {"level": 1, "title": Text("금융·채무", "Finance"), "contact": desk},
        {"level": 0, "titles": Text("가족·관계, 복지·생활", "Family, welfare")},
    ]  # fmt: skip


def _referrals() -> list[dict[str, Any]]:
    given = Text("인적사항·법률", "Identity, law")
    waits = {"agency": Text("법률 창구", "Legal desk"), "post": Text("법률 1", "Law 1"), "url": "#", "mine": False,
             "sections": given, "state": Text("받음", "Accepted"), "turn": Text("받은 곳 차례", "the receiver"),
             "kind": "", "waits": NOW + timedelta(days=3), "since": None}  # fmt: skip
    over = {"waits": None, "since": NOW, "kind": "end", "turn": "", "url": "",
            "state": Text("확인함", "Acknowledged")}  # fmt: skip
    return [waits, waits | over]


def _runs() -> list[dict[str, Any]]:
    whole = {"label": Text("접수에서 계획까지", "From intake to plan"), "used": 0.4, "state": "",
             "soft": False, "due": NOW + timedelta(days=20)}  # fmt: skip
    late = {"label": Text("욕구·위기도조사", "Needs and risk survey"), "used": 1.0, "soft": True,
            "due": NOW - timedelta(hours=5)}  # fmt: skip
    return [whole, whole | late]


def _rows() -> list[dict[str, Any]]:
    line = Text("윤지호 님 · 접수 26-0412", "Yun Jiho · notice 26-0412")
    call = {"title": Text("전화 다시 걸기 (2번째 시도)", "Call again (second try)"), "line": line,
            "url": "#", "act": Text("전화하기", "Call"), "suffix": "26-0412", "icon": "phone",
            "late": True, "due": NOW - timedelta(hours=16)}  # fmt: skip
    ask = {"title": Text("동의 한 줄 더 묻기", "Ask one more consent"), "line": line, "url": "#",
           "act": Text("동의표", "Consent"), "due": NOW + timedelta(hours=7)}  # fmt: skip
    end = {"title": Text("회신 확인하고 마무리하기", "Check the reply and finish"), "line": line,
           "url": "#", "act": Text("확인하기", "Check"), "due": NOW + timedelta(days=6)}  # fmt: skip
    return [call, ask, end, {"title": Text("이사", "Move"), "line": line}]


def _steps() -> list[dict[str, Any]]:
    names = [Text("접수", "Notice"), Text("조사", "Assessment"), Text("사례회의", "Conference"),
             Text("선정", "Selection"), Text("계획", "Plan"), Text("제공·점검", "Service"),
             Text("종결심의", "Closing"), Text("사후관리", "Aftercare")]  # fmt: skip
    notes = (
        [Text("9월 3일", "3 Sep")] * STAGE
        + [Text("매월", "monthly")]
        + [Text("아직", "not yet")] * 2
    )
    return [
        {"label": name, "note": notes[number], "done": number < STAGE, "current": number == STAGE}
        for number, name in enumerate(names)
    ]


def _entries() -> list[dict[str, Any]]:
    return [
        {"when": Text("오늘", "Today"), "title": Text("새 주소 적음", "New address noted"),
         "line": Text("오세린 · 할 일 4건 생김", "Oh Serin · 4 tasks made"), "mark": "now"},
        {"at": date(2026, 10, 17), "title": Text("이사", "Moved")},
        {"at": date(2026, 9, 29), "title": Text("계획 결재", "Plan approved"), "mark": "past"},
    ]  # fmt: skip


def _happenings() -> list[Happening]:
    return [
        Happening(date(2026, 9, 2), Text("첫 연락", "First contact")),
        Happening(date(2026, 9, 3), Text("초기상담, 동의 4개", "First talk, 4 consents")),
        Happening(date(2026, 9, 3), Text("의뢰 5건", "5 referrals")),
        Happening(date(2026, 9, 17), Text("사례회의", "Conference")),
        Happening(date(2026, 9, 29), Text("계획 결재", "Plan approved")),
        Happening(date(2026, 10, 1), Text("회신 늦음", "Reply overdue"), "late"),
        Happening(date(2026, 10, 14), Text("법률구조 완료", "Legal aid completed")),
        Happening(date(2026, 10, 17), Text("이사", "Moved")),
        Happening(date(2026, 10, 19), Text("오늘", "Today"), "now"),
        Happening(date(2026, 11, 2), Text("다음 점검", "Next check"), "plan"),
        Happening(date(2026, 12, 2), Text("동의 끝남", "Consents end"), "plan"),
    ]


def _conflict() -> dict[str, Any]:
    wish = Text("바라는 것", "Wish")
    return {
        "action": "#", "version": 4, "once": "0199", "by": Text("오세린", "Oh Serin"), "at": NOW,
        "back_url": "#",
        "rows": [{"name": "wish", "label": wish, "mine": "집을 옮기고 싶습니다.", "long": True,
                  "theirs": "집을 옮기고, 일을 다시 찾고 싶습니다.", "differs": True},
                 {"name": "by", "label": Text("누가", "Who"), "mine": "본인", "theirs": "본인"}],
    }  # fmt: skip


def _reasons() -> list[tuple[str, Text]]:
    return [("court", Text("법원 문서에 적기", "For a court paper")),
            ("visit", Text("방문 약속", "To arrange a visit"))]  # fmt: skip
