"""The papers of the house: what is filled in, printed and given into somebody's hand."""

from hangot.core.manual.blocks import Chapter, Items, Table, Words, joined
from hangot.core.packs import Profile
from hangot.core.text import Text

HEADS = (Text("서식", "Form"), Text("언제", "When"), Text("누가 씁니다", "Filled in by"))
RECEPTION, WORKER, PERSON = (
    Text("접수와 상담사", "reception and counsellor"),
    Text("담당자", "the worker in charge"),
    Text("본인과 담당자", "the person and the worker"),
)
PAPERS = (
    (Text("첫 상담지", "Sheet of the first conversation"), Text("접수할 때", "at the first contact"), RECEPTION),
    (Text("동의서", "Consent form"), Text("다른 기관에 알리기 전에", "before another agency is told"), PERSON),
    (Text("의뢰서와 회신서", "Referral and answer"), Text("기관에 부탁하고 답할 때", "when an agency is asked and answers"), WORKER),
    (Text("받을 수 있는 지원 안내", "Sheet of what may help"), Text("상담을 마칠 때", "at the end of a talk"), WORKER),
    (Text("방문 안내표", "Visit slip"), Text("예약을 잡은 뒤", "after the times are booked"), RECEPTION),
    (Text("서비스 제공계획서", "Service plan"), Text("계획을 세울 때", "when the plan is made"), PERSON),
    (Text("종결 기록", "Closing record"), Text("종결을 올릴 때", "when closing is proposed"), WORKER),
    (Text("본인 열람 기록", "Log for the person"), Text("본인이 물을 때", "when the person asks"), WORKER),
)  # fmt: skip
BRING = Text("오실 때 가져오시도록 말씀드릴 것", "What we ask people to bring")


def forms(pack: Profile) -> Chapter:
    """The forms of every centre, and what people are asked to bring to this one."""
    table = Table(Text("서식", "Forms"), HEADS, PAPERS)
    bring = Items(tuple(one.label for one in pack.choices("to_bring")))
    domains = joined(*(one.label for one in pack.choices("need_domains")))
    asked = Text(
        f"욕구와 위기도는 {domains.ko} 영역으로 살핍니다.",
        f"Needs and risks are looked at by domain: {domains.en}.",
    )
    return Chapter("forms", Text("서식", "Forms"), (table, Words(asked), Words(BRING), bring))
