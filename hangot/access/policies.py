"""Row-level security: one readable list of who may read and write each table.

Every table must stand in `TABLES`; `hangot db check` compares the database with it. The words
the rules are made of stand in `policy_words.py`; how a rule becomes SQL in `policy_sql.py`.
"""

from collections.abc import Mapping

from hangot.access.policies_of_conferences import CONFERENCES
from hangot.access.policies_of_debts import DEBTS
from hangot.access.policies_of_employment import EMPLOYMENT
from hangot.access.policies_of_protection import PROTECTION
from hangot.access.policies_of_reports import REPORTS
from hangot.access.policies_of_times import TIMES
from hangot.access.policies_of_training import TRAININGS
from hangot.access.policies_of_watching import OVERSEES, WATCHING
from hangot.access.policy_words import (
    ADMIN,
    ASKED,
    AUTHOR,
    BEFORE,
    BY_LINK,
    CENTRE,
    CLOCK,
    CLOCKWORK,
    FOUND,
    HANDS_IN,
    HELPERS,
    HERE,
    JUDGES,
    LEADS,
    LOG,
    ME,
    MINE,
    MY_LINK,
    NOT_DENIED,
    NOT_ME,
    OFFICER,
    OURS,
    OWN_SEAT,
    PAYS,
    POST,
    RAISED,
    RECEPTION,
    REFERRAL_PLAN,
    SCOPE,
    SCOPED,
    SEATS,
    SEES_BOTH,
    SENDING,
    TEAM,
    TURN,
    WORKER,
    WRITERS,
    WRITES_TO,
    Rule,
    among,
    answer,
    around,
    content,
    duty,
    either,
    house,
    level,
    own_desk,
    parties,
    plan,
    safe,
    scoped,
    section,
    shared,
    shows,
    touches,
)

# By an answer link one sees the one referral it was made for, and only once that was sent.
LINKED = f"id = {POST} and id = {MY_LINK} and to_agency = {ME} and sent_at is not null"
ADDS_OUTSIDE = f"{HERE} and {duty('R', 'C', 'M', 'L')}"
OF_OUTSIDE = f"{ADDS_OUTSIDE} and exists (select 1 from hangot_agency a where a.id = @.agency_id and a.outside)"
ORDERS = f"({content()}) or {MINE} and {duty('S')} and {touches('@.subject_id')}"
GOERS = duty("C", "M", "P", "L", "S")
PAIR = f"(@.first_post = {POST} or @.second_post = {POST})"
# The clock itself, while it destroys the record of one person.
ENDING = f"{SCOPED} and {CLOCK} and {duty('V')}"
# Row security applies inside: payments are known to whoever knows the benefit.
OF_BENEFIT = "exists (select 1 from hangot_benefit b where b.id = @.benefit_id)"
# What was tried is known to whoever knows the message.
OF_MESSAGE = "exists (select 1 from hangot_message m where m.id = @.message_id)"

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
    "centre": house(read=f"({CENTRE} is null or id = {CENTRE})", write=f"id = {CENTRE} and {duty('N')}"),
    "agency": house(write=ADMIN, adds=f"{ADMIN} or {ADDS_OUTSIDE} and @.outside"),
    "service": house(write=ADMIN, adds=f"{ADMIN} or {OF_OUTSIDE} and @.minutes = 0"),
    "post": house(write=ADMIN, adds=f"{ADMIN} or {OF_OUTSIDE} and cardinality(@.duties) = 0"),
    "edition": Rule("true", "true", "true", exempt="says that a directory changed, and nothing of it"),
    "counter": Rule(HERE, insert=HERE, update=HERE),
    "worker": Rule(OURS, insert=ADMIN, update=OURS, exempt=BEFORE),
    "counted": Rule(
        "true", "true", "true", "true",
        exempt="failed and used codes of signing in, before any context; hashes and times",
    ),
    "login": Rule(
        "true", "true", "true", "true",
        exempt="web sessions are opened before any context; they hold an account id only",
    ),
    "sitting": Rule(
        OURS, insert=f"{SEATS} and worker_id is distinct from {WORKER}", update=SEATS, exempt=BEFORE,
    ),
    "accesssubject": Rule(
        f"subject_id = {SCOPE}", f"subject_id = {SCOPE}", f"subject_id = {SCOPE}", None
    ),
    "accessclaim": scoped(f"{OWN_SEAT} or ({HERE} and {duty('N', 'D', 'L')}) or {OVERSEES}"),
    "accessgate": scoped(f"{MINE} and not {BY_LINK}"),
    "accessrow": scoped(OWN_SEAT),
    "denial": Rule(
        f"{HERE} and ({duty('S', 'V')} and {NOT_ME} or subject_id = {SCOPE})",
        insert=f"{HERE} and {duty('S', 'V')}",
        update=f"{HERE} and {duty('S', 'V')} and {NOT_ME}",
    ),
    "breakglass": Rule(
        f"{HERE} and ({MINE} and post_id = {POST} or {duty('S', 'V', 'L')} or subject_id = {SCOPE})",
        # In the scope of the act alone, and for as long as the law of the house allows: see the table.
        insert=f"{AUTHOR} and {SCOPED} and worker_id = {WORKER}",
        update=f"{HERE} and ({MINE} and post_id = {POST} or {duty('S', 'V', 'L')})",
        denied_by="subject_id",
    ),
    "once": Rule(
        f"worker_id = {WORKER} or {HERE} and {duty('N')}", f"worker_id = {WORKER}",
        f"worker_id = {WORKER}", f"worker_id = {WORKER} or {HERE} and {duty('N')}",
    ),
    "parked": Rule("true", "true", None, "true", exempt="sealed with a key only the browser holds"),
    "task": Rule(
        either(f"subject_id = {SCOPE}", TURN), SCOPED, either(f"subject_id = {SCOPE}", TURN),
        denied_by="subject_id",
    ),
    # What was kept and what was not is counted: by clock and agency, never who.
    "clock": Rule(
        either(CLOCKWORK, either(f"subject_id = {SCOPE}", MINE)), SCOPED, f"subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "moved": Rule(
        # A step of a guarded section would tell a colleague that there is something in it.
        either(CLOCKWORK, f"({content()} or {MINE} and {around('@.subject_id')})"), insert=AUTHOR,
        denied_by="subject_id",
    ),
    "attachment": section(),
    "attachmentbody": section(changes=False),
    "person": Rule(
        f"{among('@.id', '2', 3)} or id = {SCOPE}",
        insert=f"{HERE} and {duty('R', 'C', 'M', 'A', 'P')}",
        update=shows("@.id", "2", 3, None),
        denied_by="id",
    ),
    "alias": shared(2, 3),
    "personidentifier": Rule(
        f"{MINE} and {shows('@.subject_id', '2', 3, '@.agency_id')}",
        insert=f"{AUTHOR} and {touches('@.subject_id')}",
        denied_by="subject_id",
    ),
    "contactpoint": level(4, 3, SENDING),
    "contactsafety": safe(),
    "accessneed": shared(1, 2),
    "relationship": level(3, 3),
    "household": Rule(HERE, insert=HERE),
    "member": level(3, 3),
    # The clock counts two records of one person once.
    "identitylink": Rule(
        either(CLOCKWORK, f"({HERE} and {duty('S')})"), insert=f"{HERE} and ({duty('S')} or {SEES_BOTH})",
        update=f"{HERE} and {duty('S')}",
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
        f"{parties('proposed_agency', 'agency_id')} or {JUDGES}",
        insert=f"proposed_agency = {ME} and {HERE} and {HELPERS} and {touches('@.subject_id')}",
        update=f"proposed_agency = {ME} and {HELPERS} or {JUDGES}",
        denied_by="subject_id",
    ),
    "disclosure": Rule(
        f"{parties('from_agency', 'agency_id', extra=OFFICER)}"
        f" or ({LEADS} and {shows('@.subject_id', '1', 3, None)}) or subject_id = {SCOPE}",
        insert=f"from_agency = {ME} and {SCOPED}",
        update=f"subject_id = {SCOPE}",
        denied_by="subject_id",
    ),
    "subjectrequest": Rule(
        f"{MINE} or {HERE} and {duty('V')}", insert=AUTHOR, update=MINE, denied_by="subject_id",
    ),
    "case": Rule(
        f"{among('@.person_id')} or person_id = {SCOPE}",
        insert=f"{MINE} and {HERE} and person_id = {SCOPE}",
        update=f"{MINE} and {touches('@.person_id')}",
        denied_by="person_id",
    ),
    "seat": Rule(
        f"{shows('@.subject_id', '1', 2, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "incident": section(changes=False),
    "note": section(changes=False),
    "sectionsummary": Rule(
        f"{shows('@.subject_id', '@.section', 2, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "casepointer": Rule(
        f"{shows('@.subject_id', '@.section', 1, '@.agency_id')} or subject_id = {SCOPE}", SCOPED,
        SCOPED, denied_by="subject_id",
    ),
    "need": section(),
    "serviceplan": plan(),
    "goal": plan(),
    "plannedaction": plan(also=f"@.by_agency = {ME}"),
    "deskpart": own_desk(also=f"{ME} = any(@.also)"),
    "check": Rule(
        content(), insert=f"{AUTHOR} and ({content()}) and ({TEAM} or @.for_agency = {ME})",
        update=f"({content()}) and {HERE} or {SCOPED}",
        left=f"({content()}) and {HERE} and ({TEAM} or @.for_agency = {ME}) or {SCOPED}",
        denied_by="subject_id",
    ),
    "goalcheck": section(changes=False),
    "servicedelivery": section(),
    # Reasons and outcomes are counted by their code; the clock opens no sealed word.
    "closure": section(also=CLOCKWORK),
    "referral": Rule(
        either(
            CLOCKWORK,
            f"({parties('from_agency', 'to_agency', hidden='sent_at is not null', extra=REFERRAL_PLAN)}"
            f" or subject_id = {SCOPE} or {LINKED})",
        ),
        insert=f"from_agency = {ME} and {HERE} and {touches('@.subject_id')}",
        update=f"{parties('from_agency', 'to_agency', hidden='sent_at is not null')}"
        f" or subject_id = {SCOPE} or {LINKED}",
        denied_by="subject_id",
    ),
    "answerlink": Rule(
        f"from_agency = {ME} and {HELPERS} or id = {WORKER} and {BY_LINK}",
        # Row security applies inside: a link is made to one's own referral alone.
        insert=f"from_agency = {ME} and {HERE} and {HELPERS} and exists (select 1 from hangot_referral r"
        " where r.id = @.referral_id and r.subject_id = @.subject_id"
        " and r.from_agency = @.from_agency and r.to_agency = @.agency_id)",
        update=f"from_agency = {ME} and {HELPERS} or id = {WORKER} and {BY_LINK}",
        denied_by="subject_id",
    ),
    "reply": Rule(
        f"{parties('agency_id', 'to_agency')} or referral_id = {POST} and referral_id = {MY_LINK}",
        # Row security applies inside: one answers only a referral that one sees oneself.
        insert=f"{AUTHOR} and exists (select 1 from hangot_referral r where r.id = @.referral_id"
        " and r.subject_id = @.subject_id and @.to_agency in (r.from_agency, r.to_agency))",
        denied_by="subject_id",
    ),
    "answeredfact": answer(),
    # How often was asked, and asked again: a day and an agency, no person.
    "asked": Rule(CLOCKWORK, insert=f"{MINE} and {HERE}"),
    # For the clock alone: in which row of a breakdown somebody stands. Nobody else reads one again.
    # Where a record is destroyed the clock takes them away.
    "mark": Rule(
        either(CLOCKWORK, ENDING), insert=f"{MINE} and {SCOPED}", delete=ENDING,
    ),
    "finding": Rule(
        FOUND, insert=f"{AUTHOR} and {FOUND}", update=f"{FOUND} and {MINE}", denied_by="subject_id"
    ),
    "benefit": Rule(
        f"{PAYS} or subject_id = {SCOPE}",
        insert=f"from_agency = {ME} and {HERE} and {touches('@.subject_id')}",
        update=PAYS, denied_by="subject_id",
    ),
    "payment": Rule(
        either(CLOCKWORK, OF_BENEFIT), insert=f"{AUTHOR} and {OF_BENEFIT}", update=f"{MINE} and {OF_BENEFIT}",
        denied_by="subject_id",
    ),
    "ruledoubt": Rule(f"{HERE} and {duty('N', 'V')}", insert=HERE),
    "ruleversion": Rule(
        "true", insert="true", exempt="the text of rules by its hash; it holds no person"
    ),
    "rulechange": Rule(
        ADMIN, insert=f"{ADMIN} and worker_id = {WORKER} and post_id = {POST}", update=ADMIN,
    ),
    "ruleuse": Rule(
        HERE,
        insert=f"{ADMIN} and exists (select 1 from hangot_rulechange c where c.id = @.change_id"
        f" and c.centre_id = @.centre_id and c.state = 'approved' and c.result = @.rules"
        f" and c.decided_by = {WORKER})",
    ),
    **CONFERENCES,
    **TRAININGS,
    "response": section(),
    "alarm": Rule(
        f"{HERE} and ({ASKED} or {RAISED})",
        insert=f"{AUTHOR} and {touches('@.subject_id')}",
        update=f"{HERE} and ({ASKED} or {RAISED})",
        denied_by="subject_id",
    ),
    "formtext": Rule(HERE, insert=HERE),
    "formchange": Rule(
        HERE, insert=f"{ADMIN} and worker_id = {WORKER} and post_id = {POST}", update=ADMIN,
    ),
    **TIMES,
    "accompaniment": section(),
    # Whoever is given protection, and the safety officer of the agency that keeps it: and the clock.
    "protectiveorder": Rule(
        ORDERS, insert=f"{AUTHOR} and {content()}", update=f"({ORDERS}) and {MINE}",
        denied_by="subject_id",
    ),
    "orderterm": Rule(ORDERS, insert=f"{AUTHOR} and {content()}", denied_by="subject_id"),
    **DEBTS,
    **PROTECTION,
    **EMPLOYMENT,
    "homevisit": Rule(
        # The agency that goes, and the other one of the pair; nobody without a relation to the person.
        f"{HERE} and {touches('@.subject_id')} and ({MINE} and {GOERS} or {PAIR}) or {SCOPED}",
        insert=f"{AUTHOR} and {GOERS} and {touches('@.subject_id')}",
        update=f"{HERE} and {touches('@.subject_id')} and ({MINE} and {GOERS} or {PAIR}) or {SCOPED}",
        denied_by="subject_id",
    ),
    "message": Rule(
        WRITES_TO, insert=f"{AUTHOR} and {touches('@.subject_id')}", update=WRITES_TO,
        denied_by="subject_id",
    ),
    "attempt": Rule(
        OF_MESSAGE, insert=f"{MINE} and {OF_MESSAGE}", update=f"{MINE} and {OF_MESSAGE}",
        denied_by="subject_id",
    ),
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
        f"{among('@.id', '1', 3, '@.agency_id')} or id = {SCOPE}", insert=HANDS_IN,
        update=shows("@.id", "1", 3, "@.agency_id"), denied_by="id person_id",
    ),
    "callattempt": Rule(
        f"{MINE} and {touches('@.notice_id')}", insert=f"{AUTHOR} and {touches('@.notice_id')}",
        denied_by="notice_id",
    ),
    "searchreceipt": Rule(f"worker_id = {WORKER}", insert=AUTHOR),
    **REPORTS,
    **WATCHING,
}  # fmt: skip

SIGN_IN: Mapping[str, str] = {
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
