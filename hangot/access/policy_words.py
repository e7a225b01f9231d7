"""The words that policies are written in: who acts, what an access row shows, kinds of tables.

Each is a piece of SQL; `@` stands for the table that the rule is about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hangot.core.access import SECTIONS

ME = "(select hg.ctx_agency())"
POST = "(select hg.ctx_post())"
WORKER = "(select hg.ctx_worker())"
CENTRE = "(select hg.ctx_centre())"
PURPOSE = "(select hg.ctx_purpose())"
DUTIES = "(select hg.ctx_duties())::text[]"
CAPS = "(select hg.ctx_caps())::smallint[]"
SCOPE = "(select hg.ctx_scope())"
LOG = "(select hg.ctx_log())"
MOMENT = "statement_timestamp()"
PREFIX = "hangot_"


def duty(*letters: str) -> str:
    """The post in the signed context holds one of these duties."""
    wanted = ",".join(f"'{letter}'" for letter in letters)
    return f"({DUTIES} && array[{wanted}]::text[])"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as SQL: the values of the signed context, wherever they come from."""

    agency: str
    post: str
    purpose: str
    duties: str
    cap: Callable[[str], str]
    """How much of a section the duties of the post may open."""


ASKING = Reader(ME, POST, PURPOSE, DUTIES, lambda part: f"({CAPS})[{part}]")
"""The context asked for once in a statement."""


def live(subject: str, by: Reader = ASKING, schema: str = "") -> str:
    """An access row of the post, now, for this purpose; the reader adds what it must show."""
    return (
        f"select 1 from {schema}hangot_accessrow a where a.agency_id = {by.agency}"
        f" and a.subject_id = {subject}"
        f" and a.purpose = {by.purpose} and (a.post_id is null or a.post_id = {by.post})"
        f" and (a.duty is null or a.duty = any({by.duties}))"
        f" and a.valid_from <= {MOMENT} and (a.valid_until is null or a.valid_until > {MOMENT})"
    )


def seen(section: str, by: Reader = ASKING, agency: str | None = None) -> str:
    """What of a section an access row shows: shared rows, or own rows when `agency` is one's own."""
    level = f"a.levels[{section}]"
    if agency:
        own = f"case when {agency} = a.agency_id then a.own[{section}] else 0 end"
        level = f"greatest({level}, {own})"
    return f"least(coalesce({level}, 0), case when a.emergency then 3 else {by.cap(section)} end)"


def among(subject: str, section: str = "", level: int = 0, agency: str | None = None) -> str:
    """As `shows`, or `touches` without a section, for tables that lists walk over many people.

    A condition of the statement itself: started once for all rows, cheap for each.
    """
    shown = (
        f"{seen(section, ASKING, agency)} >= {level}" if section else "a.duty is distinct from 'X'"
    )
    return f"exists ({live(subject)} and {shown})"


def shows(subject: str, section: str, level: int, agency: str | None) -> str:
    """The section shows at this level: shared rows, or own rows when `agency` is one's own."""
    return f"hg.shows({subject}, {section}, {level}, {agency or 'null'})"


def touches(subject: str) -> str:
    """Any live access row, whatever it shows; an answer link opens sections and nothing around."""
    return f"hg.touches({subject})"


def flows(subject: str) -> str:
    """Something of what others wrote still flows: a frozen row keeps one's own records alone."""
    return f"hg.flows({subject})"


def content() -> str:
    """Rows of sections, with the closed ones left to their holders."""
    return "hg.reads(@.subject_id, @.section, @.agency_id, @.post_id, @.centre_id)"


def around(subject: str) -> str:
    """What the own agency did around a person, without the parts that not everybody in it may open."""
    folded = " ".join(
        f"when {one.number} then false" for one in SECTIONS if one.guarded or one.closed
    )
    return f"case @.section {folded} else {touches(subject)} end"


MINE = f"agency_id = {ME}"
HERE = f"centre_id = {CENTRE}"
AUTHOR = f"{MINE} and post_id = {POST} and {HERE}"
SCOPED = f"subject_id = {SCOPE} and {HERE}"
# Whoever works with people: the desks, the agencies, the team lead, the safety officer.
HELPERS = duty("R", "C", "M", "A", "P", "L", "S")
# The holder of an answer link: the link stands for the worker, the one referral for the post.
BY_LINK = duty("X")
MY_LINK = "(select hg.my_link())"
OWN_SEAT = f"{MINE} and (duty is distinct from 'X' or post_id = {POST})"
# The lead, whoever has a seat, the team lead of the agency that leads the case. Row security
# applies inside: whoever sees neither case nor seat belongs to no team.
TEAM = (
    "(exists (select 1 from hangot_case c where c.person_id = @.subject_id"
    f" and (c.lead_post_id = {POST} or c.agency_id = {ME} and {duty('L')}))"
    " or exists (select 1 from hangot_seat s where s.subject_id = @.subject_id"
    f" and s.post_id = {POST} and s.until is null))"
)
# A denial is neither read nor lifted by the worker or the post that it names.
NOT_ME = f"worker_id is distinct from {WORKER} and post_id is distinct from {POST}"
NOT_DENIED = "(@.subject_id is null or @.subject_id <> all ((select hg.my_denials())::uuid[]))"


CLOCK = f"{WORKER} = '00000000-0000-0000-0000-000000000000'::uuid"
# Where a message goes is read by the clock alone, for the one person it sends to, while it sends.
# The purpose first: whoever has another one is asked nothing more.
SENDING = f"{PURPOSE} = 'safety' and subject_id = {SCOPE} and {HERE} and {CLOCK}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the application role may do with the rows of one table; None means nothing.

    `update` says which rows may be changed, `left` what they must be like afterwards (the same,
    unless it is given). A row that may be changed may also be locked, so whoever is told by an
    action that they may not do a thing needs `update`, and is stopped by `left`.
    """

    read: str
    insert: str | None = None
    update: str | None = None
    delete: str | None = None
    denied_by: str | None = None
    exempt: str = ""
    left: str | None = None


def section(*, changes: bool = True, also: str = "") -> Rule:
    """Content of a section: read at full level or as one's own, written by its author's post.

    Changed by its author's agency only; some content is never changed, only followed. `also`: who
    else reads it, and changes nothing.
    """
    read = content()
    update = f"({read}) and {MINE}" if changes else None
    seen = either(also, f"({read})") if also else read
    return Rule(seen, insert=f"{AUTHOR} and {read}", update=update, denied_by="subject_id")


def allowed(subject: str, section: str) -> str:
    """Consent or law lets one's agency see all of a section now, and one has to do with the person."""
    return (
        f"{touches(subject)} and ({CAPS})[{section}] >= 3 and exists (select 1 from hangot_accessgate g"
        f" where g.agency_id = {ME} and g.subject_id = {subject} and {PURPOSE} = any(g.purposes)"
        f" and g.starts <= {MOMENT} and (g.ends is null or g.ends > {MOMENT})"
        f" and g.levels[{section}] >= 3)"
    )


def own_desk(*, also: str = "false") -> Rule:
    """What a person told one desk alone: read, written and changed there, whoever else sees its section.

    `also`: who else reads it, for as long as they are allowed its section.
    """
    own = f"{MINE} and {content()}"
    return Rule(
        either(own, f"({also} and {allowed('@.subject_id', '@.section')})"), insert=f"{AUTHOR} and {content()}", update=own, denied_by="subject_id",
    )  # fmt: skip


def plan(*, also: str = "false") -> Rule:
    """The plan: read like any section, written and changed by the team of the case alone.

    `also`: who else changes a row, such as the agency that does what was planned.
    """
    read = content()
    return Rule(
        read, insert=f"{AUTHOR} and {read} and {TEAM}", update=f"({read}) and {HERE}",
        left=f"({read}) and {HERE} and ({TEAM} or {also})", denied_by="subject_id",
    )  # fmt: skip


def level(number: int, at: int, also: str = "") -> Rule:
    """Rows of one fixed section, seen from a level on; written while the section flows at all.

    `also`: who else reads them, and changes nothing.
    """
    read = shows("@.subject_id", str(number), at, "@.agency_id")
    insert = f"{AUTHOR} and {flows('@.subject_id')}"
    seen = either(also, read) if also else read
    return Rule(seen, insert=insert, update=read, denied_by="subject_id")


def shared(number: int, at: int) -> Rule:
    """One piece for all who see the section, such as the name to call somebody by.

    Whoever kept only own records neither reads it nor writes it anew.
    """
    read = shows("@.subject_id", str(number), at, None)
    return Rule(read, insert=f"{AUTHOR} and {read}", update=read, denied_by="subject_id")


def safe() -> Rule:
    """How to call safely: for all who help and to whom anything flows, and for nobody else.

    Whoever answers by a link reads it too, because they will call.
    """
    read, write = f"({HELPERS} or {BY_LINK})", f"{HELPERS} and {flows('@.subject_id')}"
    return Rule(
        either(SENDING, f"({read} and {flows('@.subject_id')})"),
        insert=f"{AUTHOR} and {write}",
        update=write,
        denied_by="subject_id",
    )


def either(one: str, other: str) -> str:
    """One or the other, so that the planner filters by it and does not unite two index scans.

    It would take the agency twice, once from the policy and once from the query, for two
    independent conditions, and read all rows of the agency where it expects a handful.
    """
    return f"case when {one} then true else {other} end"


def parties(one: str, other: str, *, extra: str = "", hidden: str = "") -> str:
    """Two agencies share one row: who wrote it and whom it is for; for those who help people."""
    mine = f"{other} = {ME}" + (f" and {hidden}" if hidden else "")
    return f"({either(f'{one} = {ME}', mine)} and {HELPERS}{extra})"


# At the sign-in nobody acts yet; whoever acts reads about the own centre and no other.
OURS = f"({CENTRE} is null or {HERE})"
BEFORE = "read at sign-in, before any context; inside one, of the own centre only"


def house(*, write: str, read: str = OURS, adds: str = "") -> Rule:
    """The directory of one's own centre; `adds`: who may add a row without changing any."""
    return Rule(read, insert=adds or write, update=write, exempt=BEFORE)


# A verdict tells about the facts behind it: every one of their sections must show.
FOUND = (
    f"{MINE} and {touches('@.subject_id')} and not exists (select 1 from unnest(@.sections) used"
    f" where not {shows('@.subject_id', 'used', 2, '@.agency_id')})"
)

# Money is known to who asked for it, from a summary of its section on, and to who decides, in full.
PAYS = (
    f"(case when @.from_agency = {ME} then {shows('@.subject_id', '@.section', 2, ME)}"
    f" else @.to_agency = {ME} and {shows('@.subject_id', '@.section', 3, ME)} end)"
)


# Who a change of the rules would touch is counted by the clock, one person after the other, and
# only the counts are kept: no post has this worker, so no page and no person reads this way.
COUNTED = f"{PURPOSE} = 'statistics' and subject_id = {SCOPE} and {HERE} and {CLOCK}"

# The clock in its own name, reading how things went so that they can be counted.
CLOCKWORK = f"{PURPOSE} = 'statistics' and {HERE} and {CLOCK}"
# In the scope of the house itself, which only recognising and counting reports enter.
HOUSEWIDE = f"{HERE} and {SCOPE} = {CENTRE}"
# Police may hand what they report to the agency that leads the house, as its record.
HANDS_IN = (
    f"{HERE} and post_id = {POST} and ({MINE} or {duty('P')} and @.agency_id in"
    f" (select c.lead_agency_id from hangot_centre c where c.id = {CENTRE}))"
)


def answer() -> Rule:
    """A single value, no words: others' answers at full level, one's own agency's from a summary."""
    mine = f"{MINE} and {shows('@.subject_id', '@.section', 2, '@.agency_id')}"
    read = either(COUNTED, f"({shows('@.subject_id', '@.section', 3, '@.agency_id')} or {mine})")
    return Rule(read, insert=f"{AUTHOR} and {mine}", denied_by="subject_id")


def scoped(read: str = MINE) -> Rule:
    """Written only in the signed scope of one subject, inside `deriving()`."""
    inside = f"subject_id = {SCOPE}"
    return Rule(either(inside, read), inside, inside, inside, "subject_id")


# Who fills posts never fills the own: the posts that watch over the house are the administrator's.
SEATS = (
    f"{HERE} and ({duty('N')} or exists (select 1 from hangot_post p where p.id = @.post_id"
    f" and not p.duties::text[] && array['S', 'V', 'U', 'N']"
    f" and ({duty('D')} or {duty('L')} and p.agency_id = {ME})))"
)
ADMIN = f"{HERE} and {duty('N', 'D')}"
# What the safety and privacy officers have to do tells what nobody else may know of a person.
# As text, because the database writes down `not in` for other types differently after a restore.
NOT_THEIRS = "@.duty::text <> all (array['S', 'V'])"
TURN = f"{MINE} and (@.duty is null or {NOT_THEIRS} or @.duty = any({DUTIES}))"
# Consents are asked, answered and ended by the desk that asked, or declared void by an officer.
WRITERS = duty("R", "C", "M", "S", "V")
OFFICER = f" or {HERE} and {duty('V')}"
# Who else was asked or given something is for the agency that leads the house, nobody else: the
# mere name of a guarded desk tells the kind of harm.
LEADS = f"{ME} in (select c.lead_agency_id from hangot_centre c where c.id = {CENTRE})"
# Clauses of law are known to both agencies, to those who decide them and to the safety officer.
JUDGES = f"{HERE} and ({duty('S', 'V')} or {duty('L')} and {LEADS})"
# Casework may say that two records look like one person, where it reads who both are.
SEES_BOTH = f"{duty('C', 'M')} and {shows('@.one_id', '2', 3, None)} and {shows('@.other_id', '2', 3, None)}"
REFERRAL_PLAN = f" or ({LEADS} and {shows('@.subject_id', '12', 3, None)})"

RECEPTION = f"({LEADS} and {duty('R')})"


def of_appointment(*, insert: str, denied_by: str | None = None) -> Rule:
    """What belongs to an appointment is seen and changed by whoever sees the appointment."""
    seen = f"{HERE} and exists (select 1 from hangot_appointment p where p.id = @.appointment_id)"
    return Rule(seen, insert=f"{seen} and {insert}", update=seen, denied_by=denied_by)


# Who runs the house or a desk of it, or works by this rota oneself.
ROTA = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and (@.agency_id = {ME} or {LEADS}) or @.post_id = {POST})"
RUNS = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and {LEADS})"
# The hours and closures of an agency are its team lead's too; so is what its posts can do.
KEEPS = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and (@.agency_id = {ME} or {LEADS}))"
OWN_POST = f"exists (select 1 from hangot_post p where p.id = @.post_id and p.agency_id = {ME})"
TRAINS = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and ({LEADS} or {OWN_POST}))"
ARRANGES = f"{HERE} and {duty('N', 'D', 'L')}"
# An alarm is read by the duty it asks, without the answers behind it, and by the post that raised
# it while that has to do with the person.
ASKED = (
    f"(@.for_agency = {ME} and (@.errand = 'safety' and {duty('S')}"
    f" or @.errand = 'supervisor' and {duty('L')}))"
)
RAISED = f"({MINE} and post_id = {POST} and {touches('@.subject_id')})"
# A message is known to its agency: to who helps the person, and to the clock that sends it.
WRITES_TO = either(
    f"subject_id = {SCOPE}",
    f"({MINE} and ({CLOCK} or {HELPERS} and {touches('@.subject_id')}))",
)
