"""The certificate that a record was destroyed, and the official notice: a number, no name."""

import io
from datetime import datetime

from hangot.core.clocks import SEOUL
from hangot.core.exports import hwpx
from hangot.core.exports.hwpx import HEADING, Paragraph
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.trust.review_rows import code_of
from hangot.desk.typeset import typeset
from hangot.directory.queries import House
from hangot.retention.models import Destruction
from hangot.templatetags.moments import stamp
from hangot.templatetags.words import english, in_language

SHEET = "destroyed.typ"
TITLE = Text("개인정보 파기 확인서", "Certificate of destruction")
WHAT = Text(
    "이 기록을 여는 열쇠와 찾는 색인, 열람 권한을 모두 없앴습니다. 내용은 어느 사본에서도 다시 열 수 없고, 사본을 되살려도 다시 파기합니다. 남은 것은 누구인지 알 수 없는 번호와 날짜뿐입니다.",
    "The key to this record, its search index and every access to it are gone. Its content opens in no copy, and if a copy is put back it is destroyed again. What remains are numbers and dates that name nobody.",
)
FOOT = Text(
    "이용자의 이름은 적지 않습니다. 같은 번호가 접속기록과 파기 목록에 있습니다. (개인정보 보호법 21조, 시행령 16조)",
    "No name stands here. The same number is in the access log and in the list of the destroyed. (Personal Information Protection Act, article 21; decree, article 16)",
)


def pdf(row: Destruction, rooms: House, pack: Profile, *, at: datetime) -> bytes:
    """The PDF in the language of the reader. NoFont when there is no font for it."""
    facts = [
        (Text("확인서 번호", "Certificate"), Text(str(row.pk), str(row.pk))),
        (Text("대상 번호", "Number of the person"), Text(code_of(row.subject_id), code_of(row.subject_id))),
        (Text("근거", "Ground"), pack.lists["destruction_reasons"][row.ground].label),
        (Text("올린 직위", "Proposed by"), rooms.post(row.post_id)),
        (Text("승인한 직위", "Approved by"), rooms.post(row.decided_post)),
        (Text("파기한 때", "Destroyed on"), Text(*[stamp(row.decided_at or row.created_at)] * 2)),
    ]  # fmt: skip
    content = {
        "lang": "en" if english() else "ko", "title": in_language(TITLE),
        "house": in_language(rooms.centre.label), "made": stamp(at),
        "facts": [[in_language(name), in_language(value)] for name, value in facts],
        "what": in_language(WHAT), "foot": in_language(FOOT),
    }  # fmt: skip
    return typeset(SHEET, content, at=at)


def letter(row: Destruction, rooms: House, pack: Profile, *, at: datetime) -> bytes:
    """The official notice that it was done, as a Korean office writes it; always in Korean."""
    ground = pack.lists["destruction_reasons"][row.ground].label.ko
    day = f"{(row.decided_at or at).astimezone(SEOUL):%Y. %-m. %-d.}"
    lines = [
        Paragraph(rooms.centre.label.ko, HEADING),
        Paragraph("수신  개인정보 파기를 요구하신 분"),
        Paragraph("제목  개인정보 파기 결과 알림"),
        Paragraph(""),
        Paragraph("1. 개인정보 보호법 제21조, 제36조와 관련됩니다."),
        Paragraph("2. 아래와 같이 개인정보를 파기하였음을 알려 드립니다."),
        Paragraph(f"   가. 대상 번호: {code_of(row.subject_id)}"),
        Paragraph(f"   나. 파기 근거: {ground}"),
        Paragraph(f"   다. 파기한 날: {day}"),
        Paragraph("   라. 파기 방법: 기록을 여는 열쇠와 찾는 색인, 열람 권한을 모두 없앰"),
        Paragraph(f"   마. 확인서 번호: {row.pk}"),
        Paragraph("3. 궁금한 점은 센터 개인정보 보호책임자에게 물어보시기 바랍니다.  끝."),
        Paragraph(""),
        Paragraph(rooms.centre.label.ko, HEADING),
    ]
    out = io.BytesIO()
    hwpx.write(lines, out, title="개인정보 파기 결과 알림")
    return out.getvalue()
