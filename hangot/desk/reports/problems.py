"""What a program is answered that cannot go on: RFC 9457, in the words of the reader, no person in it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse

from hangot.core.reports.words import Fault
from hangot.core.text import Text
from hangot.desk.presence import address

PROBLEM = "application/problem+json"
TITLES: dict[str, tuple[int, Text]] = {
    "method": (405, Text("POST로만 보낼 수 있습니다.", "Only POST is taken.")),
    "key": (401, Text("열쇠가 없거나 맞지 않거나 끝났습니다.", "The key is missing, wrong, or has ended.")),
    "too-many": (429, Text("너무 자주 보냈습니다. 잠시 뒤에 다시 보내 주세요.", "Too many requests. Send again a little later.")),
    "type": (415, Text("application/json만 받습니다.", "Only application/json is taken.")),
    "too-large": (413, Text("신고 하나로는 너무 큽니다.", "This is too large for one report.")),
    "json": (400, Text("JSON으로 읽지 못했습니다.", "This could not be read as JSON.")),
    "idempotency-key": (400, Text("Idempotency-Key를 머리글에 넣어 주세요.", "Send an Idempotency-Key header.")),
    "other-body": (422, Text("같은 Idempotency-Key로 다른 내용을 보냈습니다.", "Another body came under the same Idempotency-Key.")),
    "other-content": (422, Text("같은 접수번호로 다른 내용을 보냈습니다.", "A report with this number was taken before with other content.")),
    "invalid-report": (422, Text("고칠 칸이 있습니다.", "Some fields must be corrected.")),
    "not-agreed": (422, Text("동의한 집만 받습니다. 보관하지 않았습니다.", "Only homes that agreed are taken. Nothing was kept.")),
    "not-allowed": (403, Text("이 열쇠로는 할 수 없는 일입니다.", "This key cannot do that.")),
}  # fmt: skip


def problem(
    kind: str, *, faults: Sequence[Fault] = (), headers: dict[str, str] | None = None
) -> JsonResponse:
    """One problem; each fault points to its field and never repeats what was sent."""
    status, title = TITLES[kind]
    body: dict[str, Any] = {"type": f"/problems/{kind}", "title": str(title), "status": status}
    if faults:
        body["errors"] = [
            {"pointer": f"#/{fault.field}", "detail": str(fault.sentence)} for fault in faults
        ]
    options = {"ensure_ascii": False}
    return JsonResponse(
        body, status=status, content_type=PROBLEM, headers=headers, json_dumps_params=options
    )


def sender(request: HttpRequest) -> str:
    """Where a request came from, to count those whose key is wrong."""
    return f"feed from {address(request)}"
