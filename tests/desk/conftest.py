"""The pages play the same story as the domain: Han Seoyun's case."""

from tests.domain.conftest import agree, case, refer

__all__ = ["agree", "case", "refer"]
