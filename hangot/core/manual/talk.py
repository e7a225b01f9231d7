"""The words: the first conversation, the script of consent by phone, clocks, numbers to call."""

from datetime import date

from hangot.core.manual.blocks import Chapter, Items, Table, Words, joined, lines
from hangot.core.manual.words import by_when, policy, source, spoken
from hangot.core.packs import Profile, Question
from hangot.core.text import Text

CLOCK_HEADS = (
    Text("기한", "Clock"), Text("길이", "Length"), Text("언제부터", "From when"),
    Text("누구에게 알리나", "Who is told"), Text("근거", "Source"),
)  # fmt: skip
COUNTING = Text(
    "첫날은 세지 않습니다. 끝나는 날이 토요일, 일요일이나 쉬는 날이면 다음 근무일까지입니다. 시간으로 정한 기한은 밤과 휴일에도 갑니다."
    " 동의가 끝나는 날은 밀리지 않습니다.",
    "The first day does not count. An end on a Saturday, Sunday or holiday moves to the next working day."
    " Hours run through nights and holidays. The end of a consent never moves.",
)
PAUSED = Text(
    "기한은 사례를 이유와 다시 볼 날을 적어 중단할 때만 멈춥니다.",
    "Clocks stand still only while a case is suspended, with a reason and a date to look again.",
)
KEPT = Text(
    "나중에 정한 기한은 그날부터 시작하는 일에만 쓰입니다.",
    "What is decided for a later day holds for what begins from that day on.",
)
LISTED = {"channel": "channels", "needs": "need_domains", "crime_types": "crime_types"}
SAID = Text("읽어 드리는 순서 (대본 {version})", "Read out in this order (script {version})")
CONSENT_LENGTH = Text(
    "동의는 {length} 동안입니다. 길어도 {longest}까지이고, 끝나기 {days}일 전에 알려 다시 여쭙니다.",
    "A consent holds for {length}, {longest} at most; we ask again {days} days before its end.",
)
RECORDED = Text(
    "전화로 여쭐 때는 대본의 판, 시각, 읽은 사람, 대답을 함께 적습니다.",
    "By phone we record the version of the script, the time, who read it and each answer.",
)
TRIES = Text(
    "안전한 시간에 접수는 {notice}번, 의뢰는 {referral}번 걸어 닿지 않으면 연락두절을 적을 수 있습니다. 끝내는 것은 팀장이 정합니다.",
    "After {notice} calls in the safe hours for a contact, {referral} for a referral, ‘not reached’ may be"
    " recorded. The team lead decides whether it ends.",
)


def first_contact(pack: Profile) -> Chapter:
    """What is said and asked when somebody first reaches the centre."""
    words = pack.first_contact
    rows = tuple(
        (one.label, joined(*_answers(pack, one)), one.hint or Text("", ""))
        for one in words.questions
    )
    heads = (Text("물음", "Question"), Text("고를 수 있는 답", "Answers"), Text("도움말", "Hint"))
    tries = TRIES.format(**pack.attempts)
    return Chapter("first-contact", Text("첫 상담", "The first conversation"), (
        Words(words.danger), Items(words.sayings),
        Table(Text("첫 상담지", "Sheet of the first conversation"), heads, rows, (3, 6, 4)), Words(tries),
    ))  # fmt: skip


def _answers(pack: Profile, one: Question) -> list[Text]:
    """The answers to choose from: those of the question, or the list it stands for."""
    if one.id == "urgency":
        return [choice.label for choice in pack.urgencies.values()]
    listed = pack.lists.get(LISTED.get(one.id, ""), {})
    return [choice.label for choice in (*one.options, *listed.values())]


def consent(pack: Profile) -> Chapter:
    """How consent is asked, on paper and by phone."""
    words = pack.consent
    length, longest = spoken(words.length), spoken(words.longest)
    how_long = Text(
        CONSENT_LENGTH.ko.format(length=length.ko, longest=longest.ko, days=words.warn_days),
        CONSENT_LENGTH.en.format(length=length.en, longest=longest.en, days=words.warn_days),
    )
    rows = tuple((one.label, one.items, one.ask, one.refusing) for one in pack.sections.values())
    heads = (
        Text("구역", "Section"), Text("담긴 것", "What is in it"), Text("이렇게 여쭙니다", "How we ask"),
        Text("거부하시면", "After a no"),
    )  # fmt: skip
    notice = Text(f"고지문 {words.notice_version}", f"Notice {words.notice_version}")
    return Chapter("consent", Text("동의와 전화 대본", "Consent and the script by phone"), (
        Words(how_long), Words(words.collect), Words(words.keeps), Words(notice), Items(words.notice),
        Words(SAID.format(version=words.script.version)), Items(words.script.lines, numbered=True),
        Words(RECORDED), Table(Text("구역별로 여쭙는 말", "What is asked, by section"), heads, rows),
    ))  # fmt: skip


def clocks(pack: Profile, on: date) -> Chapter:
    """Every clock of the centre as it is on a day."""
    rows = []
    for spec in pack.clocks.values():
        now = spec.on(on)
        told = joined(*(pack.turns[turn] for turn in spec.tells))
        where = source(now.source, verified=now.verified)
        rows.append((spec.label, by_when(spec, on), policy(spec, on), told, where))
    table = Table(Text("기한", "Clocks"), CLOCK_HEADS, tuple(rows), (8, 8, 7, 8, 12))
    blocks = (Words(COUNTING), Words(PAUSED), Words(KEPT), table)
    return Chapter("clocks", Text("기한", "Time limits"), blocks)


def numbers(pack: Profile) -> Chapter:
    """Numbers to call and hours of the house."""
    rows = tuple(
        (one.label, Text(one.number, one.number), source(one.source, verified=one.verified))
        for one in pack.hotlines.values()
    )
    heads = (Text("어디", "Who"), Text("번호", "Number"), Text("출처", "Source"))
    hours = f"{pack.opens:%H:%M}–{pack.closes:%H:%M}"
    opens = Text(f"여는 시간: {hours}", f"Open: {hours}")
    off = [one for one in pack.holidays.values() if one is not None]
    closed = [Words(lines(Text("센터가 쉬는 날", "Days off of the house"), *off))] if off else []
    table = Table(Text("전화", "Numbers"), heads, rows)
    return Chapter(
        "numbers", Text("시간과 전화", "Hours and numbers"), (Words(opens), *closed, table)
    )
