"""What stands around every staff page, drawn once for each set of duties and filled in afterwards.

It is the same for everybody with the same duties and holds nothing about anybody; number, names,
moment, form token and address take the place of marks that no text can contain.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.links import link
from hangot.templatetags import moments
from hangot.templatetags.markup import filled
from hangot.templatetags.words import english, in_language

# right, address name, icon, label: a post sees only the places its duties open.
PLACES: tuple[tuple[tuple[str, str, str, Text], ...], ...] = (
    (
        ("today.see", "today", "home", Text("오늘", "Today")),
        ("visit.find", "reception", "reception", Text("접수대", "Reception")),
        ("stop.find", "desk", "door", Text("내 창구", "My desk")),
        ("notice.write", "new_contact", "plus", Text("새 접수", "New contact")),
        ("notice.find", "notices", "phone", Text("접수", "Contacts")),
        ("report.find", "reports", "outbox", Text("신고", "Reports")),
    ),
    (
        ("case.find", "cases", "case", Text("사례", "Cases")),
        ("referral.find", "referrals", "inbox", Text("의뢰함", "Referrals")),
        ("conference.see", "conferences", "people", Text("회의", "Conferences")),
        ("training.see", "trainings", "book", Text("교육", "Training")),
        ("board.see", "board", "people", Text("네트워크 게시판", "Network board")),
        ("home_visit.see", "home_rounds", "home", Text("가정방문", "Home visits")),
        ("appointment.plan", "sooner_times", "clock", Text("앞당길 예약", "Earlier times")),
        ("message.find", "message_outbox", "outbox", Text("알림 보내기", "Messages")),
        ("rota.see", "rotas", "clock", Text("근무표", "Rota")),
        ("stock.see", "house_stock", "case", Text("물품·자리", "Stock")),
        ("places.see", "places", "calendar", Text("시간과 자리", "Hours and places")),
        ("upkeep.see", "house_upkeep", "home", Text("시설 관리", "Upkeep")),
        ("vacancy.see", "house_work", "case", Text("일자리·훈련", "Jobs and courses")),
        ("directory.see", "services", "services", Text("서비스 목록", "Services")),
        ("manual.see", "manual", "book", Text("운영매뉴얼", "Manual")),
    ),
    (
        ("identity_link.find", "safety", "shield", Text("보호 업무", "Safety desk")),
        ("basis.find", "bases", "law", Text("법적 근거", "Legal bases")),
        ("break_glass.find", "glasses", "key", Text("긴급열람 검토", "Emergency reviews")),
        ("benefit.find", "benefit_doubts", "check", Text("규칙 점검", "Rules to check")),
        ("audit.see", "review", "eye", Text("기록 점검", "Log review")),
        ("destruction.find", "retention", "clock", Text("보존과 파기", "Retention")),
        ("export.find", "exports", "outbox", Text("자료 반출", "Exports")),
        ("funnel.see", "house_funnel", "chart", Text("신고의 흐름", "Funnel of reports")),
        ("figures.see", "house_figures", "chart", Text("센터 통계", "Figures")),
        ("feed.govern", "house_feeds", "key", Text("신고 연계 열쇠", "Keys for reports")),
        ("rule_change.find", "rules", "chart", Text("지원 기준 수치", "Figures of the rules")),
        ("form.find", "house_forms", "case", Text("센터 양식", "Forms")),
        ("posts.see", "posts", "people", Text("직위", "Posts")),
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the rail."""

    url: str
    icon: str
    label: Text
    count: int | str
    current: bool


@dataclass(frozen=True, slots=True)
class Where:
    """The house one works in, and who one is there."""

    centre: Text
    post: Text
    worker: str


MANY = 99
COUNT, TOKEN, HERE, NOW = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
CENTRE, POST, WORKER = "\ufdd4", "\ufdd5", "\ufdd6"
Duties = frozenset[str]


def places(duties: Duties, path: str) -> list[list[Item]]:
    """The places these duties open, in groups; the nearest one to this address is current."""
    here = _nearest(duties, path)
    return [[replace(item, current=item.url == here) for item in group] for group in _open(duties)]


def drawn(duties: Duties, path: str, turns: int, *, where: Where) -> SafeString:
    """What stands on the left, with the number of turns beside Today."""
    html = _rail(duties, _nearest(duties, path), bool(turns), english())
    return filled(html, {
        COUNT: f"{MANY}+" if turns > MANY else str(turns), CENTRE: escape(in_language(where.centre)),
        POST: escape(in_language(where.post)), WORKER: escape(where.worker),
    })  # fmt: skip


def topbar(request: Any, token: str) -> SafeString:
    """Quick acts, moment, language, the way out; `token` is that of the forms."""
    duties = request.actor.duties
    html = _topbar(opens("person.find", duties), opens("notice.write", duties), english())
    return filled(html, {
        TOKEN: token, HERE: escape(request.get_full_path()), NOW: _moment(request.at),
    })  # fmt: skip


def _moment(at: Any) -> str:
    words = f"{in_language(moments.day_words(at))} {moments.hour_of(at)}"
    return format_html('<time datetime="{}">{}</time>', moments.stamp(at), words)


@lru_cache(maxsize=64)
def _open(duties: Duties) -> list[list[Item]]:
    groups = [
        [
            Item(url, icon, label, COUNT if name == "today" else 0, current=False)
            for right, name, icon, label in group
            if opens(right, duties) and (url := link(name))
        ]
        for group in PLACES
    ]
    return [group for group in groups if group]


def _nearest(duties: Duties, path: str) -> str:
    """The longest address of a place that this page lies under; only itself for the first page."""
    urls = (item.url for group in _open(duties) for item in group)
    return max(
        (u for u in urls if path == u or (u != "/" and path.startswith(u))), key=len, default=""
    )


@lru_cache(maxsize=512)
def _rail(duties: Duties, here: str, counted: bool, in_english: bool) -> str:  # noqa: ARG001, FBT001
    """`in_english` only tells the two drawings apart; the template asks for itself."""
    groups = [
        [replace(one, current=one.url == here, count=one.count if counted else 0) for one in group]
        for group in _open(duties)
    ]
    return render_to_string("components/head.html", {
        "nav": groups, "centre": CENTRE, "post_label": POST, "worker_name": WORKER, "seats_url": link("seats"),
    })  # fmt: skip


@lru_cache(maxsize=8)
def _topbar(may_find: bool, may_receive: bool, in_english: bool) -> str:  # noqa: ARG001, FBT001
    return render_to_string("components/topbar.html", {
        "may_find": may_find, "may_receive": may_receive, "now_drawn": NOW, "csrf_token": TOKEN,
        "request": {"get_full_path": HERE},
    })  # fmt: skip
