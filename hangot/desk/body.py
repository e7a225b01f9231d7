"""What a form sent, as one digest: by it the door knows whether the same form came again."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest


def digest(request: HttpRequest) -> str:
    """Address, fields and documents of a form; the token of the page does not count."""
    fields = {
        n: request.POST.getlist(n) for n in sorted(request.POST) if n != "csrfmiddlewaretoken"
    }
    files = [_print(one) for name in sorted(request.FILES) for one in request.FILES.getlist(name)]
    text = json.dumps([request.path, fields, files], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _print(upload: Any) -> Sequence[str | int]:
    """Name, size and content: another document under the same name is another form."""
    content = hashlib.sha256()
    for part in upload.chunks():
        content.update(part)
    upload.seek(0)
    return upload.name, upload.size, content.hexdigest()
