"""Killed at any moment, `ringfence new` leaves nothing or a complete service."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.conftest import Run

WHOLE = {".copier-answers.yml", "Makefile", "manage.py", "model.yml", "pyproject.toml"}
OPTIONS = ("--defaults", "--no-setup")


def _start(tmp_path: Path, reduced: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ringfence", "new", "new/shop", *OPTIONS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(reduced / "src")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _is_whole_or_absent(service: Path) -> bool:
    if not service.exists():
        return True
    command = ["git", "-C", str(service), "status", "--porcelain"]
    status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return not status and {path.name for path in service.iterdir()} >= WHOLE


def _moments(tmp_path: Path, reduced: Path) -> list[float]:
    """Seconds after the start, spread over one undisturbed run, more of them where it writes."""
    started = time.monotonic()
    assert _start(tmp_path, reduced).wait() == 0
    whole = time.monotonic() - started
    chance = random.Random(20)  # noqa: S311 - a test that repeats
    return [whole * chance.uniform(0.2, 0.6) for _ in range(4)] + [
        whole * chance.uniform(0.6, 1.05) for _ in range(10)
    ]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_signal_at_any_moment(
    tmp_path: Path, reduced: Path, run: Run, number: signal.Signals
) -> None:
    (tmp_path / "first").mkdir()
    for turn, moment in enumerate(_moments(tmp_path / "first", reduced)):
        folder = tmp_path / str(turn)
        folder.mkdir()
        process = _start(folder, reduced)
        time.sleep(moment)
        process.send_signal(number)
        process.wait()
        service = folder / "new" / "shop"
        assert _is_whole_or_absent(service), f"half of it is there after {moment:.2f} s"
        if number is not signal.SIGKILL:
            left = [path.name for path in folder.rglob(".ringfence-*")]
            assert left == [], f"after {moment:.2f} s"
        if number is signal.SIGKILL and (folder / "new").exists():
            result = run(
                "new", str(folder / "new" / "other"), *OPTIONS, PYTHONPATH=f"{reduced}/src"
            )
            assert result.returncode == 0, result.stderr
            assert {path.name for path in (folder / "new").iterdir()} <= {"shop", "other"}


def test_a_terminated_command_says_so(tmp_path: Path, reduced: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ringfence", "new", "shop", *OPTIONS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(reduced / "src")},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "Rendering the service ...\n"
    process.terminate()
    assert process.stderr.read().endswith("error: interrupted, nothing was written\n")
    process.stderr.close()
    assert process.wait() == 130
    assert list(tmp_path.iterdir()) == []
