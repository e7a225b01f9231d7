"""Documents: uploading one, and the only way to get it back: as a download."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from hangot.core.access import by_number
from hangot.core.rights import opens
from hangot.core.text import Text
from hangot.desk.attempt import attempt
from hangot.desk.cases.forms import FileForm
from hangot.desk.cases.header import PersonPage, person_page
from hangot.desk.cases.section_views import writable
from hangot.desk.door import page, sees, to
from hangot.files.actions import MEGABYTE, Upload, hand_out, take
from hangot.files.models import Attachment
from hangot.files.queries import of_subject

TAKEN = Text("문서를 올렸습니다.", "The document is uploaded.")


@page(right="file.see", door="files", methods=("GET", "POST"))
def case_files(request: Any, case_id: UUID) -> HttpResponse:
    """The documents one may see by section, and a form for another one."""
    frame = person_page(request, case_id, "files")
    sees(request, subject=frame.case.person_id, thing=frame.case.pk)
    sections = writable(frame) if opens("file.write", request.actor.duties) else []
    form = FileForm(sections, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _taken(request, frame, form):
        messages.success(request, str(TAKEN))
        return to("case_files", frame.case.pk)
    return render(request, "desk/cases/files.html", {
        "case": frame.case, "header": frame.header, "tab": "files", "form": form,
        "groups": _groups(frame, of_subject(frame.case.person_id)), "may_write": bool(sections),
        "limit": settings.HANGOT_UPLOAD_BYTES // MEGABYTE,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _taken(request: Any, frame: PersonPage, form: FileForm) -> bool:
    sent = form.cleaned_data["file"]
    upload = Upload(sent.name, sent.read(settings.HANGOT_UPLOAD_BYTES + 1))
    return attempt(request, form, lambda: take(
        subject=frame.case.person_id, section=by_number(int(form.cleaned_data["place"])),
        upload=upload, by=request.actor, at=request.at,
    ), right="file.write", field="file")  # fmt: skip


def _groups(frame: PersonPage, found: list[Attachment]) -> list[dict[str, Any]]:
    """By section; those of guarded sections are folded."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for one in found:
        line = {
            "file": one,
            "by": frame.author(one.post_id, one.agency_id),
            "size": _size(one.size),
        }
        groups.setdefault(one.section, []).append(line)
    return [
        {
            "label": frame.profile.sections[by_number(number)].label, "files": groups[number],
            "guarded": by_number(number).guarded or by_number(number).closed, "number": number,
        }
        for number in sorted(groups)
    ]  # fmt: skip


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, size // 1024)} kB"


@page(right="file.see", door="file.take")
def file(request: Any, file_id: UUID) -> HttpResponse:
    """One document as a download: never shown inside a page, never kept by the browser."""
    row, content = hand_out(file_id=file_id, by=request.actor, at=request.at)
    response = HttpResponse(content, content_type=row.content_type)
    response.headers["Content-Disposition"] = disposition(row.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def disposition(name: str) -> str:
    """Always a download (RFC 6266): a neutral ASCII name first, the real one after it."""
    extension = name.rpartition(".")[2]
    return f"attachment; filename=\"document.{extension}\"; filename*=UTF-8''{quote(name, safe='')}"
