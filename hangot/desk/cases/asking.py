"""One request about one case, as the pages that write into a section of it need it."""

from dataclasses import dataclass
from typing import Any

from hangot.desk.cases.header import PersonPage
from hangot.desk.cases.work_frame import today
from hangot.desk.typed import version_of


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and about whom."""

    request: Any
    one: PersonPage

    @property
    def who(self) -> dict[str, Any]:
        """Actor and moment, as every act takes them."""
        return {"by": self.request.actor, "at": self.request.at}

    @property
    def version(self) -> int | None:
        """The version of the thing that the form was made from."""
        return version_of(self.request)

    @property
    def today(self) -> Any:
        """The day in Seoul."""
        return today(self.request)
