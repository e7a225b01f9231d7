"""The districts of the demo: each a centre of its own that runs the same pack."""

from collections.abc import Sequence

from hangot.core.text import Text

DISTRICTS: Sequence[tuple[str, Text]] = tuple(
    (en.lower(), Text(f"{ko}구 통합지원센터", f"{en} Support Centre"))
    for ko, en in (
        ("성북", "Seongbuk"), ("강남", "Gangnam"), ("강동", "Gangdong"), ("강북", "Gangbuk"),
        ("강서", "Gangseo"), ("관악", "Gwanak"), ("광진", "Gwangjin"), ("구로", "Guro"),
        ("금천", "Geumcheon"), ("노원", "Nowon"), ("도봉", "Dobong"), ("동대문", "Dongdaemun"),
        ("동작", "Dongjak"), ("마포", "Mapo"), ("서대문", "Seodaemun"), ("서초", "Seocho"),
        ("성동", "Seongdong"), ("송파", "Songpa"), ("양천", "Yangcheon"), ("영등포", "Yeongdeungpo"),
        ("용산", "Yongsan"), ("은평", "Eunpyeong"), ("종로", "Jongno"), ("중", "Jung"),
        ("중랑", "Jungnang"),
    )
)  # fmt: skip
