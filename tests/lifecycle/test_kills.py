"""Killed at any moment, a change has been made or it has not: the next command sees to that."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from tests.lifecycle.commands import SETTINGS
from tests.lifecycle.conftest import Service
from tests.lifecycle.conftest import Tool

PARTS, ROUNDS = 4, 25
CHANGE = ("set", "api=", "celery=true", "--defaults")
State = tuple[dict[str, bytes], str, str]


def state(service: Service) -> State:
    """Files, index and branch."""
    return service.files(), service.git("ls-files", "--stage"), service.git("rev-parse", "HEAD")


def start(tool: Tool, service: Service) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ringfence", *CHANGE],
        cwd=service.root,
        env=tool.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_landing(process: subprocess.Popen[bytes], service: Service) -> None:
    journal = service.root / ".git" / "ringfence" / "journal.json"
    while process.poll() is None and not journal.exists():
        time.sleep(0.0005)


def journals(service: Service) -> bool:
    return (service.root / ".git" / "ringfence" / "journal.json").is_file()


@pytest.fixture
def worked_on(service: Service) -> Service:
    """A service in which somebody has worked: committed, staged, and files that git does not know."""
    service.replace("src/shop/rest/views.py", "return 1", "return 100")  # its removal conflicts
    service.replace(SETTINGS, "FIRST = 1", "FIRST = 11")
    service.commit()
    service.replace("README.md", "One.", "One and a half.")
    service.write("staged.txt", "staged\n")
    service.git("add", "--all")
    service.write("untracked.txt", "untracked\n")
    service.write("model.yml", service.read("model.yml") + "# not applied yet\n")
    return service


@pytest.mark.parametrize("part", range(PARTS))
def test_a_kill_at_a_random_moment(
    worked_on: Service, new_tool: Tool, tmp_path: Path, part: int
) -> None:
    chance = random.Random(part)  # noqa: S311 - a test that repeats
    before = state(worked_on)
    done = worked_on.copy(tmp_path / "done" / "shop")
    begun = time.monotonic()
    assert start(new_tool, done).wait() == 3
    whole = time.monotonic() - begun
    after = state(done)
    assert after != before
    hit = 0
    for turn in range(ROUNDS):
        service = worked_on.copy(tmp_path / str(turn) / "shop")
        process = start(new_tool, service)
        if turn % 2:
            wait_for_landing(process, service)
            time.sleep(chance.uniform(0, 0.05))
        else:
            time.sleep(whole * chance.uniform(0, 1.05))
        # the whole group, or the tool alone: its git then lives on for a while
        if process.poll() is None:
            kill = os.killpg if turn % 4 < 2 else os.kill
            kill(process.pid, signal.SIGKILL)
        process.wait()
        hit += journals(service)

        result = new_tool.run("status", cwd=service.root)
        assert result.returncode == 0, result.stderr
        assert not journals(service)
        assert state(service) in (before, after), f"round {turn}"
        service.git("reset", "--quiet", "--hard")
        assert (service.root / "untracked.txt").read_bytes() == b"untracked\n"
        assert service.git("status", "--porcelain") == "?? untracked.txt"
    assert hit  # or nothing was tried where it matters


def test_control_c_while_files_change(worked_on: Service, new_tool: Tool, tmp_path: Path) -> None:
    """All of the change or nothing of it is there when the command ends, and it says which."""
    worked_on.git("checkout", "--quiet", "model.yml")
    before = state(worked_on)
    done = worked_on.copy(tmp_path / "done" / "shop")
    assert start(new_tool, done).wait() == 3
    after = state(done)
    chance = random.Random(2)  # noqa: S311 - a test that repeats
    for turn in range(8):
        service = worked_on.copy(tmp_path / str(turn) / "shop")
        process = start(new_tool, service)
        wait_for_landing(process, service)
        for _ in range(2):
            time.sleep(chance.uniform(0, 0.02))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
        status = process.wait()
        assert not journals(service)
        # Python itself may end by the signal when all is said and done
        possible = {130: [before], 3: [after], -signal.SIGINT: [before, after]}
        assert state(service) in possible[status], f"round {turn}"
