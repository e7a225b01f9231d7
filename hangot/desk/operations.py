"""Every address with a door, and what it needs: one row per operation."""

from collections.abc import Mapping
from dataclasses import dataclass

from hangot.core.access import Level, Section
from hangot.desk.needs import (
    Need,
    alarmed,
    anybody,
    filled_at_home,
    flowing,
    helped_at_home,
    kept_by_lead,
    knows_who,
    of_home,
    of_home_contact,
    of_the_desk,
    officer,
    party,
    reaches,
    sees,
    sees_section_of_address,
    sees_support,
    sender,
    touch,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it is about and what it needs beside its door's right.

    `rule` is a right whose relation to the case is checked in the page; `moves` says that the
    state of the thing may refuse it too; `fixed` names values of the address that are not ids.
    """

    name: str
    about: str = "house"
    needs: Need = anybody
    rule: str = ""
    fixed: Mapping[str, str] | None = None
    moves: bool = False


def _case(
    name: str, needs: Need = touch, rule: str = "", *, moves: bool = False, **fixed: str
) -> Operation:
    return Operation(name, "case", needs, rule, fixed or None, moves)


OPERATIONS: tuple[Operation, ...] = (
    Operation("today"), Operation("seats"), Operation("task_done", "task", touch),
    Operation("services"), Operation("manual"), Operation("manual_print"), Operation("posts"), Operation("post_move", "post"),
    Operation("notices"), Operation("new_contact"), Operation("find"),
    Operation("notice", "notice", of_the_desk), Operation("notice_edit", "notice", of_the_desk),
    Operation("notice_arrive", "notice", of_the_desk), Operation("notice_look", "notice", of_the_desk),
    Operation("notice_phone", "notice", of_the_desk), Operation("notice_open", "notice", of_the_desk, moves=True),
    Operation("notice_step", "notice", of_the_desk, fixed={"event": "decline"}, moves=True),
    Operation("cases"), _case("case"), _case("case_section", sees_section_of_address),
    _case("case_contact", sees(Section.CONTACT)), _case("case_safety", flowing), _case("case_note"),
    _case("case_reveal", sees(Section.CONTACT)), _case("case_people"),
    _case("case_household", sees(Section.FAMILY)), Operation("case_member", "member", sees(Section.FAMILY)),
    Operation("case_relation", "relation", sees(Section.FAMILY)), _case("case_same", knows_who),
    _case("case_files"), Operation("file", "file", kept_by_lead(Section.OVERVIEW)), _case("case_timeline"),
    _case("case_help"), _case("help_print"), _case("help_answer", sees(Section.IDENTITY, Level.SUMMARY)),
    _case("help_refer", sees(Section.OVERVIEW, Level.POINTER)),
    _case("case_benefits"), _case("benefit_new"), Operation("benefit_doubts"),
    Operation("benefit", "benefit", of_home(Section.WELFARE)),
    Operation("benefit_step", "benefit", of_home(Section.WELFARE), fixed={"event": "cancel"}, moves=True),
    _case("case_forms"),
    _case("form_start", sees(Section.OVERVIEW), number="5"), _case("form_print", sees(Section.OVERVIEW), number="5"),
    Operation("response", "response", kept_by_lead(Section.OVERVIEW)),
    Operation("response_print", "response", kept_by_lead(Section.OVERVIEW)),
    Operation("response_correct", "response", filled_at_home(Section.OVERVIEW)),
    Operation("response_judge", "response", filled_at_home(Section.OVERVIEW)),
    Operation("response_page", "draft", filled_at_home(Section.OVERVIEW), fixed={"number": "0"}),
    Operation("response_check", "draft", filled_at_home(Section.OVERVIEW)),
    Operation("response_discard", "draft", filled_at_home(Section.OVERVIEW), moves=True),
    Operation("alarm", "alarm", alarmed),
    Operation("house_forms"), Operation("form_bring"), Operation("form_seen", fixed={"number": "0"}),
    Operation("form_change", "form"),
    _case("case_orders", sees(Section.PROTECTION, Level.SUMMARY)), Operation("order_step", "order", kept_by_lead(Section.PROTECTION), fixed={"event": "lift"}, moves=True),
    _case("case_debts", sees(Section.FINANCE)), Operation("debt_step", "debt", kept_by_lead(Section.FINANCE), fixed={"event": "withdraw"}, moves=True),
    _case("case_support", sees_support), Operation("lending_slip", "lending", filled_at_home(Section.PROTECTION)),
    Operation("lending_step", "lending", filled_at_home(Section.PROTECTION), fixed={"event": "take_back"}, moves=True), Operation("house_stock"), Operation("house_upkeep"),
    _case("case_removals", sees(Section.INCIDENT)),
    _case("case_copy"), _case("case_work", sees(Section.EMPLOYMENT)), Operation("house_work"),
    _case("case_home_visits"), Operation("home_rounds"), Operation("home_visit", "home", helped_at_home),
    Operation("home_visit_step", "home", helped_at_home, fixed={"event": "cancel"}, moves=True),
    _case("case_messages", sees(Section.CONTACT)), _case("message_new", reaches),
    Operation("message_outbox"), Operation("message", "message", of_home_contact),
    Operation("message_step", "message", of_home_contact, fixed={"event": "drop"}, moves=True),
    _case("case_plan", sees(Section.PLAN, Level.SUMMARY)), _case("case_checks", sees(Section.PLAN, Level.SUMMARY)),
    Operation("plan_action", "action", sees(Section.PLAN), moves=True),
    Operation("plan_step", "plan", sees(Section.PLAN), fixed={"event": "agree"}, moves=True),
    _case("case_move", rule="case.assess", moves=True, event="assess"),
    _case("case_hand_over", rule="case.hand_over", moves=True),
    _case("case_close", rule="case.propose_end", moves=True), _case("case_deliver"),
    _case("case_accompany"), _case("case_team", rule="seat.move"), _case("case_needs"), _case("case_task"),
    _case("consents"), _case("consent_ask"), _case("consent_withdraw"), _case("consent_renew"), _case("consent_void"),
    _case("consent_print"), _case("disclosures"), _case("basis_new"),
    Operation("rotas"), Operation("rota", "post"), Operation("rota_feed"), Operation("rota_mend", "post", fixed={"day": "2026-09-03"}), Operation("rooms"), Operation("sooner_times"),
    Operation("places"), Operation("place_days"), Operation("place_childcare"), Operation("place_room_new"),
    Operation("place_room", "room"), Operation("place_aide_new"), Operation("place_aide", "aide"),
    Operation("place_post", "post"), Operation("place_week", "agency"), Operation("outside_agency", "agency"),
    Operation("rules"), Operation("rule_figure", fixed={"number": "0"}), Operation("rule_propose", fixed={"number": "0"}),
    Operation("rule_changes"), Operation("rule_change", "change"),
    _case("case_times"), _case("case_why"), Operation("case_offer", "itinerary", touch), Operation("case_reasons", "itinerary", touch),
    Operation("case_appointment", "appointment", touch, fixed={"event": "cancel_person"}, moves=True),
    Operation("consent_answer", "consent", touch), Operation("bases"),
    Operation("basis_now", "basis", helped_at_home), Operation("basis_step", "basis", officer("V", "L"), fixed={"event": "reject"}),
    Operation("referrals"), _case("referral_new"), Operation("referral", "referral", party),
    Operation("referral_edit", "referral", sender),
    Operation("referral_send", "referral", party, rule="referral.send", moves=True),
    Operation("referral_tried", "referral", party),
    Operation("referral_step", "referral", party, fixed={"event": "accept"}, moves=True),
    _case("referral_outside"),
    Operation("referral_link", "referral", party, rule="answer_link.make", moves=True),
    Operation("referral_link_end", "referral", party, rule="answer_link.end", moves=True),
    Operation("reception"), Operation("reception_arrive"), Operation("call_next"), Operation("desk"),
    Operation("walk_in"), Operation("visit", "visit", officer("R")),
    Operation("visit_slip", "visit", officer("R", "C", "M")),
    Operation("visit_step", "visit", officer("R"), fixed={"event": "leave"}, moves=True),
    Operation("stop_step", "stop", officer("R", "C", "M", "A", "P"), fixed={"event": "call"}, moves=True),
    _case("case_log", rule="log.see"), _case("case_log_print", rule="log.print"),
    Operation("review"), Operation("review_entry", "entry", officer("U", "V")), Operation("log_find"),
    Operation("retention"), Operation("destruction_step", "destruction", fixed={"event": "withdraw"}, moves=True),
    Operation("exports"), Operation("export_step", "export", fixed={"event": "withdraw"}, moves=True),
    Operation("glasses"), Operation("glass_find"), Operation("glass_prove", "demo"), _case("glass_open"),
    Operation("glass_end", "glass", officer("L", "S", "V")),
    Operation("glass_review", "glass", officer("S", "V")),
    Operation("safety"), Operation("link_step", "link", officer("S"), fixed={"event": "differ"}),
    Operation("separate"), Operation("separate_end", "apart", officer("S")),
    Operation("reports"), Operation("report_new"), Operation("report", "report", of_the_desk),
    Operation("report_part", "report", of_the_desk), Operation("report_answer", "report", of_the_desk), Operation("report_measure", "report", of_the_desk), Operation("report_import"), Operation("import_page", "batch"),
    Operation("import_go", "batch"), Operation("import_drop", "batch"), Operation("house_funnel"), Operation("house_figures"), Operation("house_figures_now"), _case("case_judgement", sees(Section.OVERVIEW), rule="judgement.say_yes"), Operation("house_feeds"), Operation("house_feed_end", "key"),
    Operation("deny"), Operation("deny_end", "denial", officer("S", "V")),
    # Trainings and the board are of the house: tried in tests/desk/test_training.py.
    Operation("trainings"), Operation("training_owing"), Operation("board"),
    Operation("training", "training"), Operation("training_door", "training"),
    Operation("training_step", "training", fixed={"event": "call"}, moves=True),
    Operation("training_in", "training", fixed={"code": "none"}), Operation("training_paper", "training"),
    Operation("training_certificate", "training"), Operation("board_question", "question"),
    # Conferences are their agency's and of who is invited: tried in a house of their own.
    _case("case_conference"), Operation("conferences"), Operation("conference_new"), Operation("conference_actions"),
    Operation("conference", "conference"), Operation("conference_agenda", "conference"), Operation("conference_posts", "conference"),
    Operation("conference_room", "conference"), Operation("conference_minutes", "conference"),
    Operation("conference_print", "conference"), Operation("conference_sign", "conference"),
    Operation("conference_step", "conference", fixed={"event": "call"}, moves=True), Operation("conference_came", "attendance"),
    Operation("item_words", "item"), Operation("item_step", "item", fixed={"event": "present"}, moves=True),
    Operation("conference_action", "charge"),
)  # fmt: skip
BY_NAME: Mapping[str, Operation] = {one.name: one for one in OPERATIONS}
