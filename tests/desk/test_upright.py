"""Long sums stand upright under their names; no row is lost, and every heading keeps its rows."""

from hangot.core.indicators.tables import Table
from hangot.core.indicators.telling import Said
from hangot.core.text import Text
from hangot.desk.indicators.upright import parted

HEADS = tuple(Text(one, one) for one in ("무엇을", "1월", "2월", "한 해"))
TOPIC, OTHER = Text("돈", "Money"), Text("사람", "People")


def row(name: str, *numbers: int) -> tuple[Text, tuple[Said, ...]]:
    return Text(name, name), tuple(Said(one) for one in numbers)


def test_the_sums_stand_upright_and_the_heading_stays_with_what_is_left_of_its_topic() -> None:
    rows = (
        row("면책액", 1, 33_600_000_000, 33_600_000_001), row("절차", 1, 279, 280),
        row("사람", 9_999_999, 3, 4), row("지급액", 0, 10_000_000, 10_000_000),
    )  # fmt: skip
    found = parted(Table(Text("", ""), HEADS, rows, (), {0: TOPIC, 2: OTHER}))
    assert [(above, label.ko) for above, label, _ in found.lying] == [
        (TOPIC, "절차"), (OTHER, "사람"),
    ]  # fmt: skip
    assert [one.ko for one in found.names] == ["면책액", "지급액"]
    assert [(head.ko, [str(cell) for cell in cells]) for head, cells in found.standing] == [
        ("1월", ["1", "0"]), ("2월", ["33,600,000,000", "10,000,000"]),
        ("한 해", ["33,600,000,001", "10,000,000"]),
    ]  # fmt: skip


def test_a_table_of_small_numbers_lies_as_it_is() -> None:
    found = parted(Table(Text("", ""), HEADS, (row("사람", 1, 2, 3),), ()))
    assert (len(found.lying), found.names, found.standing) == (1, [], [])
