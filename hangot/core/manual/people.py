"""The people: agencies and what they give, posts, and what each duty may do and see."""

from collections.abc import Iterator

from hangot.core.access import Level
from hangot.core.manual.blocks import NONE, Block, Chapter, Items, Table, Words, joined, lines
from hangot.core.manual.words import FLAGS
from hangot.core.packs import Duty, Profile, Service
from hangot.core.text import Text

AGENCIES = (
    Text("기관", "Agency"), Text("무엇을 왜 여쭙나", "What it asks, and what for"),
    Text("담당석", "Posts"), Text("내선", "Ext."),
)  # fmt: skip
SERVICES = (
    Text("서비스", "Service"), Text("누구에게", "For whom"), Text("어디서", "Where"),
    Text("시간", "Minutes"), Text("출처", "Source"),
)  # fmt: skip
WIDE = (16, 9, 8, 6, 10)
POSTS = (Text("담당석", "Post"), Text("기관", "Agency"), Text("직무", "Duties"))
GUARDED = Text("이름을 밖에 말하지 않습니다", "never named to outsiders")
ASSUMED = Text("가정", "assumed")
INSIDE = Text("기관끼리 하는 일", "work among the agencies")
MOST = Text("가장 많이 볼 수 있는 것", "The most it may see")
ACTS = Text("할 수 있는 일", "What it may do")
CAPPED = Text(
    "동의나 법적 근거와 맡은 일이 있을 때에만 보이고, 그때에도 아래보다 더 보이지는 않습니다.",
    "Something shows only with consent or a basis in law and a task, and even then never more than this.",
)
CHAIRS = Text(
    "권한은 사람이 아니라 담당석에 달려 있습니다. 사람이 바뀌면 담당석을 넘깁니다.",
    "Rights hang on the post, not on the person. When people change, the post is handed over.",
)


def house(pack: Profile) -> Chapter:
    """Agencies, what they ask for, and the posts they fill."""
    rows = tuple(
        (
            lines(one.label, *((GUARDED,) if one.guarded else ())),
            lines(joined(*(pack.sections[s].label for s in one.asks)), one.asks_why),
            joined(*(p.label for p in pack.posts.values() if p.agency == one.id)),
            Text(one.phone_ext, one.phone_ext),
        )
        for one in pack.agencies.values()
    )
    posts = tuple(
        (
            one.label, pack.agencies[one.agency].short,
            joined(*(pack.duties[duty].label for duty in one.duties)),
        )
        for one in pack.posts.values()
    )  # fmt: skip
    title = Text("함께 일하는 기관과 담당석", "Agencies and posts")
    tables = (
        Table(Text("기관", "Agencies"), AGENCIES, rows, (8, 14, 12, 3)),
        Table(Text("담당석", "Posts"), POSTS, posts),
    )
    return Chapter("house", title, (Words(CHAIRS), *tables))


def services(pack: Profile) -> Chapter:
    """What every agency gives; what no published page says is marked."""
    tables = tuple(
        Table(one.label, SERVICES, tuple(_service(pack, given) for given in found), WIDE)
        for one in pack.agencies.values()
        if (found := pack.services_of(one.id, internal=True))
    )
    return Chapter("services", Text("서비스", "Services"), tables)


def _service(pack: Profile, one: Service) -> tuple[Text, ...]:
    where = joined(*(pack.word("service_channels", channel) for channel in one.channels))
    minutes = Text(f"{one.minutes}분", f"{one.minutes} min") if one.minutes else NONE
    return (
        lines(_marked(one.label, assumed=one.assumption), one.description),
        INSIDE if one.internal else one.audience,
        _marked(where, assumed=one.channels_assumption),
        _marked(minutes, assumed=one.minutes_assumption and bool(one.minutes)),
        Text(one.source, one.source),
    )


def _marked(text: Text, *, assumed: bool) -> Text:
    if not assumed:
        return text
    return Text(f"{text.ko} ({ASSUMED.ko})", f"{text.en} ({ASSUMED.en})")


def duties(pack: Profile) -> Iterator[Chapter]:
    """One chapter for each duty that a post of this centre holds."""
    held = {duty for post in pack.posts.values() for duty in post.duties}
    for duty in pack.duties.values():
        if duty.id in held:
            yield _duty(pack, duty)


def _duty(pack: Profile, duty: Duty) -> Chapter:
    posts = joined(*(post.label for post in pack.posts_with(duty.id)))
    holds = Text(f"담당석: {posts.ko}", f"Posts: {posts.en}")
    title = Text(f"직무: {duty.label.ko}", f"Duty: {duty.label.en}")
    blocks: list[Block] = [Words(holds), Words(ACTS), Items(tuple(_acts(pack, duty)))]
    seen = {
        level: joined(*(pack.sections[s].label for s in pack.sections if duty.cap(s) is level))
        for level in (Level.FULL, Level.SUMMARY, Level.POINTER)
        if any(duty.cap(s) is level for s in pack.sections)
    }
    if seen:
        heads = (Text("정도", "Level"), Text("구역", "Sections"))
        rows = tuple((pack.levels[level], names) for level, names in seen.items())
        blocks += [Words(CAPPED), Table(MOST, heads, rows, (1, 6))]
    return Chapter(f"duty-{duty.id}", title, tuple(blocks))


def _acts(pack: Profile, duty: Duty) -> Iterator[Text]:
    """Rights of the duty itself, then the acts of every life that it may take."""
    for flag in duty.flags:
        yield FLAGS[flag]
    for life in pack.lives.values():
        done = joined(*(step.label for step in life.steps if duty.letter in step.who))
        if done is not NONE:
            yield Text(f"{life.title.ko}: {done.ko}", f"{life.title.en}: {done.en}")
