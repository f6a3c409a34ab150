"""A generated service, and what its owner does with it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.template.environments import environment_of

from ringfence.service_setup import FOREIGN

# of these tests, their make and their environment: they must not reach into a service
_FOREIGN = (*FOREIGN, "COVERAGE_FILE", "PYTEST_ADDOPTS")
_OF_XDIST = "PYTEST_XDIST"


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and all that it said."""

    status: int
    output: str

    @property
    def succeeded(self) -> bool:
        return self.status == 0

    @property
    def stage(self) -> str:
        """The last step that `make check` announced."""
        stages = [line for line in self.output.splitlines() if line.startswith("== ")]
        return stages[-1].removeprefix("== ") if stages else ""


@dataclass(frozen=True)
class Service:
    """A service that runs in an environment which it shares with others like it."""

    root: Path

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """The variables that let its own commands work without an environment of its own."""
        shared = environment_of(self.root)
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _FOREIGN and not name.startswith(_OF_XDIST)
        }
        return {
            **kept,
            "PATH": os.pathsep.join([str(shared / "tools"), kept.get("PATH", os.defpath)]),
            "PYTHONPATH": "src",
            "UV_NO_SYNC": "1",
            "UV_PROJECT_ENVIRONMENT": str(shared),
            **(extra or {}),
        }

    def run(self, *command: str, **variables: str) -> Outcome:
        """Run a command in its folder; keywords go into its environment."""
        result = subprocess.run(
            command,
            cwd=self.root,
            env=self.environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Outcome(result.returncode, result.stdout)

    def make(self, *targets: str, **variables: str) -> Outcome:
        """Run its make."""
        return self.run("make", *targets, **variables)

    def succeed(self, *command: str, **variables: str) -> str:
        """Run a command that must succeed: its output."""
        outcome = self.run(*command, **variables)
        assert outcome.succeeded, f"{' '.join(command)} failed:\n{outcome.output[-8000:]}"
        return outcome.output

    def manage(self, *arguments: str, **variables: str) -> str:
        """Run a command of its `manage.py` that must succeed."""
        return self.succeed("uv", "run", "python", "manage.py", *arguments, **variables)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, and its folder where that is missing."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change every place in a file that says `old`; there must be one."""
        text = self.read(path)
        assert old in text, f"{path} does not say {old!r}"
        self.write(path, text.replace(old, new))

    def copy(self, destination: Path) -> "Service":
        """Another one that is the same, times of change included."""
        shutil.copytree(self.root, destination, symlinks=True)
        return Service(destination)
