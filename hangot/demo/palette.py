"""What the invented people of one kind of centre come with: their words, and who usually helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hangot.demo.names import DESKS, STORIES, WISHES


@dataclass(frozen=True, slots=True)
class Kind:
    """Why somebody comes. `crimes`: the harm in the words of the pack; empty where there is none."""

    stories: Sequence[str]
    desks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """Kinds by name, wishes, and how people reach this centre."""

    kinds: Mapping[str, Kind]
    wishes: Sequence[str]
    channels: Sequence[str]


VICTIMS = Palette(
    {name: Kind(told, tuple(DESKS[name]), crimes=(name,)) for name, told in STORIES.items()},
    WISHES,
    ("phone", "phone", "phone", "visit", "visit", "online", "police_112"),
)
SPECIAL, OFFICE = "specialist-partners", "neighbourhood-office"
CHILD, MIND = "child-protection-agency", "mental-health-centre"
FAMILIES = Palette(
    {
        "home": Kind(
            ("어젯밤에 소리를 지르고 물건을 던졌어요. 아이가 다 봤어요.",
             "경찰이 다녀갔는데 오늘 또 그럴까 봐 무서워요."),
            (SPECIAL, OFFICE), ("safety", "family", "law_rights"), ("domestic_violence",),
        ),
        "child": Kind(
            ("아이를 혼내다가 너무 세게 때렸어요. 저도 이러고 싶지 않아요.",),
            (CHILD, OFFICE), ("safety", "family", "education"), ("child_abuse",),
        ),
        "elder": Kind(
            ("아들이 연금을 가져가고 밥을 주지 않아요.",),
            (OFFICE, SPECIAL), ("safety", "daily_life", "economy"), ("elder_abuse",),
        ),
        "drink": Kind(
            ("술만 마시면 다른 사람이 돼요. 어디에 말해야 할지 모르겠어요.",
             "며칠째 잠을 못 자고 자꾸 나쁜 생각이 들어요."),
            (MIND, OFFICE), ("health", "family"), ("self_harm",),
        ),
        "neglect": Kind(
            ("옆집 아이들끼리만 며칠째 있는 것 같아요.",),
            (CHILD, OFFICE), ("safety", "daily_life"), ("neglect",),
        ),
    },
    ("조용한 밤을 보내고 싶어요", "아이가 괜찮았으면 해요", "떨어져 지내고 싶어요", "같이 살되 안 싸웠으면 해요"),
    ("apo", "police_112", "police_112", "phone", "neighbour", "school"),
)  # fmt: skip
WORK, FUNDS = "employment-centre", "inclusive-finance-desk"
JOBS = Palette(
    {
        "laid_off": Kind(
            ("회사가 문을 닫았어요. 다음 달 월세가 걱정이에요.", "계약이 끝났어요. 실업급여가 되는지 알고 싶어요."),
            (WORK, "welfare-desk"), ("employment", "economy"),
        ),
        "career_break": Kind(
            ("아이를 키우느라 육 년을 쉬었어요. 다시 일하고 싶어요.",),
            ("womens-reemployment-centre", "local-job-centre"), ("employment", "family"),
        ),
        "discharged": Kind(
            ("전역하고 무엇을 해야 할지 모르겠어요.",),
            ("discharged-soldiers-centre", WORK), ("employment",),
        ),
        "debt": Kind(
            ("대출을 세 군데 갚고 있는데 이번 달에 끊겼어요.",),
            (FUNDS, "welfare-desk"), ("economy", "law_rights"),
        ),
        "unpaid": Kind(
            ("석 달째 월급을 못 받았어요.",), (WORK, FUNDS), ("economy", "law_rights"), ("wage_theft",),
        ),
        "alone": Kind(
            ("혼자 사는데 겨울을 어떻게 날지 모르겠어요.",),
            ("welfare-desk", "volunteer-centre", "culture-desk"), ("daily_life", "social"),
        ),
    },
    ("몸에 맞는 일을 찾고 싶어요", "아이를 맡기고 배우고 싶어요", "월세를 밀리지 않았으면 해요", "한 번에 다 물어보고 싶어요"),
    ("visit", "visit", "visit", "phone", "desk", "online"),
)  # fmt: skip
NETWORK, CCRS = "seongbuk-case-management", "ccrs"
DEBTS = Palette(
    {
        "shop": Kind(
            ("가게를 접고 나니 빚만 남았어요. 하루에 열 번씩 전화가 와요.",),
            (CCRS, NETWORK), ("economy", "law_rights"),
        ),
        "cards": Kind(
            ("카드로 카드를 막다가 더는 못 하겠어요.", "신용점수가 떨어져 휴대폰도 못 바꿔요."),
            (CCRS, "seoul-financial-welfare-central"), ("economy",),
        ),
        "lender": Kind(
            ("문자로 빌렸는데 일주일 만에 두 배가 됐어요. 가족에게 알리겠다고 해요.",),
            (NETWORK, "seoul-financial-welfare-central"), ("economy", "safety"), ("illegal_lending",),
        ),
        "young": Kind(
            ("첫 월급부터 학자금하고 생활비 대출로 다 나가요.",),
            ("seoul-financial-welfare-youth", CCRS), ("economy", "employment"),
        ),
    },
    ("전화가 그만 왔으면 해요", "다시 시작하고 싶어요", "가족은 몰랐으면 해요", "얼마씩 갚으면 되는지 알고 싶어요"),
    ("reservation", "reservation", "phone", "visit", "network", "online"),
)  # fmt: skip
