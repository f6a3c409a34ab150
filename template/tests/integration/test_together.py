"""Commands that run side by side begin and end together."""

import signal
import subprocess
import sys
import time
from pathlib import Path

TOGETHER = Path(__file__).parents[2] / "together.py"
LONG = "sleep 600"


def start(*commands: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(TOGETHER), *commands]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_one_that_fails_ends_all() -> None:
    _, said = (whole := start(LONG, "sh -c 'exit 3'")).communicate(timeout=30)
    assert whole.returncode == 3
    assert "This ended with status 3, so all ends: sh -c 'exit 3'" in said


def test_one_that_ends_ends_all() -> None:
    _, said = (whole := start("true", LONG)).communicate(timeout=30)
    assert whole.returncode == 1
    assert "status 0" in said


def test_one_that_can_not_start_ends_all() -> None:
    _, said = (whole := start(LONG, "no-such-command")).communicate(timeout=30)
    assert whole.returncode == 1
    assert "no-such-command" in said


def test_the_end_can_be_asked_for(tmp_path: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        begun = tmp_path / number.name
        whole = start(LONG, f"sh -c 'touch {begun}; exec {LONG}'")
        while not begun.exists():
            time.sleep(0.01)
        whole.send_signal(number)
        _, said = whole.communicate(timeout=30)
        assert (whole.returncode, said) == (0, "")
