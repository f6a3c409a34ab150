"""Git, as far as services need it.

What is made here must not depend on what the user's git does for everybody: hooks, templates, signing and global
ignores are left out.  Paths that are no UTF-8 go through as they are.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ringfence.errors import RingfenceError

_OLDEST = (2, 28)  # the first with `git init --initial-branch`
_NEUTRAL = (
    "-c", f"core.hooksPath={os.devnull}",
    "-c", f"core.excludesFile={os.devnull}",
    "-c", "core.safecrlf=false",
    "-c", "commit.gpgSign=false",
    # no process may work on in a folder that is about to be renamed
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip
# and how it reads paths
_OF_A_REPOSITORY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who commits."""

    name: str
    email: str

    @classmethod
    def of_answers(cls, answers: Mapping[str, object]) -> Self:
        """The author that the answers name."""
        return cls(
            name=str(answers.get("author_name", "")), email=str(answers.get("author_email", ""))
        )


def fault(oldest: tuple[int, int] = _OLDEST) -> str:
    """Why git can not be used here; empty if it can."""
    if shutil.which("git") is None:
        return "git is not installed: install it (Debian: apt install git; macOS: xcode-select --install)"
    version = run("version").stdout
    found = re.search(r"(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) < oldest:
        needed = ".".join(map(str, oldest))
        return f"git is too old ({version.strip()}): version {needed} or newer is needed"
    return ""


def leave_callers_repository() -> None:
    """Forget the repository that a git hook, or the like, put into the environment."""
    for variable in _OF_A_REPOSITORY:
        os.environ.pop(variable, None)


def configured(key: str, folder: Path | None = None) -> str:
    """A value of git's configuration, as it is in this folder; empty if there is none."""
    return run("config", "--get", key, folder=folder).stdout.strip()


def repository_around(folder: Path) -> Path | None:
    """The root of the repository that the folder, which must exist, lies in."""
    root = run("rev-parse", "--show-toplevel", folder=folder).stdout.strip()
    return Path(root) if root else None


def create(folder: Path) -> None:
    """Make the folder a repository whose branch is `main`.

    Raises:
        RingfenceError: git refused.
    """
    checked("init", "--quiet", "--initial-branch=main", "--template=", folder=folder)


def commit_all(folder: Path, message: str, *, author: Identity) -> bool:
    """Commit everything that is not ignored.  False if there was nothing to commit.

    `author` serves where git knows nobody.

    Raises:
        RingfenceError: git refused.
    """
    checked("add", "--all", folder=folder)
    if not run("diff", "--cached", "--quiet", folder=folder).returncode:
        return False
    commit_staged(folder, message, author=author)
    return True


def commit_staged(folder: Path, message: str, *, author: Identity) -> None:
    """Commit what is staged.  `author` serves where git knows nobody.

    Raises:
        RingfenceError: git refused.
    """
    checked(
        "commit", "--quiet", "--no-verify", f"--message={message}",
        folder=folder,
        environment=_identity(author, folder),
    )  # fmt: skip


def _identity(fallback: Identity, folder: Path) -> Mapping[str, str]:
    """What git must be told of the committer beyond what it knows."""
    known = {
        "NAME": (configured("user.name", folder), _printable(fallback.name) or "Ringfence"),
        "EMAIL": (
            configured("user.email", folder),
            _printable(fallback.email) or "ringfence@localhost",
        ),
    }
    return {
        f"GIT_{role}_{part}": own or other
        for part, (own, other) in known.items()
        for role in ("AUTHOR", "COMMITTER")
        if not os.environ.get(f"GIT_{role}_{part}")
    }


def _printable(text: str) -> str:
    """What is left of the text where git removes the characters that it can not record in a name."""
    return re.sub(r"[\x00-\x1f<>]+", " ", text).strip(" .,:;\"'\\")


def checked(
    *arguments: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    stdin: str | None = None,
) -> str:
    """What git printed.

    Raises:
        RingfenceError: it failed.
    """
    result = run(*arguments, folder=folder, environment=environment, stdin=stdin)
    if result.returncode:
        raise RingfenceError(f"git {arguments[0]} failed: {result.stderr.strip()}")
    return result.stdout


def run(
    *arguments: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run git."""
    return subprocess.run(
        ["git", *_NEUTRAL, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0", **(environment or {})},
        input=stdin or "",
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
