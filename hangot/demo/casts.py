"""The staff of the other centres of the demo: one worker per post, plainly invented."""

import random
from collections.abc import Mapping

from hangot.demo.names import FAMILY, GIVEN

SEONGBUK: Mapping[str, str] = {
    "reception-1": "오늘봄",
    "counsellor-1": "조아라",
    "counsellor-2": "윤가람",
    "case-manager-1": "유하준",
    "case-manager-2": "민다솔",
    "team-lead": "강민정",
    "centre-manager": "표한결",
    "safety-officer": "하누리",
    "privacy-officer": "봄이든",
    "auditor": "길새벽",
    "statistics": "모은수",
    "administrator": "탁한솔",
    "apo-1": "이도현",
    "neighbourhood-office-1": "최민호",
    "neighbourhood-office-2": "한지우",
    "child-protection-agency-1": "나은결",
    "mental-health-centre-1": "도서윤",
    "specialist-partners-1": "류가온",
    "specialist-partners-2": "변하람",
}
PLUS: Mapping[str, str] = {
    "reception-1": "도유진",
    "counsellor-1": "심하루",
    "counsellor-2": "어진솔",
    "case-manager-1": "남새롬",
    "case-manager-2": "계다인",
    "team-lead": "하윤채",
    "centre-manager": "연두리",
    "safety-officer": "추아인",
    "privacy-officer": "엄지솔",
    "statistics": "지해온",
    "administrator": "국마루",
    "employment-centre-1": "정하늘",
    "employment-centre-2": "고은결",
    "womens-reemployment-centre-1": "신예나",
    "discharged-soldiers-centre-1": "곽도경",
    "welfare-desk-1": "배소담",
    "inclusive-finance-desk-1": "원지후",
    "inclusive-finance-desk-2": "국보리",
    "local-job-centre-1": "문경호",
    "volunteer-centre-1": "양보리",
    "culture-desk-1": "단아름",
}
DEBT: Mapping[str, str] = {
    "reception-1": "예다미",
    "counsellor-1": "구은서",
    "counsellor-2": "방가을",
    "case-manager-1": "석지음",
    "case-manager-2": "채바다",
    "team-lead": "인시우",
    "centre-manager": "제갈온",
    "safety-officer": "옥다정",
    "privacy-officer": "최하람",
    "statistics": "노유빈",
    "administrator": "피어진",
    "seoul-financial-welfare-central-1": "서문혁",
    "seoul-financial-welfare-youth-1": "소나래",
    "seongbuk-case-management-1": "강민정",
    "seongbuk-case-management-2": "장미르",
    "ccrs-1": "마하진",
}
CITY: Mapping[str, str] = {"statistics": "노유빈", "centre-manager": "함새벽"}
SMALL = (
    "reception-1", "counsellor-1", "case-manager-1", "team-lead", "safety-officer",
    "privacy-officer", "apo-1", "neighbourhood-office-1", "child-protection-agency-1",
    "mental-health-centre-1", "specialist-partners-1",
)  # fmt: skip


def drawn(slug: str) -> Mapping[str, str]:
    """A small staff for a district, the same every time."""
    dice = random.Random(slug)  # noqa: S311 - invented people
    names = dice.sample([family + given for family in FAMILY for given in GIVEN], len(SMALL))
    return dict(zip(SMALL, names, strict=True))
