"""How rendered Python gets its form: imports sorted, unused ones removed, lines broken, all by a pinned ruff."""

import subprocess
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from copier.errors import UserMessageError

_CONFIG = Path(__file__).with_name("ruff.toml")


def format_source(source: str, package: str, python: str) -> str:
    """The source of one module, formatted; `package` is the service's own, `python` its lowest version.

    Raises:
        UserMessageError: ruff is not installed beside Copier, or the source is no Python.
    """
    for command in _commands(package, python):
        source = _ruff([*command, "--stdin-filename=rendered.py", "-"], source)
    return source


def format_files(files: Iterable[Path], package: str, python: str) -> None:
    """Format the files where they are, all in two processes: the result is that of `format_source`.

    Raises:
        UserMessageError: ruff is not installed beside Copier, or one of them is no Python.
    """
    paths = [str(file) for file in files]
    if paths:
        for command in _commands(package, python):
            _ruff([*command, *paths])


def _commands(package: str, python: str) -> list[list[str]]:
    first_party = f'lint.isort.known-first-party=["{package}", "clients", "factories", "fakes"]'
    target = f"--target-version=py{python.replace('.', '')}"
    common = [f"--config={_CONFIG}", target, "--no-cache", "--quiet"]
    return [
        ["check", "--fix-only", "--select=I,F401", f"--config={first_party}", *common],
        ["format", *common],
    ]


def _ruff(arguments: list[str], source: str | None = None) -> str:
    result = subprocess.run(
        [_ruff_binary(), *arguments],
        input=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode:
        raise UserMessageError(f"the template printed no valid Python:\n{result.stderr}{source}")
    return result.stdout


@lru_cache(maxsize=1)
def _ruff_binary() -> str:
    try:
        from ruff import find_ruff_bin

        return str(find_ruff_bin())
    except (ImportError, FileNotFoundError) as error:
        raise UserMessageError(
            "the template formats its code with ruff: install it beside Copier, with pipx by"
            " 'pipx inject copier copier-template-extensions ruff'"
        ) from error
