"""A tool that is installed, with a template of two versions, and services that people work on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.distributions import git

from ringfence.releases import write_bundle

collect_ignore = ["by_hand"]  # what people write into a service, and not tests of ours

_SETTINGS = '''"""Settings of {{ package }}."""

import os
import time

FIRST = 1

IMPORTED = [os, time]

SECOND = 2
{% if 'rest' in api %}
REST = True
{% endif %}

APPS = [
    "generated",
    # your own below this line
]
'''
# so many that to write them takes a while
_MANY = "template/src/{{ package }}/{% if celery %}many{% endif %}/{% yield n from range(200) %}{{ n }}{% endyield %}.txt"
# a template that is quick to render, with what real ones have: loops, options, names in paths
_FIRST = {
    "template/README.md.jinja": "# {{ package }}\n\nOne.\n",
    "template/model.yml.jinja": "{{ model }}",
    "template/src/{{ package }}/settings.py.jinja": _SETTINGS,
    "template/src/{{ package }}/old.py": "OLD = True\n\n\ndef old() -> int:\n    return 1\n",
    "template/src/{{ package }}/steady.py": "STEADY = True\n",
    "template/src/{{ package }}/run.sh": "#!/bin/sh\necho one\n",
    "template/src/{{ package }}/{% if 'rest' in api %}rest{% endif %}/views.py": (
        "def show() -> int:\n    return 1\n\n\ndef list_all() -> list[int]:\n    return [1]\n"
    ),
    _MANY: "one of many\n" * 500,
}
_SECOND = {
    "template/README.md.jinja": "# {{ package }}\n\nTwo.\n\n{{ greeting }}\n",
    "template/src/{{ package }}/settings.py.jinja": (
        _SETTINGS.replace("SECOND = 2", "SECOND = 22")
        .replace("import time", "import sys\nimport time")
        .replace("[os, time]", "[os, sys, time]")
    ),
    "template/src/{{ package }}/run.sh": "#!/bin/sh\necho two\n",
    # much like the one that goes: git alone would take it for renamed
    "template/src/{{ package }}/fresh.py": "OLD = True\n\n\ndef old() -> int:\n    return 2\n",
}
_NEW_QUESTION = """
greeting:
  type: str
  help: What the README says first.
  default: Hello
"""
_GONE = ("template/src/{{ package }}/old.py",)


@dataclass(frozen=True)
class Tool:
    """The command, installed in `site` with the releases up to one version."""

    site: Path

    def run(
        self, *arguments: str, cwd: Path, by: Sequence[str] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command, `by` another one if need be; other keywords go into its environment."""
        return subprocess.run(
            [*by, sys.executable, "-m", "ringfence", *arguments],
            cwd=cwd,
            env=self.environment(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Where git may open files alone, no network."""
        own = {"PYTHONPATH": str(self.site), "GIT_ALLOW_PROTOCOL": "file"}
        return {**os.environ, **own, **(more or {})}


@dataclass(frozen=True)
class Service:
    """A generated service."""

    root: Path

    def git(self, *arguments: str) -> str:
        return git(self.root, *arguments)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        assert old in self.read(path)
        self.write(path, self.read(path).replace(old, new))

    def commit(self, message: str = "work") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}")

    def files(self) -> dict[str, bytes]:
        """Every file but git's own, by its path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }

    def executables(self) -> set[str]:
        """The files among them that may be executed."""
        return {path for path in self.files() if os.access(self.root / path, os.X_OK)}

    def copy(self, to: Path) -> "Service":
        shutil.copytree(self.root, to, symlinks=True)
        return Service(to)


@pytest.fixture(scope="session")
def history(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the releases 1.0.0 and 2.0.0 of a small template."""
    root = tmp_path_factory.mktemp("history") / "template"
    shutil.copytree(
        repository / "extensions",
        root / "extensions",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(repository / "copier.yml", root)
    (root / "template").mkdir()
    shutil.copy(
        repository / "template" / "{{ _copier_conf.answers_file }}.jinja", root / "template"
    )
    git(root, "init", "--quiet")
    release(root, "1.0.0", _FIRST)
    for path in _GONE:
        (root / path).unlink()
    questions = (root / "copier.yml").read_text(encoding="utf-8") + _NEW_QUESTION
    release(root, "2.0.0", {**_SECOND, "copier.yml": questions})
    return root


def release(root: Path, version: str, files: Mapping[str, str]) -> None:
    """Commit these files, and the version with them."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n')
    git(root, "add", "--all")
    git(root, "commit", "--quiet", f"--message=release {version}")


def installed(repository: Path, history: Path, site: Path) -> Tool:
    """The tool as it is here, with the history of a template."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "src" / "ringfence", site / "ringfence", ignore=ignored)
    write_bundle(history, site / "ringfence" / "template.bundle")
    return Tool(site)


@pytest.fixture(scope="session")
def new_tool(repository: Path, history: Path, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """The tool with both releases."""
    return installed(repository, history, tmp_path_factory.mktemp("new"))


@pytest.fixture(scope="session")
def old_tool(repository: Path, history: Path, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """The tool when there was only the first release."""
    past = tmp_path_factory.mktemp("past") / "template"
    git(history, "worktree", "add", "--quiet", "--detach", str(past), "HEAD~1")
    return installed(repository, past, tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="session")
def untouched(old_tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("first")
    result = old_tool.run("new", "shop", "--defaults", "--no-setup", cwd=folder)
    assert result.returncode == 0, result.stderr
    return Service(folder / "shop")


@pytest.fixture
def service(untouched: Service, tmp_path: Path) -> Service:
    """A service that the first release made, to do with as one likes."""
    return untouched.copy(tmp_path / "shop")


def copier_update(service: Service, clone: Path, cache: Path) -> None:
    """What a colleague does who has plain Copier, and a clone of the template with its tags."""
    redirect = {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": f"url.{clone}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/ringfence/ringfence.git",
        "GIT_CONFIG_KEY_1": "protocol.file.allow",
        "GIT_CONFIG_VALUE_1": "always",
        "COPIER_CACHE_DIR": str(cache),
    }
    subprocess.run(
        [sys.executable, "-m", "copier", "update", "--trust", "--defaults", "--quiet"],
        cwd=service.root,
        env={**os.environ, **redirect},
        check=True,
    )
