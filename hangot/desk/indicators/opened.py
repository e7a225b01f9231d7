"""Figures for everybody: one line for each, what every column and indicator means, and the licence."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hangot.core.exports.cells import plain
from hangot.core.indicators.counting import BETWEEN, CROSS, Figure
from hangot.core.indicators.definitions import Indicator
from hangot.core.indicators.telling import WHY_HIDDEN
from hangot.core.packs import Profile
from hangot.core.text import Text
from hangot.desk.indicators.showing import labels
from hangot.indicators.queries import Told

COLUMNS: tuple[tuple[str, Text], ...] = (
    ("year", Text("해", "Year")),
    ("month", Text("달. 0은 한 해", "Month; 0 is the whole year")),
    ("indicator", Text("지표. indicators.csv의 id", "Indicator: the id in indicators.csv")),
    ("breakdown", Text("구분: 모두(빈칸), agency(기관), kind(종류), special(특례 집단), age(나이), area(동네). 둘을 엮으면 kind*area",
                       "Broken down by: nothing, agency, kind, special (group of the law), age, area; two together as kind*area")),
    ("value", Text("구분 안의 값. -는 그 밖, 엮으면 둘 사이에 |", "Which of it; - is everything else; of two, | between them")),
    ("label_ko", Text("값의 한국어 이름", "Its Korean name")),
    ("label_en", Text("값의 영어 이름", "Its English name")),
    ("unit", Text("단위: people(실인원), times(연인원·건), won, minutes, days", "people, times, won, minutes or days")),
    ("number", Text("수. 가린 수는 빈칸", "The number; empty where it is hidden")),
    ("status", Text("told(공개) 또는 hidden(가림)", "told or hidden")),
)  # fmt: skip
ALL = Text("모두", "All")
README = Text(
    "{house} {year}년 통계\n\n이용허락: {licence}\n\n"
    "data.csv 통계, columns.csv 열 설명, indicators.csv 지표 설명. 글자는 UTF-8입니다.\n"
    "{least} 미만인 수는 가립니다. {why}\n한 번 정해진 수는 바뀌지 않습니다.\n",
    "{house}, figures of {year}\n\nLicence: {licence}\n\n"
    "data.csv: the figures; columns.csv: its columns; indicators.csv: what is counted. UTF-8.\n"
    "Numbers below {least} are hidden. {why}\nA figure that was told does not change.\n",
)


def as_zip(pack: Profile, told: Told, year: int) -> bytes:
    """Data, dictionary and licence; the same bytes whenever they are asked for."""
    known = pack.indicators
    readme = "".join(
        part.format(
            house=getattr(pack.label, lang), year=year, licence=getattr(known.licence, lang),
            least=known.least, why=getattr(WHY_HIDDEN, lang),
        ) + "\n"
        for lang, part in (("ko", README.ko), ("en", README.en))
    )  # fmt: skip
    files = {
        "README.txt": readme.encode("utf-8-sig"),
        "data.csv": _csv([[name for name, _ in COLUMNS], *_lines(pack, told, year)]),
        "columns.csv": _csv([
            ["column", "ko", "en"], *([name, text.ko, text.en] for name, text in COLUMNS),
        ]),
        "indicators.csv": _csv(_dictionary(known.counted.values())),
    }  # fmt: skip
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, (year + 1, 1, 5, 0, 0, 0)), content)
    return found.getvalue()


def _lines(pack: Profile, told: Told, year: int) -> Iterator[list[Any]]:
    for name, one in pack.indicators.counted.items():
        figures = told.get(name, {})
        named: Mapping[str, Mapping[str, Text]] = {
            dim: labels(pack, one, dim, figures) for dim in one.by
        }
        for figure, number in figures.items():
            yield _line(year, one, figure, _label(named, figure), number)


def _label(named: Mapping[str, Mapping[str, Text]], figure: Figure) -> Text:
    """The name of a row, or of the two rows that meet in a cell."""
    if not figure.dim:
        return ALL
    pairs = zip(figure.dim.split(CROSS), figure.value.split(BETWEEN), strict=True)
    found = [named.get(dim, {}).get(row, Text(row, row)) for dim, row in pairs]
    return Text(" · ".join(one.ko for one in found), " · ".join(one.en for one in found))


def _line(year: int, one: Indicator, f: Figure, label: Text, number: int | None) -> list[Any]:
    status = "hidden" if number is None else "told"
    return [
        year, f.month, one.id, f.dim, f.value, label.ko, label.en, one.counts,
        "" if number is None else number, status,
    ]  # fmt: skip


def _dictionary(counted: Iterable[Indicator]) -> list[list[Any]]:
    heads = ["id", "name_ko", "name_en", "unit", "population_ko", "population_en", "event", "by",
             "source_ko", "source_en"]  # fmt: skip
    return [heads, *(
        [one.id, one.name.ko, one.name.en, one.counts, one.population.ko, one.population.en,
         one.event, " ".join(one.by), one.source.ko, one.source.en]
        for one in counted
    )]  # fmt: skip


def _csv(lines: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([[plain(cell) for cell in line] for line in lines])
    return text.getvalue().encode("utf-8-sig")
