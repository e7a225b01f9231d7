"""Every life, state and event: the whole table, written down a second time by hand."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hangot.core.life_check import problems
from hangot.core.lives import Guard, Life, State, Step
from hangot.core.packs import Profile
from hangot.core.refusal import Missing, NotAllowed
from hangot.core.text import Text
from hangot.packs.loader import load

TABLES = {
    "training": """
        plan: – > planned | L D
        call: planned > called | L D
        hold: called > held | L D A C M P
        cancel: planned called > cancelled | L D
    """,
    "trainee": """
        invite: – > invited | L D
        accept: invited away > coming | R C M A P L D S V U T N
        decline: invited coming > away | R C M A P L D S V U T N
        register: – > came | L D A C M P
        attend: invited coming away > came | R C M A P L D S V U T N
    """,
    "notice": """
        receive: – > new | R C M A P Y
        start: new > screening | R C M
        no_answer: new screening unreachable > unreachable | R C
        go_another_way: unreachable > unreachable | R C M L
        reach: unreachable > screening | R C M
        redirect: new screening > redirected | R C
        mark_duplicate: new screening > duplicate | R C M
        help: screening > helped | C M
        decline: screening > declined | C M
        give_up: unreachable > lost | L
        open: screening > opened | C M
        come_back: helped redirected declined lost > screening | R C M
    """,
    "case": """
        register: – > intake | C M
        assess: intake > assessment | M
        convene: assessment > conference | M
        waive_survey: assessment > assessment | L
        select: conference > selected | L
        select_urgent: intake assessment > selected | L
        not_select: conference > not_selected | L
        plan: selected > planning | M
        link_only: selected > active | M
        activate: planning > active | M
        suspend: active > suspended | M L
        resume: suspended > active | M L
        reassess: planning active closing > assessment | M L
        propose_end: intake assessment selected planning active suspended > closing | M
        send_back: closing > active | L
        close: closing > closed | L
        begin_aftercare: closed > aftercare | M L
        reopen: closed aftercare not_selected > assessment | M L
        hand_over: intake assessment selected planning active suspended > transferred | L
        archive: closed aftercare not_selected transferred > archived | J
        destroy: archived > destroyed | V
    """,
    "referral": """
        write: – > draft | R C M A
        hold: draft > held | C M A
        send: draft held returned > sent | C M A
        discard: draft held > discarded | R C M A
        return: sent > returned | A X
        accept: sent expired > accepted | A X R
        decline: sent expired accepted scheduled > declined | A X R
        expire: sent > expired | J
        schedule: accepted > scheduled | A R C M J
        unschedule: scheduled > accepted | A R C M J
        begin: accepted scheduled > in_service | A X
        lose: accepted scheduled > no_contact | A X R
        complete: in_service > completed | A X
        inform: draft > completed | R C M
        stop: in_service > stopped | A X
        withdraw: held sent returned > withdrawn | C M A J
        acknowledge: completed declined expired no_contact stopped withdrawn > acknowledged | C M A
    """,
    "plan": """
        draft: – > draft | M
        agree: draft > agreed | M Y
        send_back: agreed > draft | L
        approve: agreed > approved | L
        start: approved > active | M
        revise: active > revised | M
        finish: active > finished | M
    """,
    "consent": """
        ask: – > requested | R C M A
        give: requested > given | Y
        refuse: requested > refused | Y
        withdraw: given > withdrawn | Y
        expire: given > expired | J
        renew: given > superseded | Y
        invalidate: given > invalidated | V S
    """,
    "basis": """
        propose: – > proposed | C M A P
        approve: proposed > active | V L
        reject: proposed > rejected | V L
        act_now: proposed > active | C M S
        confirm: active > active | V L
        end: active > ended | V L J
        annul: active > annulled | V
    """,
    "destruction": """
        propose: – > proposed | V L
        approve: proposed > done | V L
        refuse: proposed > refused | V L
        withdraw: proposed > withdrawn | V L
    """,
    "export": """
        ask: – > asked | L V
        allow: asked > allowed | V D
        refuse: asked > refused | V D
        make: allowed > made | L V J
        fail: allowed > failed | J
        withdraw: asked allowed made > withdrawn | L V
        lapse: asked allowed made > over | J
    """,
    "rule_change": """
        draft: – > drafted | D N
        send: drafted > proposed | D N
        approve: proposed > approved | D N
        refuse: proposed > refused | D N
        withdraw: drafted proposed > withdrawn | D N
    """,
    "response": """
        start: – > draft | C M A P
        finish: draft > finished | C M A P
        discard: draft > discarded | C M A P
        overrule: finished > finished | C M A P
        replace: finished > replaced | C M A P
    """,
    "alarm": """
        raise: – > raised | C M A P
        settle: raised > settled | S L C M A P
    """,
    "form": """
        draft: – > drafted | D N
        send: drafted > proposed | D N
        publish: proposed > published | D N
        refuse: proposed > refused | D N
        withdraw: drafted proposed > withdrawn | D N
        retire: published > retired | D N
    """,
    "identity_link": """
        suspect: – > suspected | C M S J
        link: suspected > linked | S M
        differ: suspected > different | S M
        unlink: linked > different | S M
        doubt: different > suspected | S
    """,
    "visit": """
        plan: – > planned | R C M A P
        arrive: planned > arrived | R
        call_off: planned > called_off | R C M A P J
        plan_again: called_off > planned | R C M A P J
        begin: arrived > in_progress | R C M A P
        leave: arrived in_progress > left | R J
        give_up: planned > not_come | R J
    """,
    "stop": """
        plan: – > planned | R C M A P
        queue: planned called > waiting | R C M A P
        call: waiting > called | R C M A P
        receive: called waiting > receiving | C M A P
        finish: receiving > finished | C M A P
        skip: planned waiting called > skipped | R C M A P
        move: planned waiting called > moved | R C M A P
    """,
    "benefit": """
        request: – > requested | C M A
        check: requested > checking | A
        approve: checking > approved | A L
        refuse: checking > refused | A L
        appeal: refused > checking | C M A
        pay: approved paid > paid | A
        reconcile: paid returned > reconciled | A
        reclaim: paid > returned | A L
        cancel: requested checking approved > cancelled | A
    """,
    "judgement": """
        say_yes: – > crisis | C M P
        say_watch: – > watch | C M P
        say_no: – > no_crisis | C M P
    """,
    "check": """
        plan: – > planned | C M A P L
        record: planned > done | C M A P
        call_off: planned > called_off | J
    """,
    "order": """
        take: – > emergency | C M P A
        apply: – > requested | C M P A
        record: – > in_force | C M P A
        ask: emergency > requested | C M P A
        grant: emergency requested > in_force | C M P A
        refuse: emergency requested > refused | C M P A
        extend: in_force > in_force | C M P A
        change: in_force > in_force | C M P A
        lift: emergency requested in_force > ended | C M P A
        lapse: in_force > ended | J
    """,
    "debt_procedure": """
        begin: – > counselling | A
        prepare: counselling > documents | A
        file: documents > filed | A
        commence: filed > commenced | A
        exempt: commenced > commenced | A
        fix_plan: filed commenced > plan | A
        discharge: commenced plan > discharged | A
        finish: discharged > final | A
        complete: plan > completed | A
        dismiss: filed commenced plan discharged > dismissed | A
        withdraw: counselling documents filed commenced plan > withdrawn | A
    """,
    "item": """
        add: – > ready | C M A P L D
        repair: ready > repair | C M A P L D
        mend: repair > ready | C M A P L D
        lose: ready repair > lost | C M A P L D
        find: lost > ready | C M A P L D
        retire: ready repair lost > retired | C M A P L D
    """,
    "lending": """
        wait: – > waiting | C M A P
        reserve: – > reserved | C M A P
        move_up: waiting > reserved | C M A P
        issue: reserved > issued | C M A P
        extend: issued overdue > issued | C M A P
        fall_due: issued > overdue | J
        take_back: issued overdue lost > returned | C M A P
        lose: issued overdue > lost | C M A P
        cancel: waiting reserved > cancelled | C M A P
    """,
    "removal": """
        register: – > found | C M A
        request: found refused back > requested | C M A
        delete: found requested refused back > deleted | C M A
        check: deleted > deleted | C M A
        confirm: deleted > confirmed | C M A
        refuse: requested > refused | C M A
        block: found requested refused back > blocked | C M A
        come_back: deleted confirmed blocked > back | C M A
        drop: found > dropped | C M A
    """,
    "room_fault": """
        report: – > reported | R C M A P L D S N
        take: reported > taken | L D N
        mend: reported taken > mended | L D N
        dismiss: reported taken > dismissed | L D N
        again: mended > reported | R C M A P L D S N
    """,
    "job_search": """
        begin: – > looking | A
        start_work: looking > working | A
        lose_work: working > looking | A
        keep_work: working > kept | A
        stop: looking > stopped | A
    """,
    "home_visit": """
        plan: – > planned | C M P L
        set_round: planned > planned | M L
        depart: planned > departed | C M P
        arrive: departed > on_site | C M P
        delay: departed on_site overdue > on_site | C M P
        come_back: departed on_site overdue > safe_back | C M P
        lapse: departed on_site > overdue | J
        cancel: planned > cancelled | C M P L
    """,
    "break_glass": """
        open: – > opened | C M A P
        end: opened > expired | C M A P L S V J
        approve: expired > proper | S V
        object: expired > improper | S V
    """,
    "message": """
        write: – > waiting | R C M A P J
        claim: waiting > sending | J
        hand: waiting > handed | J
        ask: waiting > asking | J
        hold_back: waiting asking handed > denied | J
        sent: sending > sent | J
        retry: sending > waiting | J
        fail: sending > failed | J
        lose: sending > unsure | J
        clear: asking > waiting | R C M A P
        propose: waiting asking denied > asking | R C M A P
        override: asking > waiting | C M
        told: handed > sent | R C M A P
        settle: asking handed unsure failed denied > settled | R C M A P
        drop: waiting asking handed > dropped | R C M A P J
    """,
    "appointment": """
        propose: – > proposed | R C M A Y
        lapse: proposed > lapsed | J
        book: proposed > booked | R C M A Y
        confirm: booked > confirmed | R Y
        check_in: booked confirmed > checked_in | R
        finish: checked_in > done | A R C M
        cancel_person: proposed booked confirmed checked_in > cancelled_by_person | R C M A Y
        cancel_service: booked confirmed checked_in > cancelled_by_service | A R C M L
        move: booked confirmed > moved | R C M A Y
        miss: booked confirmed > no_show | R J
    """,
    "conference": """
        prepare: – > draft | M L A D
        call: draft postponed > called | L A D
        postpone: called > postponed | L A D
        cancel: draft called postponed > cancelled | L A D
        open: called > open | L A D
        decide: open > decided | L A D
        minute: decided > minuted | L A D
        close: minuted > closed | L A D
    """,
    "agenda_item": """
        list: – > listed | C M L A P
        present: listed > presented | M L A D
        decide: presented > decided | M L A D
        defer: listed presented > deferred | M L A D
        withdraw: listed > withdrawn | C M L A P
    """,
    "action_item": """
        give: – > open | M L A D
        finish: open > done | R C M A P L
        cannot: open > not_possible | R C M A P L
        miss: open > not_done | R C M A P L
        lapse: open > not_done | J
        carry: not_possible not_done > carried | J
    """,
}

HARD = """
    notice.receive agreed_or_basis
    notice.receive no_investigation_content
    notice.start search_receipt
    notice.no_answer inside_safe_window
    notice.mark_duplicate other_is_visible
    notice.decline safety_and_report_checked
    notice.give_up safety_officer_agrees_at_high_risk
    notice.open collection_is_lawful
    case.select conference_quorum
    case.select_urgent two_people
    case.activate agreed_or_basis_named
    case.activate approved_by_another
    case.close not_the_proposer
    case.hand_over transfer_accepted
    case.destroy no_legal_hold
    case.destroy two_people
    referral.send gate_covers
    referral.send no_denial
    referral.lose attempts_in_safe_windows
    plan.agree agreed_or_basis_named
    plan.approve not_the_author
    consent.give giver_may_give
    consent.refuse refusal_costs_nothing
    consent.withdraw no_reason_needed
    basis.approve not_the_proposer
    basis.act_now danger_to_life
    identity_link.link sees_both
    identity_link.link no_separation
    visit.arrive way_in_chosen
    stop.call may_be_called
    benefit.request gate_covers
    benefit.approve not_the_requester
    benefit.approve duplicates_checked
    benefit.approve within_limits
    benefit.refuse not_the_requester
    benefit.appeal appeal_in_time
    benefit.pay amount_agrees
    benefit.reconcile all_paid
    benefit.reclaim amount_agrees
    order.record within_term
    order.grant within_term
    order.extend within_term
    order.lapse term_over
    debt_procedure.begin debts_named
    debt_procedure.dismiss in_order
    debt_procedure.complete in_order
    debt_procedure.discharge in_order
    debt_procedure.fix_plan in_order
    debt_procedure.exempt in_order
    debt_procedure.commence in_order
    debt_procedure.file in_order
    debt_procedure.commence goes_to_court
    debt_procedure.exempt is_bankruptcy
    debt_procedure.exempt exempt_in_time
    debt_procedure.fix_plan is_paid_in_parts
    debt_procedure.fix_plan within_months
    debt_procedure.discharge goes_to_court
    debt_procedure.discharge not_more_than_owed
    debt_procedure.finish in_order
    debt_procedure.complete not_more_than_owed
    item.retire nobody_waits_for_it
    lending.wait case_goes_on
    lending.wait within_limit
    lending.reserve case_goes_on
    lending.reserve within_limit
    lending.reserve place_free
    lending.move_up case_goes_on
    lending.move_up within_limit
    lending.move_up place_free
    lending.issue case_goes_on
    lending.issue in_its_days
    lending.issue item_is_here
    lending.issue paper_signed
    lending.extend within_limit
    lending.extend place_free
    lending.fall_due last_day_over
    removal.request in_order
    removal.delete in_order
    removal.check in_order
    removal.check checks_left
    removal.confirm in_order
    removal.confirm all_checked
    removal.refuse in_order
    removal.block in_order
    removal.come_back in_order
    job_search.start_work in_order
    job_search.keep_work asked_to_the_end
    home_visit.set_round checked_round
    home_visit.depart goes_in_a_pair
    home_visit.depart opponent_asked_about
    home_visit.arrive of_the_pair
    home_visit.delay of_the_pair
    home_visit.come_back of_the_pair
    break_glass.open fresh_factor
    break_glass.open not_past_denial
    break_glass.approve not_the_opener
    break_glass.object not_the_opener
    rule_change.send rules_tested
    rule_change.send tests_agree
    rule_change.send rules_unchanged
    rule_change.approve rules_tested
    rule_change.approve tests_agree
    rule_change.approve rules_unchanged
    response.start form_in_use
    response.finish answers_fit
    form.draft version_is_new
    form.publish not_the_proposer
    form.publish version_is_new
    message.claim gate_lets_through
    message.hand gate_lets_through
    message.told gate_lets_through
    message.override second_person
    appointment.propose plan_was_checked
    appointment.propose slot_won
    appointment.book slot_won
    appointment.confirm by_safe_contact
    appointment.check_in way_is_clear
    appointment.move replacement_stands
    conference.call calls_this_kind
    conference.call posts_invited
    conference.call lawful_views
    conference.open quorum
    conference.open signed_today
    conference.open conflicts_left
    conference.decide every_item_settled
    conference.close actions_have_owner
    agenda_item.decide in_session
    agenda_item.decide chair_not_alone
    action_item.give gate_covers
"""

Row = tuple[tuple[str | None, ...], str, tuple[str, ...]]


def table(name: str) -> dict[str, Row]:
    """The rows of one table: event to sources, target and who."""
    rows: dict[str, Row] = {}
    for line in TABLES[name].strip().splitlines():
        event, rest = line.strip().split(": ")
        move, who = rest.split(" | ")
        sources, target = move.split(" > ")
        named = tuple(None if s == "–" else s for s in sources.split())
        rows[event] = (named, target, tuple(who.split()))
    return rows


@pytest.fixture(scope="module")
def centre() -> Profile:
    return load("crime_victim")


def test_no_life_is_missing_from_the_tables(centre: Profile) -> None:
    assert set(centre.lives) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_pair_of_state_and_event_is_a_step_or_refused(centre: Profile, name: str) -> None:
    life, rows = centre.life(name), table(name)
    assert {step.event for step in life.steps} == set(rows)
    for state in (None, *life.by_id):
        for event, (sources, target, who) in rows.items():
            if state in sources:
                step = life.step(state, event)
                assert (step.target, step.who, step.right) == (target, who, f"{name}.{event}")
                assert event in life.events(state)
            else:
                with pytest.raises(NotAllowed) as refused:
                    life.step(state, event)
                assert refused.value.reason == "wrong_state"
                assert event not in life.events(state)


# Each is asked about every life, and reading a pack takes a fifth of a second.
kept = cache(load)


@pytest.mark.parametrize("pack", ["crisis_family", "employment_welfare", "financial_welfare"])
@pytest.mark.parametrize("name", TABLES)
def test_in_every_other_kind_of_centre_each_pair_leads_where_the_table_says(
    pack: str, name: str
) -> None:
    """A centre adds steps inside one core state; it opens no way and closes none."""
    life, rows = kept(pack).life(name), table(name)
    for state in (None, *life.by_id):
        core = None if state is None else life.core(state)
        for event, (sources, target, who) in rows.items():
            if core in sources:
                step = life.step(state, event)
                assert (step.target, step.who) == (target, who)
            else:
                with pytest.raises(NotAllowed):
                    life.step(state, event)
        for event in set(life.events(state)) - set(rows):
            assert life.core(life.step(state, event).target) == core
            assert life.step(state, event).right == f"{name}.within"


@pytest.mark.parametrize("name", TABLES)
def test_no_life_has_a_fault(centre: Profile, name: str) -> None:
    letters = [duty.letter for duty in centre.duties.values()]
    assert problems(centre.life(name), letters=letters) == []


@pytest.mark.parametrize("line", [line.strip() for line in HARD.strip().splitlines()])
def test_hard_guards_stand_where_no_pack_can_relax_them(centre: Profile, line: str) -> None:
    right, guard = line.split()
    name, event = right.split(".")
    life = centre.life(name)
    assert guard in next(step for step in life.steps if step.event == event).guards
    assert life.guards[guard].hard


@settings(max_examples=40, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(TABLES)))
def test_no_event_leaves_a_final_state_but_an_ended_notice_and_a_day_called_off_reopen(
    data: st.DataObject, name: str
) -> None:
    life = CENTRE.life(name)
    state: str | None = None
    for _ in range(12):
        events = life.events(state)
        if not events:
            assert life.by_id[state or ""].final
            return
        step = life.step(state, data.draw(st.sampled_from(events)))
        if state and life.by_id[state].final:
            assert step.reopens
            assert (name, step.event) in (("notice", "come_back"), ("visit", "plan_again"))
        state = step.target


CENTRE = load("crime_victim")


def test_whose_turn_it_is_after_each_answer_to_a_referral(centre: Profile) -> None:
    referral = centre.life("referral")
    turns = {state.id: state.turn for state in referral.states}
    assert [s for s, turn in turns.items() if turn == "receiver"] == [
        "sent",
        "accepted",
        "scheduled",
        "in_service",
    ]
    assert turns["expired"] == "desk_lead"
    assert turns["returned"] == turns["declined"] == turns["completed"] == "sender"
    assert turns["acknowledged"] == turns["discarded"] == "nobody"
    assert referral.is_open("completed")
    assert not referral.is_open("acknowledged")


def test_states_have_a_word_for_other_systems(centre: Profile) -> None:
    words = {state.id: state.export for state in centre.life("referral").states}
    assert words["returned"] == "on-hold/needs-information"
    assert words["expired"] == "requested/no-response"


def test_a_refused_step_is_a_sentence_in_both_languages(centre: Profile) -> None:
    with pytest.raises(NotAllowed) as refused:
        centre.life("referral").step("declined", "accept")
    assert "거절" in refused.value.sentence.ko
    assert "Declined" in refused.value.sentence.en


def test_sending_without_consent_names_the_missing_guard(centre: Profile) -> None:
    life = centre.life("referral")
    step = life.step("draft", "send")
    with pytest.raises(Missing) as refused:
        life.demand(step, holds={"no_denial"}, given={"post", "due"})
    assert refused.value.what == "gate_covers"
    assert "동의" in refused.value.sentence.ko


def test_declining_without_a_reason_asks_for_it(centre: Profile) -> None:
    life = centre.life("referral")
    step = life.step("sent", "decline")
    with pytest.raises(Missing) as refused:
        life.demand(step, holds={"speaker_if_by_phone"})
    assert refused.value.reason == "missing_reason"
    life.demand(step, holds={"speaker_if_by_phone"}, given={"reason"})


def test_an_event_nobody_knows_is_refused(centre: Profile) -> None:
    with pytest.raises(NotAllowed):
        centre.life("plan").step("draft", "burn")


NAME = Text("이름", "Name")


def state(name: str, **more: object) -> State:
    facts: dict[str, object] = {
        "turn": "nobody", "final": False, "open": True, "core": name, "export": name
    }  # fmt: skip
    return State(id=name, label=NAME, **{**facts, **more})  # type: ignore[arg-type]


def step(event: str, sources: str, target: str, who: str = "C", **more: object) -> Step:
    named = tuple(s if s != "–" else None for s in sources.split())
    return Step("toy", event, NAME, named, target, tuple(who.split()), **more)  # type: ignore[arg-type]


DONE = state("done", final=True, open=False)
START = step("start", "–", "a")
FINISH = step("finish", "a", "done")


@pytest.mark.parametrize(
    ("states", "steps", "complaint"),
    [
        ([state("a"), DONE, state("b", final=True, open=False)], [START, FINISH], 'state "b" cannot be reached'),
        ([state("a"), DONE, state("b")], [START, FINISH, step("go", "a", "b")], "dead end"),
        ([state("a"), DONE], [START, FINISH, step("go", "a", "done", who="")], "nobody may take"),
        ([state("a"), DONE], [START, FINISH, step("go", "a", "done", who="Z")], 'who "Z"'),
        ([state("a"), DONE], [START, FINISH, step("go", "a", "done", guards=("g",))], 'guard "g"'),
        ([state("a"), DONE], [START, FINISH, step("go", "a", "done", needs=("n",))], 'value "n"'),
        ([state("a"), DONE], [START, FINISH, step("go", "a", "c")], 'unknown state "c"'),
        ([state("a", export=""), DONE], [START, FINISH], "no export word"),
        ([state("a"), DONE], [START, FINISH, step("back", "done", "a")], "without reopening"),
        ([state("a"), DONE], [START, FINISH, step("finish", "a", "a")], "twice"),
        ([state("a"), state("done", final=True)], [START, FINISH], "cannot be open"),
        ([state("a"), DONE, state("b", core="x")], [START, FINISH, step("go", "a", "b")], 'core state "x"'),
        (
            [state("a"), DONE, state("b", core="c"), state("c", core="b")],
            [START, FINISH, step("go", "a", "b"), step("on", "b", "c")],
            "form a cycle",
        ),
        (
            [state("a"), DONE, state("b", core="a"), state("c", core="b")],
            [START, FINISH, step("go", "a", "b"), step("on", "b", "c")],
            "is a sub-state itself",
        ),
        (
            [state("a"), state("b"), DONE],
            [START, FINISH, step("tick", "a", "b", who="J"), step("tock", "b", "a", who="J")],
            "circle by itself",
        ),
    ],
)  # fmt: skip
def test_faults_of_a_table_are_named(
    states: list[State], steps: list[Step], complaint: str
) -> None:
    guards: dict[str, Guard] = {}
    toy = Life("toy", NAME, tuple(states), tuple(steps), guards, {})
    found = [sentence.en for _, sentence in problems(toy, letters=["C"])]
    assert any(complaint in sentence for sentence in found), found


def test_a_small_sound_table_has_no_fault() -> None:
    toy = Life("toy", NAME, (state("a"), DONE), (START, FINISH), {}, {})
    assert problems(toy, letters=["C"]) == []
