"""What the domain refuses.  `code` is public and stable; the message is for people."""

from typing import ClassVar
from uuid import UUID


class DomainError(Exception):
    """A rule of the domain said no."""

    code: ClassVar[str] = "domain_error"


class InvalidValue(DomainError):
    """A value that its field can not hold."""

    code = "invalid_value"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason}")
        self.field = field
        self.reason = reason


class NotAuthenticated(DomainError):
    """Nobody in particular asked, and this needs somebody."""

    code = "not_authenticated"

    def __init__(self) -> None:
        super().__init__("you must log in first")


class NotAllowed(DomainError):
    """The actor may know of it, but not do it."""

    code = "not_allowed"

    def __init__(self, what: str) -> None:
        super().__init__(f"you may not {what}")


class NotFound(DomainError):
    """No aggregate has this id, or none that the actor may know of."""

    code = "not_found"

    def __init__(self, kind: str, id: UUID) -> None:
        super().__init__(f"no {kind} has the id {id}")


class Conflict(DomainError):
    """The present state of things does not allow it."""

    code = "conflict"


class InvalidTransition(Conflict):
    """A transition that the present state does not allow."""

    code = "invalid_transition"

    def __init__(self, transition: str, state: str) -> None:
        super().__init__(f"can not {transition} from {state}")


class NotEditable(Conflict):
    """The present state does not allow to change or delete the aggregate."""

    code = "not_editable"

    def __init__(self, kind: str, state: str) -> None:
        super().__init__(f"the {kind} can not be edited while it is {state}")


class ConcurrencyConflict(Conflict):
    """Somebody else saved the aggregate between our reading and our saving."""

    code = "concurrency_conflict"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"{id} has changed since you read it")


class StaleVersion(DomainError):
    """The caller has seen an older version than there is."""

    code = "stale_version"

    def __init__(self, expected: int, actual: int) -> None:
        # negative: what the caller has seen was never a version
        seen = f"version {expected}" if expected >= 0 else "an unknown version"
        super().__init__(f"you expected {seen}, it is {actual}")
