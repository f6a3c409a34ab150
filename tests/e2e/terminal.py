"""A person at a terminal: keys are typed into a real pseudo-terminal, its screen is read."""

import os
import sys
import time
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte

ENTER = "\r"
SPACE = " "
DOWN = "\x1b[B"
CONTROL_C = "\x03"
CONTROL_D = "\x04"
ESCAPE = "\x1b"
BACKSPACE = "\x7f"


class Terminal:
    """A command in a terminal of 120 columns and 60 lines."""

    def __init__(
        self, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(120, 60)
        self._stream = pyte.Stream(self._screen)
        self._process = pexpect.spawn(
            sys.executable,
            ["-m", "ringfence", *arguments],
            cwd=str(cwd),
            env={
                **os.environ,
                "TERM": "xterm",
                "PROMPT_TOOLKIT_NO_CPR": "1",
                **(environment or {}),
            },
            dimensions=(60, 120),
            encoding="utf-8",
            timeout=1,
        )

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip()

    def wait_for(self, text: str, *, seconds: float = 60) -> None:
        """Wait until the screen shows the text."""
        deadline = time.monotonic() + seconds
        while text not in self.text:
            if not self._read() or time.monotonic() > deadline:
                raise AssertionError(f"{text!r} did not appear on the screen:\n{self.text}")

    def type(self, *keys: str) -> None:
        """Press keys, as fast as a person does."""
        for key in keys:
            time.sleep(0.05)
            self._process.send(key)

    def status(self, *, seconds: float = 120) -> int:
        """Wait for the end of the command: its exit status."""
        deadline = time.monotonic() + seconds
        while self._read():
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
        self._process.close()
        assert self._process.exitstatus is not None, (
            f"killed by signal {self._process.signalstatus}"
        )
        return int(self._process.exitstatus)

    def _read(self) -> bool:
        """Draw what has arrived.  False at the end of the output."""
        try:
            self._stream.feed(self._process.read_nonblocking(4096, timeout=0.2))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True
