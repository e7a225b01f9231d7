"""For demonstrations and development: each message as a file that only its owner reads."""

import json
import os
from pathlib import Path

from django.conf import settings

from hangot.messages.ways.port import Letter


class File:
    """One file for each message, with everything in it; nothing leaves the house."""

    def send(self, letter: Letter) -> str:
        folder = Path(settings.HANGOT_OUTBOX)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = {
            "channel": letter.channel, "template": letter.template, "to": letter.to,
            "sender": letter.sender, "words": letter.words,
        }  # fmt: skip
        path = folder / f"{letter.key}.json"
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as out:
            json.dump(kept, out, ensure_ascii=False)
        return letter.key
