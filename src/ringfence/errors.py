"""What ends a command: each error knows its message and the exit status that goes with it."""

from collections.abc import Sequence

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130  # as the shell counts: 128 + SIGINT


class RingfenceError(Exception):
    """A command can not go on.  `str(error)` is what the user reads."""

    status = FAILED


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
