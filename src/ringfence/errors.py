"""What ends a command: each error knows its message and the exit status that goes with it."""

from collections.abc import Sequence

FAILED = 1
BAD_INPUT = 2
CONFLICTS = 3
UPDATE_AVAILABLE = 4
INTERRUPTED = 130  # as the shell counts: 128 + SIGINT


class RingfenceError(Exception):
    """A command can not go on.  `str(error)` is what the user reads.

    `is_fault` is false where nothing went wrong, and the exit status alone tells programs of the outcome.
    """

    status = FAILED
    is_fault = True


class InputError(RingfenceError):
    """What was asked for can not be done as asked; all faults at once, and nothing was written."""

    status = BAD_INPUT

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = [f"  {fault}".replace("\n", "\n    ") for fault in faults]
        super().__init__("\n".join([f"{count}, nothing was written", *lines]))


class Interrupted(RingfenceError):
    """The user, or the system, stopped the command."""

    status = INTERRUPTED


class ConflictsLeft(RingfenceError):
    """The change is made, and some files need a decision."""

    status = CONFLICTS
    is_fault = False

    def __init__(self, paths: Sequence[str], way_back: str) -> None:
        lines = [f"  {path}" for path in paths]
        count = "1 conflict is" if len(paths) == 1 else f"{len(paths)} conflicts are"
        super().__init__(
            "\n".join(
                [
                    f"{count} left for you:",
                    *lines,
                    "Edit them and git add them; git add also keeps a file whose removal conflicts, git rm removes it.",
                    "Then run make setup, make check and make test, and git commit.",
                    f"To go back: {way_back}",
                ]
            )
        )


class UpdateAvailable(RingfenceError):
    """There is a newer version of the template."""

    status = UPDATE_AVAILABLE
    is_fault = False

    def __init__(self, recorded: str, available: str) -> None:
        super().__init__(
            f"{available} is available, the service is at {recorded}: ringfence update"
        )
