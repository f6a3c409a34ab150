"""Virtual environments for the services under test: one for each set of dependencies, kept between runs.

They live in `.cache/services` of the checkout.  A fresh machine fills them from the network, once.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock
from uv import find_uv_bin

Version = tuple[int, int]

CACHE = Path(__file__).parents[2] / ".cache" / "services"
_ASK = "import sys; print(*sys.version_info[:2])"


def environment_of(service: Path) -> Path:
    """The environment that has what the service's `pyproject.toml` asks for, made where it is missing.

    Raises:
        LookupError: there is no interpreter for it on this machine.
        RuntimeError: its packages could not be installed.
    """
    text = (service / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    minimum = project["project"]["requires-python"].removeprefix(">=")
    major, minor = map(int, minimum.split("."))
    python = interpreter((major, minor))
    if python is None:
        raise LookupError(f"no Python {minimum} or newer on PATH or in pyenv's folder")
    wanted = [
        python,
        project["project"]["dependencies"],
        project["dependency-groups"],
    ]
    folder = CACHE / sha256(json.dumps(wanted).encode()).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _install(text, folder, python)
            # its make finds uv there, and nothing else of the tests' own environment
            (folder / "tools").mkdir()
            (folder / "tools" / "uv").symlink_to(find_uv_bin())
            (folder / "complete").touch()
    return folder


def _install(pyproject: str, folder: Path, python: str) -> None:
    with TemporaryDirectory() as project:
        (Path(project) / "pyproject.toml").write_text(pyproject, encoding="utf-8")
        result = subprocess.run(
            [find_uv_bin(), "sync", "--no-install-project", "--python", python],
            cwd=project,
            env=os.environ | {"UV_PROJECT_ENVIRONMENT": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if result.returncode:
        raise RuntimeError(f"the services' packages could not be installed:\n{result.stdout}")


def interpreter(minimum: Version) -> str | None:
    """The oldest interpreter of this machine that is new enough: a service's own minimum where it is here."""
    enough = [
        (version, path) for version, path in _interpreters().items() if minimum <= version < (4, 0)
    ]
    return min(enough)[1] if enough else None


@cache
def _interpreters() -> dict[Version, str]:
    """What answers when it is executed, the running one first."""
    found: dict[Version, str] = {}
    for path in _candidates():
        try:
            result = subprocess.run(
                [path, "-c", _ASK], capture_output=True, text=True, check=True, timeout=30
            )
        except (OSError, subprocess.SubprocessError):
            continue
        major, minor = map(int, result.stdout.split())
        found.setdefault((major, minor), path)
    return found


def _candidates() -> Iterator[str]:
    yield sys.executable
    for minor in range(11, 15):
        if path := shutil.which(f"python3.{minor}"):
            yield path
    if path := shutil.which("python3"):
        yield path
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from map(str, sorted(root.glob("versions/*/bin/python")))
