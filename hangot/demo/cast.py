"""The staff of the demo: one worker per post, plainly invented, the same faces everywhere."""

from collections.abc import Mapping

from hangot.access.founding import Newcomer

PASSWORD = "demo-only-never-for-people"  # noqa: S105

STAFF: Mapping[str, str] = {
    "reception-1": "서지안",
    "counsellor-1": "임다온",
    "counsellor-2": "유하진",
    "case-manager-1": "신이든",
    "case-manager-2": "오세린",
    "team-lead": "강하늬",
    "centre-manager": "백도현",
    "safety-officer": "문태오",
    "privacy-officer": "최하람",
    "auditor": "한결이",
    "statistics": "노유빈",
    "administrator": "주아람",
    "crime-victim-support-centre-1": "차은우리",
    "smile-centre-1": "남도희",
    "victims-public-counsel-1": "백시우",
    "police-victim-desk-1": "배수진",
    "prosecution-victim-desk-1": "장세라",
    "prosecution-victim-desk-2": "마예솔",
    "korea-legal-aid-1": "안도윤",
    "statement-assistants-1": "홍가은",
    "law-home-doctor-1": "우지온",
    "seoul-digital-sex-crime-centre-1": "류한솔",
    "seoul-digital-sex-crime-centre-2": "진서율",
    "seoul-stalking-support-1": "노은채",
    "moel-job-centre-1": "고은별",
    "moel-job-centre-2": "정하늘",
    "seoul-job-centre-1": "문경호",
    "seoul-welfare-desk-1": "배소담",
    "inclusive-finance-centre-1": "원지후",
}


def newcomers(password: str = PASSWORD) -> list[Newcomer]:
    """Everybody with the account code of their post."""
    return [Newcomer(post, name, password, post) for post, name in STAFF.items()]
