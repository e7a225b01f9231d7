"""Every way a conference, its items and its actions change."""

from hangot.conferences.agenda import Wish, ask, propose, withdraw
from hangot.conferences.calling import Meeting, call, cancel, invite, postpone, prepare
from hangot.conferences.charging import Charge, charge, note, settle
from hangot.conferences.closing import close, end_decisions, fix_minutes
from hangot.conferences.invited import contribute, leave, sign, sign_on_paper
from hangot.conferences.room import Ruling, confirm, decide, defer, open_room, present

__all__ = [
    "Charge", "Meeting", "Ruling", "Wish", "ask", "call", "cancel", "charge", "close", "confirm",
    "contribute", "decide", "defer", "end_decisions", "fix_minutes", "invite", "leave", "note",
    "open_room", "postpone", "prepare", "present", "propose", "settle", "sign", "sign_on_paper",
    "withdraw",
]  # fmt: skip
