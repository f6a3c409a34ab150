"""The command as a process: what it prints, and the status it ends with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.command import ringfence

from ringfence import cli
from ringfence.errors import InputError


def test_the_version() -> None:
    result = ringfence("--version")
    assert result.stdout.startswith("ringfence 0.")
    assert result.returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["new", "--help"]])
def test_help_has_examples(arguments: list[str]) -> None:
    result = ringfence(*arguments)
    assert "Examples:\n" in result.stdout
    assert "ringfence new shop --defaults" in result.stdout
    assert result.returncode == 0


def test_help_says_of_each_command_what_it_does() -> None:
    commands = ringfence("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in commands] == ["new", "update", "set", "status"]
    assert all(line.endswith(".") and not line.endswith("...") for line in commands)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from ringfence.cli import app; app(['--help'], standalone_mode=False);"
        "print({'copier', 'jinja2', 'pydantic', 'rich', 'yaml'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.endswith("set()\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "Missing argument"),
        (["new", "shop", "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
    ],
)
def test_bad_usage_is_told(arguments: list[str], message: str) -> None:
    result = ringfence(*arguments)
    assert message in result.stderr
    assert result.returncode == 2


def test_bad_input_ends_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    result = ringfence("new", str(tmp_path / "shop"), "-d", "licens=MIT")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("error: 2 faults, nothing was written\n  this is no terminal")
    assert "did you mean license?" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_where(tmp_path: Path) -> None:
    result = ringfence("new", str(tmp_path / "shop"), RINGFENCE_DEBUG="1")
    assert "Traceback" in result.stderr
    assert result.returncode == 2


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (InputError(["a", "b\nc"]), 2, "error: 2 faults, nothing was written\n  a\n  b\n    c\n"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (OSError(28, "No space left on device", "/x"), 1, "error: /x: No space left on device\n"),
        (ZeroDivisionError("division"), 1, "error: unexpected ZeroDivisionError: division\n"),
    ],
)
def test_every_error_becomes_a_message_and_a_status(
    error: BaseException,
    status: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_request: object) -> None:
        raise error

    monkeypatch.setattr("ringfence.new.new", fail)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        cli.app(["new", "shop"])
    assert ended.value.code == status
    assert capsys.readouterr().err.startswith(message)


def test_programs_are_found_where_nobody_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATH")
    monkeypatch.setattr("sys.argv", ["ringfence", "--version"])
    with pytest.raises(SystemExit):
        cli.main()
    assert os.environ["PATH"] == os.defpath
