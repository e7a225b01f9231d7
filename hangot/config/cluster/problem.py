"""The one error of this package: it says what is wrong to the person who can mend it."""


class ClusterProblem(Exception):
    """The database cannot be used. `str()` is one line of Korean and one of English.

    `details` are the last lines PostgreSQL itself wrote; they follow on lines of their own.
    """

    def __init__(self, ko: str, en: str, *, details: str = "") -> None:
        self.ko = ko
        self.en = en
        self.details = details.strip()
        super().__init__("\n".join(line for line in (ko, en, self.details) if line))
