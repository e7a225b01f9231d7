"""For looking on: what would go, on the console, without number and words."""

import sys

from hangot.messages.ways.port import Letter


class Console:
    """One line for each message; nothing leaves the house."""

    def send(self, letter: Letter) -> str:
        line = f"{letter.channel} {letter.template} {len(letter.words)}\n"
        sys.stdout.write(line)
        return "console"
