"""Invented names, numbers and sentences of the demo. No line was ever said by anybody."""

from collections.abc import Mapping, Sequence

FAMILY: Sequence[str] = (*"가나도라마모보사서소아오우이자조주지차초타하호", "남궁", "선우")
GIVEN: Sequence[str] = (
    "가온", "나래", "다솜", "다온", "단비", "도담", "두레", "라온", "로운", "루다", "마루", "모아",
    "미르", "바름", "벼리", "보람", "빛솔", "새론", "소담", "솔비", "시내", "아람", "아라", "여울",
    "예슬", "온유", "우솔", "은새", "이든", "이룸", "잔디", "지음", "찬솔", "초롱", "큰솔", "태미",
    "푸름", "하늬", "한별", "해든", "해솔", "혜윰", "누리", "늘찬", "달래", "든해", "맑음", "봄내",
)  # fmt: skip
ALIASES: Sequence[str] = ("구름", "바람", "노을", "별이", "이슬", "여름", "가을", "하루")

# Kind of harm: what the person said, and the desks that usually help.
STORIES: Mapping[str, Sequence[str]] = {
    "stalking": (
        "퇴근길마다 같은 사람이 따라와요. 집 앞에서 기다린 적도 있어요.",
        "전화번호를 바꿨는데 또 알아냈어요. 회사 앞에도 왔어요.",
    ),
    "dating_violence": (
        "헤어지자고 했더니 집에 찾아와서 물건을 부쉈어요.",
        "전에 만나던 사람이 제 친구들에게 연락해서 제가 어디 있는지 물어요.",
    ),
    "domestic_violence": (
        "아이들 앞에서 소리를 지르고 밀쳤어요. 집에 돌아가기가 무서워요.",
        "생활비를 주지 않고 전화기를 검사해요.",
    ),
    "digital_sex_crime": (
        "제 사진이 올라왔다는 연락을 받았어요. 지울 수 있는지 알고 싶어요.",
        "돈을 보내지 않으면 퍼뜨리겠다고 해요.",
    ),
    "sexual_violence": ("누구에게도 말하지 못했어요. 혼자 조사받으러 가기가 두려워요.",),
    "violent": (
        "가게에서 다친 뒤로 일을 못 하고 있어요. 치료비가 걱정이에요.",
        "그날 이후로 밤에 잠을 못 자요. 문소리만 나도 놀라요.",
    ),
    "fraud_property": (
        "전세금을 돌려받지 못했어요. 당장 나갈 곳이 없어요.",
        "대출을 갚게 해 준다고 해서 돈을 보냈는데 연락이 끊겼어요.",
    ),
    "child_abuse": ("아이가 어른을 무서워해요. 무엇을 물어봐도 되는지 모르겠어요.",),
    "retaliation": ("신고한 뒤로 모르는 차가 집 앞에 서 있어요.",),
    "other": ("어디에 물어봐야 할지 몰라서 전화했어요.",),
}
DESKS: Mapping[str, Sequence[str]] = {
    "stalking": (
        "police-victim-desk",
        "seoul-stalking-support",
        "korea-legal-aid",
        "moel-job-centre",
    ),
    "dating_violence": ("police-victim-desk", "smile-centre", "crime-victim-support-centre"),
    "domestic_violence": ("police-victim-desk", "law-home-doctor", "seoul-welfare-desk"),
    "digital_sex_crime": (
        "seoul-digital-sex-crime-centre",
        "victims-public-counsel",
        "smile-centre",
    ),
    "sexual_violence": ("victims-public-counsel", "smile-centre", "statement-assistants"),
    "violent": ("crime-victim-support-centre", "prosecution-victim-desk", "smile-centre"),
    "fraud_property": ("inclusive-finance-centre", "law-home-doctor", "seoul-welfare-desk"),
    "child_abuse": ("statement-assistants", "victims-public-counsel", "seoul-welfare-desk"),
    "retaliation": ("police-victim-desk", "crime-victim-support-centre", "korea-legal-aid"),
    "other": ("law-home-doctor", "seoul-job-centre", "seoul-welfare-desk"),
}
WISHES: Sequence[str] = (
    "집을 옮기고 싶어요", "혼자 조사받지 않았으면 해요", "다시 일하고 싶어요", "잠을 자고 싶어요",
    "아이가 괜찮았으면 해요", "돈을 돌려받고 싶어요", "누가 옆에 있어 주면 좋겠어요",
)  # fmt: skip
REASONS: Sequence[str] = (
    "본인이 먼저 말씀하신 필요입니다. 절차를 안내해 주시기 바랍니다.",
    "안전한 시간에만 연락 부탁드립니다. 준비된 서류는 본인이 가지고 갑니다.",
    "처음 이용하시는 분입니다. 천천히 설명해 주시면 좋겠습니다.",
    "기한이 가까워 먼저 의뢰드립니다. 궁금한 점은 센터로 전화 주십시오.",
)
NOTES: Sequence[str] = (
    "통화함. 지난번보다 목소리가 편안하셨음. 다음 주에 다시 이야기하기로 함.",
    "내방하셔서 서류를 함께 작성함. 빠진 서류는 없음.",
    "혼자 있는 시간이 힘들다고 하심. 원하실 때 들르실 수 있음을 다시 말씀드림.",
    "다음 절차와 날짜를 함께 확인하고 종이에 적어 드림.",
)
ANSWERS: Sequence[str] = (
    "다음 주 중 만나기로 했습니다.", "본인과 통화했고 준비물을 안내했습니다.",
    "첫 상담을 잡았습니다. 결과를 알려 드리겠습니다.",
)  # fmt: skip
RESULTS: Sequence[str] = (
    "상담 1회 진행, 신청서 작성을 도움", "신청 접수를 마침", "절차를 설명하고 자료를 드림",
    "필요한 물품을 전달하고 쓰는 법을 설명함",
)  # fmt: skip
GOALS: Sequence[tuple[str, str, str]] = (
    ("safety", "안전한 곳에서 지낸다", "안전 계획을 함께 세우고 한 달에 한 번 살핀다"),
    ("health", "잠을 다시 잘 수 있다", "심리상담을 여섯 번 이어 간다"),
    ("economy", "석 달 동안 생활이 끊기지 않는다", "생계비 지원을 신청하고 결과를 확인한다"),
    ("law_rights", "절차를 알고 혼자 겪지 않는다", "조사와 재판 날짜에 함께 간다"),
    ("employment", "몸에 맞는 일을 찾는다", "직업상담 뒤에 이력서를 새로 쓴다"),
)
PLACES: Sequence[str] = ("새솔마을 3동", "온누리길 12", "해오름로 7", "무지개마을 101호")
