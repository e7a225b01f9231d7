"""Row-level security: one readable list of who may read and write each table, and its SQL.

Every table must stand in `TABLES`; `hangot db check` compares the database with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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


def live(subject: str) -> str:
    """An access row of the post, now, for this purpose; the reader adds what it must show."""
    return (
        f"select 1 from hangot_accessrow a where a.agency_id = {ME} and a.subject_id = {subject}"
        f" and a.purpose = {PURPOSE} and (a.post_id is null or a.post_id = {POST})"
        f" and (a.duty is null or a.duty = any({DUTIES}))"
        f" and a.valid_from <= {MOMENT} and (a.valid_until is null or a.valid_until > {MOMENT})"
    )


def shows(subject: str, section: str, level: int, agency: str | None) -> str:
    """The section shows at this level: shared rows, or own rows when `agency` is one's own."""
    seen = f"a.levels[{section}]"
    if agency:
        seen = (
            f"greatest({seen}, case when {agency} = a.agency_id then a.own[{section}] else 0 end)"
        )
    cap = f"case when a.emergency then 3 else ({CAPS})[{section}] end"
    return f"exists ({live(subject)} and least({seen}, {cap}) >= {level})"


def touches(subject: str) -> str:
    """Any live access row, whatever it shows."""
    return f"exists ({live(subject)})"


def content() -> str:
    """Rows of sections, with the closed ones left to their holders."""
    return (
        f"case @.section"
        f" when 13 then @.post_id = {POST} and ({CAPS})[13] >= 3"
        f" when 14 then @.agency_id = {ME} and ({CAPS})[14] >= 3"
        f" when 15 then (@.post_id = {POST} or {duty('S')}) and @.centre_id = {CENTRE}"
        f" and ({CAPS})[15] >= 3"
        f" else {shows('@.subject_id', '@.section', 3, '@.agency_id')} end"
    )


MINE = f"agency_id = {ME}"
HERE = f"centre_id = {CENTRE}"
AUTHOR = f"{MINE} and post_id = {POST} and {HERE}"
SCOPED = f"subject_id = {SCOPE} and {HERE}"
# Whoever works with people: the desks, the agencies, the team lead, the safety officer.
HELPERS = duty("R", "C", "M", "A", "P", "L", "S")
# A denial is neither read nor lifted by the worker or the post that it names.
NOT_ME = f"worker_id is distinct from {WORKER} and post_id is distinct from {POST}"
NOT_DENIED = "(@.subject_id is null or @.subject_id <> all ((select hg.my_denials())::uuid[]))"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the application role may do with the rows of one table; None means nothing."""

    read: str
    insert: str | None = None
    update: str | None = None
    delete: str | None = None
    denied_by: str | None = None
    exempt: str = ""


def section(*, changed_by: str | None = MINE) -> Rule:
    """Content of a section: read at full level or as one's own, written by its author's post.

    Changed by its author's agency only; `None` is content that is never changed, only followed.
    """
    read = content()
    update = f"({read}) and {changed_by}" if changed_by else None
    return Rule(read, insert=f"{AUTHOR} and {read}", update=update, denied_by="subject_id")


def level(number: int, at: int) -> Rule:
    """Rows of one fixed section, seen from a level on."""
    read = shows("@.subject_id", str(number), at, "@.agency_id")
    insert = f"{AUTHOR} and {touches('@.subject_id')}"
    return Rule(read, insert=insert, update=read, denied_by="subject_id")


def touch() -> Rule:
    """Rows that everybody who has to do with the person must know, such as how to call safely."""
    read = touches("@.subject_id")
    return Rule(read, insert=f"{AUTHOR} and {read}", update=read, denied_by="subject_id")


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


def house(*, write: str) -> Rule:
    """The directory of one's own centre."""
    return Rule("true", insert=write, update=write, exempt="read at sign-in, holds no person")


def scoped(read: str = MINE) -> Rule:
    """Written only in the signed scope of one subject, inside `deriving()`."""
    inside = f"subject_id = {SCOPE}"
    return Rule(either(inside, read), inside, inside, inside, "subject_id")


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
REFERRAL_PLAN = f" or ({LEADS} and {shows('@.subject_id', '12', 3, None)})"

RECEPTION = f"({LEADS} and {duty('R')})"


def of_appointment(*, insert: str, denied_by: str | None = None) -> Rule:
    """What belongs to an appointment is seen and changed by whoever sees the appointment."""
    seen = f"{HERE} and exists (select 1 from hangot_appointment p where p.id = @.appointment_id)"
    return Rule(seen, insert=f"{seen} and {insert}", update=seen, denied_by=denied_by)


# Who runs the house or a desk of it, or works by this rota oneself.
ROTA = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and (@.agency_id = {ME} or {LEADS}) or @.post_id = {POST})"
RUNS = f"{HERE} and ({duty('N', 'D')} or {duty('L')} and {LEADS})"

TABLES: Mapping[str, Rule] = {
    "auditentry": Rule(
        # Not one's own refusals: the log knows whose record it was, the refused person must not.
        f"{HERE} and (worker_id = {WORKER} and done or {NOT_DENIED}"
        f" and ({MINE} and {duty('D')} or {duty('U', 'V')} or subject_id = {LOG}))",
        insert=f"{AUTHOR} and worker_id = {WORKER}",
    ),
    "chainhead": Rule(f"{HERE} and {duty('U', 'V', 'N')}"),
    "auditreview": Rule(f"{HERE} and {duty('U', 'V')}", insert=f"{HERE} and {duty('U', 'V')}"),
    "centrekey": Rule("true", insert="true", exempt="wrapped by the operator's key"),
    "datakey": Rule(HERE, insert=HERE, update=f"{HERE} and {duty('N')}", delete=f"{HERE} and {duty('V')}"),
    "persontokens": Rule(f"person_id = {SCOPE}", HERE, f"person_id = {SCOPE}", f"person_id = {SCOPE}"),
    "centre": house(write=f"id = {CENTRE} and {duty('N')}"),
    "agency": house(write=ADMIN),
    "service": house(write=ADMIN),
    "post": house(write=ADMIN),
    "counter": Rule(HERE, insert=HERE, update=HERE),
    "worker": Rule("true", insert=ADMIN, update="true", exempt="read at sign-in, before any context"),
    "sitting": house(write=f"{HERE} and {duty('N', 'D', 'L')}"),
    "accesssubject": Rule(
        f"subject_id = {SCOPE}", f"subject_id = {SCOPE}", f"subject_id = {SCOPE}", None
    ),
    "accessclaim": scoped(f"{MINE} or ({HERE} and {duty('N', 'D', 'L')})"),
    "accessgate": scoped(),
    "accessrow": scoped(),
    "denial": Rule(
        f"{HERE} and ({duty('S', 'V')} and {NOT_ME} or subject_id = {SCOPE})",
        insert=f"{HERE} and {duty('S', 'V')}",
        update=f"{HERE} and {duty('S', 'V')} and {NOT_ME}",
    ),
    "breakglass": Rule(
        f"{HERE} and ({MINE} and post_id = {POST} or {duty('S', 'V', 'L')} or subject_id = {SCOPE})",
        insert=AUTHOR,
        update=f"{HERE} and ({MINE} and post_id = {POST} or {duty('S', 'V', 'L')})",
        denied_by="subject_id",
    ),
    "once": Rule(
        f"worker_id = {WORKER} or {HERE} and {duty('N')}", f"worker_id = {WORKER}",
        f"worker_id = {WORKER}", f"worker_id = {WORKER} or {HERE} and {duty('N')}",
    ),
    "parked": Rule("true", "true", None, "true", exempt="sealed with a key only the browser holds"),
    "task": Rule(
        either(f"subject_id = {SCOPE}", TURN), HERE, either(f"subject_id = {SCOPE}", TURN),
        denied_by="subject_id",
    ),
    "clock": Rule(
        either(f"subject_id = {SCOPE}", MINE), HERE, either(f"subject_id = {SCOPE}", MINE),
        denied_by="subject_id",
    ),
    "moved": Rule(
        f"{content()} or ({MINE} and {touches('@.subject_id')})", insert=AUTHOR,
        denied_by="subject_id",
    ),
    "attachment": section(),
    "attachmentbody": section(changed_by=None),
    "person": Rule(
        f"{shows('@.id', '2', 3, None)} or id = {SCOPE}",
        insert=f"{HERE} and {duty('R', 'C', 'M', 'A', 'P')}",
        update=shows("@.id", "2", 3, None),
        denied_by="id",
    ),
    "alias": touch(),
    "personidentifier": Rule(
        f"{MINE} and {shows('@.subject_id', '2', 3, '@.agency_id')}",
        insert=f"{AUTHOR} and {touches('@.subject_id')}",
        denied_by="subject_id",
    ),
    "contactpoint": level(4, 3),
    "contactsafety": touch(),
    "accessneed": touch(),
    "relationship": level(3, 3),
    "household": Rule(HERE, insert=HERE),
    "member": level(3, 3),
    "identitylink": Rule(
        f"{HERE} and {duty('S')}", insert=f"{HERE} and {duty('S')}", update=f"{HERE} and {duty('S')}",
        denied_by="one_id other_id",
    ),
    "separationrule": Rule(
        f"{HERE} and {duty('S')}", insert=f"{HERE} and {duty('S')}", update=f"{HERE} and {duty('S')}",
        denied_by="one_id other_id",
    ),
    "namecheck": Rule(f"{HERE} and {duty('S')}", insert=HERE, update=f"{HERE} and {duty('S')}"),
    "consent": Rule(
        f"{parties('asked_by_agency', 'agency_id', extra=OFFICER)} or subject_id = {SCOPE}",
        insert=f"asked_by_agency = {ME} and {HERE} and {touches('@.subject_id')}",
        update=f"asked_by_agency = {ME} and {WRITERS} or {SCOPED}",
        denied_by="subject_id",
    ),
    "sharingbasis": Rule(
        f"{parties('proposed_agency', 'agency_id')} or {HERE} and {duty('V', 'L')}",
        insert=f"proposed_agency = {ME} and {HERE} and {HELPERS}",
        update=f"proposed_agency = {ME} and {HELPERS} or {HERE} and {duty('V', 'L')}",
        denied_by="subject_id",
    ),
    "disclosure": Rule(
        f"{parties('from_agency', 'agency_id', extra=OFFICER)}"
        f" or ({LEADS} and {shows('@.subject_id', '1', 3, None)}) or subject_id = {SCOPE}",
        insert=f"{HERE} and (from_agency = {ME} or {duty('V', 'L')})",
        update=f"subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "subjectrequest": Rule(
        f"{MINE} or {HERE} and {duty('V')}", insert=AUTHOR, update=MINE, denied_by="subject_id",
    ),
    "case": Rule(
        f"{touches('@.person_id')} or person_id = {SCOPE}",
        insert=f"{MINE} and {HERE} and person_id = {SCOPE}",
        update=f"{MINE} and {touches('@.person_id')}",
        denied_by="person_id",
    ),
    "seat": Rule(
        f"{shows('@.subject_id', '1', 2, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "incident": section(changed_by=None),
    "note": section(changed_by=None),
    "sectionsummary": Rule(
        f"{shows('@.subject_id', '@.section', 2, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "casepointer": Rule(
        f"{shows('@.subject_id', '@.section', 1, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "need": section(),
    "serviceplan": section(changed_by=HERE),
    "goal": section(changed_by=HERE),
    "plannedaction": section(changed_by=HERE),
    "servicedelivery": section(),
    "closure": section(),
    "referral": Rule(
        f"{parties('from_agency', 'to_agency', hidden='sent_at is not null', extra=REFERRAL_PLAN)}"
        f" or subject_id = {SCOPE}",
        insert=f"from_agency = {ME} and {HERE} and {touches('@.subject_id')}",
        update=f"{parties('from_agency', 'to_agency', hidden='sent_at is not null')}"
        f" or subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "reply": Rule(
        f"{parties('agency_id', 'to_agency')}",
        # Row security applies inside: one answers only a referral that one sees oneself.
        insert=f"{AUTHOR} and exists (select 1 from hangot_referral r where r.id = @.referral_id"
        " and r.subject_id = @.subject_id and @.to_agency in (r.from_agency, r.to_agency))",
        denied_by="subject_id",
    ),
    "room": Rule(HERE, RUNS, RUNS),
    "opening": Rule(HERE, RUNS, RUNS, RUNS),
    "closedperiod": Rule(HERE, RUNS, RUNS, RUNS),
    "dayoff": Rule(HERE, RUNS, RUNS, RUNS),
    "servicerule": Rule(HERE, RUNS, RUNS),
    "aide": Rule(HERE, RUNS, RUNS),
    "availability": Rule(HERE, ROTA, ROTA, ROTA),
    "skill": Rule(HERE, RUNS, None, RUNS),
    "absence": Rule(HERE, ROTA, ROTA, ROTA),
    "childcareplace": Rule(HERE, RUNS, RUNS),
    "calendarfeed": Rule(
        "true", f"{HERE} and post_id = {POST}", f"{HERE} and post_id = {POST}",
        exempt="read by a calendar program before any context; holds a hash and no person",
    ),
    "bookable": Rule(
        f"{HERE} and (kind <> 'person' or target = {SCOPE} or {touches('@.target')})",
        insert=f"{HERE} and (kind <> 'person' or target = {SCOPE} or {touches('@.target')})",
    ),
    "itinerary": Rule(
        f"{MINE} and {HELPERS} and {touches('@.subject_id')}"
        f" or {LEADS} and {touches('@.subject_id')} or {SCOPED}",
        insert=f"{AUTHOR} and {touches('@.subject_id')}",
        update=f"{MINE} and {HELPERS} or {LEADS} and {touches('@.subject_id')}",
        denied_by="subject_id",
    ),
    "appointment": Rule(
        f"{parties('made_agency', 'agency_id')} or {LEADS} and {touches('@.subject_id')}"
        f" or subject_id = {SCOPE}",
        insert=f"made_agency = {ME} and made_post = {POST} and {HERE} and {touches('@.subject_id')}",
        update=f"{parties('made_agency', 'agency_id')} or {LEADS} and {touches('@.subject_id')}"
        f" or subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "hold": of_appointment(insert="true"),
    "reminder": of_appointment(insert=MINE, denied_by="subject_id"),
    "waitoffer": of_appointment(insert=MINE, denied_by="subject_id"),
    "accompaniment": section(),
    "visit": Rule(
        # A desk knows of the days on which somebody stops there, and of nobody else's.
        f"{HERE} and ({RECEPTION} or subject_id = {SCOPE}"
        " or exists (select 1 from hangot_stop s where s.visit_id = @.id))",
        insert=f"{SCOPED} and {HELPERS}",
        update=f"{HERE} and ({RECEPTION} or subject_id = {SCOPE})",
        denied_by="subject_id",
    ),
    "stop": Rule(
        f"{HERE} and ({MINE} and {HELPERS} or {RECEPTION} or subject_id = {SCOPE}"
        f" or {LEADS} and {shows('@.subject_id', '12', 3, None)})",
        insert=f"{SCOPED} and {HELPERS}",
        update=f"{HERE} and ({MINE} and {HELPERS} or {RECEPTION} or subject_id = {SCOPE})",
        denied_by="subject_id",
    ),
    "called": Rule("true", HERE, HERE, HERE, exempt="a number and a place, as on the screen of the room"),
    "pulse": Rule("true", HERE, HERE, exempt="a number that goes up, for pages that look again"),
    "notice": Rule(
        f"{shows('@.id', '1', 3, '@.agency_id')} or id = {SCOPE}", insert=AUTHOR,
        update=shows("@.id", "1", 3, "@.agency_id"), denied_by="id person_id",
    ),
    "callattempt": Rule(
        f"{MINE} and {touches('@.notice_id')}", insert=f"{AUTHOR} and {touches('@.notice_id')}",
        denied_by="notice_id",
    ),
    "searchreceipt": Rule(f"worker_id = {WORKER}", insert=AUTHOR),
}  # fmt: skip

SIGN_IN: Mapping[str, str] = {
    "django_session": "web sessions are opened before any context; they hold an account id only",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "auth_permission": "not used by Hangot; required by the sign-in library",
    "auth_group": "not used by Hangot; required by the sign-in library",
    "auth_group_permissions": "not used by Hangot; required by the sign-in library",
    "account_emailaddress": "not used by Hangot; required by the sign-in library",
    "account_emailconfirmation": "not used by Hangot; required by the sign-in library",
    "mfa_authenticator": "second factors are checked before any context; secrets are sealed",
    "axes_accessattempt": "failed sign-ins, before any context",
    "axes_accesslog": "not used by Hangot",
    "axes_accessfailurelog": "not used by Hangot",
    "axes_accessattemptexpiration": "failed sign-ins, before any context",
}


def table_sql(name: str, rule: Rule) -> list[str]:
    """Enable, force and write the policies of one table; grant no more than they allow."""
    table = PREFIX + name
    lines = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy seen on {table} for select to hangot_app using ({rule.read})",
    ]
    verbs = ["select"]
    for verb, shape in (("insert", "with check"), ("update", "using"), ("delete", "using")):
        if condition := getattr(rule, verb):
            lines.append(
                f"create policy {verb}s on {table} for {verb} to hangot_app {shape} ({condition})"
            )
            verbs.append(verb)
    if rule.denied_by:
        lines.append(
            f"create policy denied on {table} as restrictive for all to hangot_app using"
            f" ({' and '.join(_not_denied(one) for one in rule.denied_by.split())})"
        )
    lines.append(f"grant {', '.join(verbs)} on {table} to hangot_app")
    # `@.` stands for the guarded row: a bare column inside a sub-select would mean the access row's.
    return [line.replace("@.", f"{table}.") for line in lines]


def _not_denied(column: str) -> str:
    hit = f"@.{column} <> all ((select hg.my_denials())::uuid[])"
    return f"(@.{column} is null or {hit})" if column == "person_id" else hit


def open_sql(table: str) -> list[str]:
    """A table of the sign-in library: forced row security, open to the application role."""
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy sign_in on {table} for all to hangot_app using (true) with check (true)",
        f"create policy upkeep on {table} for all to hangot_owner using (true) with check (true)",
        f"grant select, insert, update, delete on {table} to hangot_app",
    ]


def statements() -> list[str]:
    """All policies, in the order in which a fresh database takes them."""
    lines: list[str] = []
    for name, rule in TABLES.items():
        lines.extend(table_sql(name, rule))
    for table in SIGN_IN:
        lines.extend(open_sql(table))
    return lines
